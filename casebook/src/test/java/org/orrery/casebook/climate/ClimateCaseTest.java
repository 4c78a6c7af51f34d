package org.orrery.casebook.climate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.casebook.Notebook;
import org.orrery.casebook.SharedData;
import org.orrery.causal.estimate.collinear.OmittedVariable;
import org.orrery.causal.estimate.collinear.Role;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.lab.LocalLab;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;
import org.orrery.report.HtmlReport;

class ClimateCaseTest {
    private static CaseSetting setting(@Nullable Path data) {
        return new CaseSetting(data, new LocalLab(2), 1, "test", "./orrery run climate");
    }

    @Test
    void theClosedFormAgreesWithSmallSteps() {
        double[] forcing = {0.5, 1, -2, 3, 0};
        for (TwoLayers layers : List.of(new TwoLayers(1.3, 0.8, 8, 100), new TwoLayers(0.1, 20, 0.5, 5),
                new TwoLayers(1.3, 0, 8, 1))) {
            double[][] course = layers.run(forcing);
            double top = 0;
            double below = 0;
            int steps = 200_000;
            for (int year = 0; year < forcing.length; year++) {
                for (int i = 0; i < steps; i++) {
                    if (i == steps / 2) {
                        assertThat(course[0][year]).isCloseTo(top, within(2e-4));
                    }
                    double down = layers.gamma() * (top - below);
                    top += (forcing[year] - layers.lambda() * top - down) / layers.shallow() / steps;
                    below += down / layers.deep() / steps;
                }
            }
        }
    }

    @Test
    void whatIsIdentifiedIsFoundAgainInSimulatedWorlds() {
        int held = 0;
        for (int seed = 1; seed <= 5; seed++) {
            Record record = Record.simulated(seed);
            Fit.Profile lambda = new Fit(record, 2, true).profiles().getFirst();
            assertThat(lambda.identified()).isTrue();
            held += lambda.low() < Record.TRUTH.lambda() && Record.TRUTH.lambda() < lambda.high() ? 1 : 0;
            assertThat(new Fit(record, 2, false).profiles()).filteredOn(profile -> profile.name().equals("deep"))
                    .singleElement().matches(profile -> !profile.identified());
        }
        assertThat(held).isGreaterThanOrEqualTo(3);
    }

    @Test
    void theMechanismAnswersAndTheRegressionDoesNot() {
        assertThat(ServiceLoader.load(Case.class).stream().map(ServiceLoader.Provider::type))
                .contains(ClimateCase.class);
        Notebook notebook = new Notebook(setting(null));
        Findings findings = new Findings(Record.simulated(1), notebook, setting(null));
        Claim.Interval interval = findings.claim("held").interval();
        assertThat(interval).isNotNull();
        assertThat(findings.known()).isBetween(interval.low(), interval.high());
        assertThat(findings.claim("held-best").checks()).allMatch(Claim.Check::passed).extracting(Claim.Check::name)
                .contains("closed form", "no-op control");
        assertThat(findings.claim("graph-up").status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(findings.regressions().standings()).extracting("role").containsExactly(Role.MEDIATOR,
                Role.EFFECT_OF_OUTCOME);
        assertThat(notebook.claims()).extracting("id").doesNotHaveDuplicates();
        assertThat(HtmlReport.html(new Story(List.of(findings), notebook).page("t", "c"))).contains("--data",
                "Not identified", "a mediator");
    }

    @Test
    void aFolderWithoutTheTableIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> new ClimateCase().run(setting(empty))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("annual_climate_1750_2025.tsv");
    }

    /** The published figures, found with other programs. */
    @Test
    void theMeasuredYearsSayWhatIsKnownOfThem() {
        Path data = SharedData.folder("climate/annual_climate_1750_2025.tsv");
        CaseResult result = new ClimateCase().run(setting(data));
        Regressions regressions = new Regressions(Record.measured(data), new Notebook(setting(data)), setting(data));
        assertThat(Record.measured(data).late().rows()).isEqualTo(53);
        assertThat(regressions.alone().value()).isCloseTo(0.01104, within(5e-6));
        assertThat(regressions.alone().standardError()).isCloseTo(0.00049, within(5e-6));
        double[] inflation = {45.1, 61.0, 26.8, 36.1, 39.7};
        double[] widening = {6.7, 7.9, 5.2, 6.0, 6.3};
        for (int i = 0; i < 5; i++) {
            Regressions.Beside beside = regressions.beside().get(i);
            assertThat(beside.inflation()).as(beside.heat().label()).isCloseTo(inflation[i], within(0.05));
            assertThat(beside.omitted().widening()).as(beside.heat().label()).isCloseTo(widening[i], within(0.05));
            assertThat(Math.abs(beside.omitted().gap())).isLessThan(1e-15);
        }
        double[] slopes = regressions.beside().stream().map(Regressions.Beside::omitted)
                .map(OmittedVariable::longer).mapToDouble(OmittedVariable.Coefficient::value).sorted().toArray();
        assertThat(slopes[0]).isCloseTo(0.0075, within(5e-5));
        assertThat(slopes[4]).isCloseTo(0.0145, within(5e-5));
        Record record = Record.measured(data);
        // The forcing of one e-fold of CO2 gives the table's own forcing of CO2.
        double[] total = record.forcing();
        double[] other = record.other();
        double[] carbon = record.column("erf_co2_Wm2");
        assertThat(Arrays.stream(new int[]{0, 60, 121, 173}).mapToDouble(i -> total[i] - other[i] - carbon[i]))
                .allMatch(gap -> Math.abs(gap) < 0.02);
        assertThat(claim(result, "measured-two-layers-temperature").status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(claim(result, "measured-two-layers-both").reason()).contains("deep is not identified");
        assertThat(claim(result, "measured-one-layer-temperature").estimate()).isCloseTo(2.46, within(0.02));
        Claim held = claim(result, "measured-held");
        assertThat(held.estimate()).isBetween(-0.8, -0.4);
        assertThat(held.checks()).allMatch(Claim.Check::passed);
        assertThat(claim(result, "measured-held-best").checks()).allMatch(Claim.Check::passed);
    }

    private static Claim claim(CaseResult result, String id) {
        return result.claims().stream().filter(named -> named.id().equals(id)).findFirst().orElseThrow().claim();
    }
}
