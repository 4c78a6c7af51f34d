package org.orrery.casebook.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.lab.LocalLab;
import org.orrery.report.Block;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;
import org.orrery.report.HtmlReport;

class PulseCaseTest {
    private static final Offset<Double> CLOSE = within(2e-6);
    private static final Findings SNIFFER = new Findings(Studies.sniffer(), setting(null, 2));

    private static CaseSetting setting(@Nullable Path data, int threads) {
        return new CaseSetting(data, new LocalLab(threads), 1, "test", "./orrery run pulse");
    }

    @Test
    void theWholeMechanismAdaptsPerfectlyAndItsPartsDoNot() {
        assertThat(SNIFFER.effect("chronic")).isCloseTo(0, CLOSE);
        assertThat(SNIFFER.effect("chronic-cut-direct")).isCloseTo(1.0 / 3 - 1, CLOSE);
        assertThat(SNIFFER.effect("chronic-cut-slow")).isCloseTo(2, CLOSE);
        assertThat(SNIFFER.effect("pulse-cut-slow")).isCloseTo(2 * (1 - Math.exp(-0.5)), CLOSE);
    }

    @Test
    void thePulseAgreesWithFixedSmallSteps() {
        assertThat(SNIFFER.effect("pulse")).isCloseTo(pulse(3) - 1, CLOSE);
        assertThat(SNIFFER.effect("pulse-cut-direct")).isCloseTo(pulse(1) - 1, CLOSE);
    }

    /** The response after half a minute of three signals at the brake, fourth-order Runge-Kutta. */
    private static double pulse(double direct) {
        double response = 1;
        double brake = 1;
        double h = 1e-4;
        for (int i = 0; i < 5000; i++) {
            double[] k1 = slope(response, brake, direct);
            double[] k2 = slope(response + h / 2 * k1[0], brake + h / 2 * k1[1], direct);
            double[] k3 = slope(response + h / 2 * k2[0], brake + h / 2 * k2[1], direct);
            double[] k4 = slope(response + h * k3[0], brake + h * k3[1], direct);
            response += h / 6 * (k1[0] + 2 * k2[0] + 2 * k3[0] + k4[0]);
            brake += h / 6 * (k1[1] + 2 * k2[1] + 2 * k3[1] + k4[1]);
        }
        return response;
    }

    private static double[] slope(double response, double brake, double direct) {
        return new double[]{direct - brake * response, 0.1 * 3 - 0.1 * brake};
    }

    @Test
    void eachExposureShowsAnotherArrow() {
        assertThat(SNIFFER.revealed(true).id()).isEqualTo("direct");
        assertThat(SNIFFER.revealed(false).id()).isEqualTo("slow");
    }

    @Test
    void aCutWithoutExposureChangesNothingAtAll() {
        assertThat(SNIFFER.effect("cut-direct")).isZero();
        assertThat(SNIFFER.effect("cut-slow")).isZero();
        assertThat(SNIFFER.claims()).allSatisfy(named -> assertThat(named.claim().sound()).as(named.id()).isTrue());
    }

    @Test
    void withoutDataItTellsTheBuiltInMechanismAndSaysWhatIsMissing() {
        assertThat(ServiceLoader.load(Case.class).stream().map(ServiceLoader.Provider::type))
                .contains(PulseCase.class);
        CaseResult result = new PulseCase().run(setting(null, 2));
        assertThat(result.page().lead()).contains("shows the direct arrow", "shows the slow arrow");
        assertThat(HtmlReport.html(result.page())).contains("over-expression for good", "BIOMD0000000173", "--data");
        assertThat(result.page().references()).anyMatch(text -> text.contains("Sniffers"))
                .anyMatch(text -> text.contains("Tsitouras"));
        CaseResult again = new PulseCase().run(setting(null, 1));
        assertThat(again.claims().stream().map(named -> named.claim().estimate()))
                .containsExactlyElementsOf(result.claims().stream().map(named -> named.claim().estimate()).toList());
    }

    @Test
    void aFolderWithoutTheModelsIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> new PulseCase().run(setting(empty, 1))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("BIOMD0000000173.xml");
    }

    @Test
    void thePublishedModelsSayTheSameByTheirAuthorsOwnDials() {
        Path data = Path.of("").toAbsolutePath();
        while (data != null && !Files.isDirectory(data.resolve("shared/data/sbml"))) {
            data = data.getParent();
        }
        if (data == null) {
            System.err
                    .println("SKIPPED, loudly: the shared data are not here, so the published models of the pulse case"
                            + " were not asked.");
        }
        Assumptions.assumeTrue(data != null, "shared data absent");
        CaseSetting setting = setting(java.util.Objects.requireNonNull(data).resolve("shared/data"), 2);
        List<Findings> all = Studies.published(java.util.Objects.requireNonNull(setting.data())).stream()
                .map(study -> new Findings(study, setting)).toList();
        Findings inhibitor = all.get(0);
        Findings ligand = all.get(1);
        assertThat(List.of(inhibitor.claim("chronic"), ligand.claim("pulse"))).allSatisfy(claim -> assertThat(
                claim.checks()).filteredOn(check -> check.name().equals("the author's dial")).singleElement()
                .matches(Claim.Check::passed));
        assertThat(ligand.revealed(true).id()).isEqualTo("direct");
        assertThat(ligand.revealed(false).id()).isEqualTo("slow");
        assertThat(ligand.effect("pulse-cut-direct")).isZero();
        assertThat(Math.abs(inhibitor.effect("pulse-cut-direct"))).isLessThan(1e-4);
        assertThat(inhibitor.effect("chronic")).isLessThan(inhibitor.effect("pulse"));
        assertThat(new Story(all).page("t", "c").sections()).anySatisfy(section -> assertThat(section.blocks())
                .anySatisfy(block -> assertThat(block).isInstanceOfSatisfying(Block.Prose.class,
                        prose -> assertThat(prose.text()).contains("it does not adapt"))));
    }
}
