package org.orrery.dynamics.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Intervention;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Question;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.SbmlModelReader;

/** Published metabolic networks against their published optima and essential genes. */
class MetabolicModelsTest {
    @ParameterizedTest
    @CsvSource({"e_coli_core, 0.873922", "iJO1366, 0.982372", "iMB155-syn3A, 0.342393", "iPS189-m-genitalium, 2.23896",
            "iMO1056-p-aeruginosa, 1.047929", "iYS1720-salmonella, 0.488455"})
    void theOptimumIsThePublishedOne(String name, double optimum) {
        FluxModel model = model(name);
        assertThat(growth(model, null)).isCloseTo(optimum, within(6e-6));
    }

    @Test
    void theEssentialGenesOfTheCoreOfEColi() {
        FluxModel model = model("e_coli_core");
        double wild = growth(model, null);
        List<String> essential = new ArrayList<>();
        for (FluxProblem.Gene gene : model.problem().genes()) {
            if (growth(model, gene.label() + " = knockout") < 0.01 * wild) {
                essential.add(gene.label());
            }
        }
        assertThat(essential).containsExactlyInAnyOrder("b0720", "b1136", "b1779", "b2415", "b2416", "b2779", "b2926");
    }

    @Test
    void reactionsThatDoNotBalanceAreFound() {
        assertThat(MassBalance.of(model("e_coli_core").problem()))
                .returns(74, MassBalance::internal).returns(List.of(), MassBalance::mass)
                .returns(List.of(), MassBalance::charge);
        assertThat(MassBalance.of(model("iJO1366").problem())).returns(2251, MassBalance::internal)
                .returns(List.of(), MassBalance::mass);
        MassBalance salmonella = MassBalance.of(model("iYS1720-salmonella").problem());
        assertThat(salmonella.internal()).isEqualTo(2868);
        assertThat(salmonella.mass()).hasSize(29).contains("R_peptido_ST", "R_pe2_ST");
        assertThat(salmonella.charge()).hasSize(38);
    }

    /** What dies has no fluxes at all where the cell must do more than grow: that is no growth. */
    private static double growth(FluxModel model, String move) {
        List<Intervention> moves = move == null ? List.of() : List.of(Intervention.parse(move));
        Quantity objective = Question.parse(model.problem().active()).quantity();
        try {
            return model.prepare(new Plan(List.of(), moves, List.of(objective), List.of(), List.of(), Map.of()))
                    .run(new World(World.Arming.ON, new double[0], 1)).readings()[0];
        } catch (RunFailure infeasible) {
            assertThat(infeasible).hasMessageContaining("infeasible");
            return 0;
        }
    }

    private static FluxModel model(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/data/metabolic").resolve(name + ".xml.gz");
            if (Files.exists(file)) {
                return (FluxModel) new SbmlModelReader().read(file);
            }
        }
        String absent = "THE SHARED METABOLIC MODELS ARE ABSENT (no shared/data/metabolic in or beside the checkout).";
        System.err.println(absent);
        assumeTrue(false, absent);
        throw new AssertionError("not reached");
    }
}
