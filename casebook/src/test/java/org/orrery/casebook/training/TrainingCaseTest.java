package org.orrery.casebook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.casebook.Notebook;
import org.orrery.casebook.SharedData;
import org.orrery.casebook.training.Findings.Whom;
import org.orrery.causal.estimate.Estimator;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.lab.LocalLab;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;
import org.orrery.report.HtmlReport;

class TrainingCaseTest {
    private static CaseSetting setting(@Nullable Path data) {
        return new CaseSetting(data, new LocalLab(1), 1, "test", "./orrery run training-programme");
    }

    private static Findings findings(People people) {
        return new Findings(people, new Notebook(setting(null)), setting(null));
    }

    @Test
    void neighboursAreMendedByWeightsAndStrangersAreRefused() {
        List<People> world = People.simulated(1);
        Findings neighbours = findings(world.get(1));
        assertThat(neighbours.overlaps(Whom.EVERYBODY)).isTrue();
        for (Estimator estimator : List.of(Estimator.REGRESSION, Estimator.WEIGHTING, Estimator.DOUBLY_ROBUST)) {
            Claim.Interval interval = neighbours.claim(estimator, Whom.EVERYBODY).interval();
            assertThat(interval).isNotNull();
            assertThat(People.TRUTH).as(estimator.toString()).isBetween(interval.low(), interval.high());
        }
        assertThat(neighbours.overlaps(Whom.TRAINED)).isTrue();
        for (Estimator estimator : Findings.ESTIMATORS.subList(2, 4)) {
            Claim.Interval interval = neighbours.claim(estimator, Whom.TRAINED).interval();
            assertThat(interval).isNotNull();
            assertThat(People.TRUTH).as(estimator.toString()).isBetween(interval.low(), interval.high());
        }
        Claim.Interval naive = neighbours.naiveClaim().interval();
        assertThat(naive).isNotNull();
        assertThat(naive.high()).isLessThan(People.TRUTH);
        Findings strangers = findings(world.get(2));
        assertThat(strangers.overlaps(Whom.EVERYBODY)).isFalse();
        assertThat(strangers.claim(Estimator.WEIGHTING, Whom.EVERYBODY).status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(strangers.claim(Estimator.WEIGHTING, Whom.EVERYBODY).reason()).contains("overlap");
    }

    @Test
    void itIsFoundAndTellsItsStoryWithoutData() {
        assertThat(ServiceLoader.load(Case.class).stream().map(ServiceLoader.Provider::type))
                .contains(TrainingCase.class);
        CaseResult result = new TrainingCase().run(setting(null));
        assertThat(result.claims()).extracting("id").doesNotHaveDuplicates();
        assertThat(HtmlReport.html(result.page())).contains("--data", "Refused", "no number", "intervals hold it");
    }

    @Test
    void aFolderWithoutTheFileIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> new TrainingCase().run(setting(empty))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("lalonde_nsw_psid_cps.tsv.gz");
    }

    /** The published figures, and what numpy makes of the same models. */
    @Test
    void theProgrammeSaysWhatIsKnownOfIt() {
        List<People> world = People.measured(SharedData.folder("causal/lalonde_nsw_psid_cps.tsv.gz"));
        Findings experiment = findings(world.get(0));
        assertThat(experiment.people().count(1)).isEqualTo(185);
        assertThat(experiment.people().count(0)).isEqualTo(260);
        assertThat(experiment.naiveClaim().estimate()).isCloseTo(1794, within(0.5));
        Claim.Interval interval = experiment.naiveClaim().interval();
        assertThat(interval).isNotNull();
        assertThat((interval.high() - interval.low()) / 2 / 1.96).isCloseTo(671, within(3.0));
        assertThat(experiment.overlaps(Whom.EVERYBODY)).isTrue();
        assertThat(experiment.claim(Estimator.WEIGHTING, Whom.EVERYBODY).estimate()).isCloseTo(1641, within(1.0));
        assertThat(experiment.claim(Estimator.REGRESSION, Whom.TRAINED).estimate()).isCloseTo(1788, within(1.0));
        Findings psid = findings(world.get(1));
        assertThat(psid.overlaps(Whom.TRAINED)).isTrue();
        assertThat(psid.claim(Estimator.REGRESSION, Whom.TRAINED).estimate()).isCloseTo(790.5, within(0.5));
        assertThat(psid.claim(Estimator.WEIGHTING, Whom.TRAINED).estimate()).isCloseTo(1758.9, within(0.5));
        assertThat(psid.naiveClaim().estimate()).isCloseTo(-15205, within(0.5));
        assertThat(psid.overlaps(Whom.EVERYBODY)).isFalse();
        assertThat(psid.claim(Estimator.WEIGHTING, Whom.EVERYBODY).status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(psid.claim(Estimator.REGRESSION, Whom.EVERYBODY).sound()).isFalse();
        assertThat(psid.claim(Estimator.REGRESSION, Whom.EVERYBODY).estimate()).isCloseTo(-8891, within(1.0));
        Findings cps = findings(world.get(2));
        assertThat(cps.claim(Estimator.REGRESSION, Whom.TRAINED).estimate()).isCloseTo(689.9, within(0.5));
        assertThat(cps.claim(Estimator.WEIGHTING, Whom.TRAINED).estimate()).isCloseTo(1180.4, within(0.5));
        assertThat(cps.naiveClaim().estimate()).isCloseTo(-8498, within(0.5));
        assertThat(cps.overlaps(Whom.EVERYBODY)).isFalse();
        assertThat(cps.claim(Estimator.REGRESSION, Whom.EVERYBODY).estimate()).isCloseTo(-3681, within(1.0));
        assertThat(new TrainingCase().run(setting(SharedData.folder("causal/lalonde_nsw_psid_cps.tsv.gz"))).claims())
                .extracting("id").doesNotHaveDuplicates().contains("psid-middle-naive", "cps-middle-naive");
    }
}
