package org.orrery.dynamics.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.orrery.core.Address;
import org.orrery.core.OrreryException;
import org.orrery.core.Plan;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.MechanismModel;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;

/** Laws of writing, on mechanisms at random. */
class RandomRoundTripTest {
    private static final int MECHANISMS = 200;
    private static final double CLOSE = 1e-6;

    @Test
    void readingWhatWasWrittenGivesTheFormBack() {
        Map<String, String> different = new TreeMap<>();
        for (long seed = 1; seed <= MECHANISMS; seed++) {
            Mechanism m = RandomMechanisms.of(seed);
            Mechanism sbml = SbmlForm.of(m, new ArrayList<>());
            Mechanism antimony = AntimonyForm.of(m, new ArrayList<>());
            note(different, seed + " sbml", sbml, SharedRoundTripTest.sbml(m));
            note(different, seed + " antimony", antimony, SharedRoundTripTest.antimony(m));
            note(different, seed + " sbml of antimony", SbmlForm.of(antimony, new ArrayList<>()),
                    SharedRoundTripTest.sbml(SharedRoundTripTest.antimony(m)));
            note(different, seed + " antimony of sbml", AntimonyForm.of(sbml, new ArrayList<>()),
                    SharedRoundTripTest.antimony(SharedRoundTripTest.sbml(m)));
        }
        assertThat(different).isEmpty();
    }

    @Test
    void aFormIsItsOwnFormAndLosesNothingMore() {
        for (long seed = 1; seed <= MECHANISMS; seed++) {
            Mechanism m = RandomMechanisms.of(seed);
            Mechanism sbml = SbmlForm.of(m, new ArrayList<>());
            List<String> losses = new ArrayList<>();
            assertThat(Same.lines(SbmlForm.of(sbml, losses))).isEqualTo(Same.lines(sbml));
            assertThat(losses).isEmpty();
            Mechanism antimony = AntimonyForm.of(m, new ArrayList<>());
            assertThat(Same.lines(AntimonyForm.of(antimony, losses))).isEqualTo(Same.lines(antimony));
            assertThat(losses).isEmpty();
        }
    }

    @Test
    void theFormsRunAsTheMechanism() {
        int ran = 0;
        for (long seed = 1; seed <= MECHANISMS; seed++) {
            Mechanism m = RandomMechanisms.of(seed);
            double[][] before = run(m);
            if (before == null) {
                continue;
            }
            ran++;
            close(run(SharedRoundTripTest.sbml(m)), before, seed + " as SBML");
            close(run(SharedRoundTripTest.antimony(m)), before, seed + " as Antimony");
        }
        assertThat(ran).isGreaterThan(MECHANISMS / 8);
    }

    /** Sums are read back in another nesting, so a step may end a bit earlier; shared models agree to 1e-12. */
    private static void close(double[][] got, double[][] before, String what) {
        assertThat(got).as(what).isNotNull();
        for (int i = 0; i < before.length; i++) {
            double size = Arrays.stream(before[i]).filter(Double::isFinite).map(Math::abs).max().orElse(0);
            for (int t = 0; t < before[i].length; t++) {
                boolean same = Double.compare(got[i][t], before[i][t]) == 0
                        || Math.abs(got[i][t] - before[i][t]) <= CLOSE * size;
                assertThat(same).as("%s: species %d at %d: %s, before %s", what, i, t, got[i][t], before[i][t])
                        .isTrue();
            }
        }
    }

    /** Species by their place, because some are renamed; null where the mechanism does not run. */
    private static double[][] run(Mechanism mechanism) {
        try {
            return new MechanismModel(new org.orrery.core.Model.Source("random", "0"), mechanism)
                    .prepare(new Plan(List.of(), List.of(), List.of(),
                            mechanism.species().stream().map(pool -> Address.of(pool.id())).toList(),
                            List.of(0.0, 0.25, 0.5, 1.0), Map.of("rtol", "1e-9")))
                    .run(new World(World.Arming.OFF, new double[0], 1)).courses();
        } catch (OrreryException | RunFailure random) {
            return null;
        }
    }

    private static void note(Map<String, String> different, String name, Mechanism expected, Mechanism got) {
        String difference = SharedRoundTripTest.difference(Same.lines(expected), Same.lines(got));
        if (!difference.isEmpty()) {
            different.put(name, difference);
        }
    }

    @Test
    void whatIsNotSaidIsNoted() {
        Mechanism m = RandomMechanisms.of(1);
        Mechanism odd = new Mechanism("m", "", List.of(), List.of(new Mechanism.Compartment("c", "", 2, 1, true)),
                List.of(new Mechanism.Species("gamma", "a \"b\"", "c", 1, Double.NaN, false, false, false, null)),
                List.of(new Mechanism.Parameter("J.k", "", 1, true, Mechanism.Parameter.Role.LOCAL)),
                List.of(new Mechanism.Reaction("J", "", List.of(), List.of(), List.of(), Expr.sym("J.k"), true,
                        false)),
                List.of(), List.of(new Mechanism.InitialAssignment("gamma", Expr.TIME)), List.of(), null, null,
                Map.of("gamma", org.orrery.equation.Unit.ofKind("mole", 1, 0, 1)), List.of());
        assertThat(MechanismText.antimony(odd).losses()).hasSize(5)
                .anyMatch(line -> line.contains("dimensions") && line.contains("c (2.0)"))
                .anyMatch(line -> line.contains("gamma to gamma_1"))
                .anyMatch(line -> line.contains("J.k is J_k"))
                .anyMatch(line -> line.contains("quotation marks"))
                .anyMatch(line -> line.contains("values that a rule or an initial assignment replaces"));
        assertThat(MechanismText.sbml(odd).losses())
                .containsExactly("units that SBML has no place for are not written: gamma");
        assertThat(MechanismText.antimony(m).text()).contains("// Not said here: ");
    }
}
