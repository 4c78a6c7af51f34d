package org.orrery.casebook.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.casebook.Notebook;
import org.orrery.casebook.SharedData;
import org.orrery.causal.estimate.collinear.Standing;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.lab.LocalLab;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;
import org.orrery.report.HtmlReport;

class BatchCaseTest {
    private static CaseSetting setting(@Nullable Path data) {
        return new CaseSetting(data, new LocalLab(1), 1, "test", "./orrery run batch");
    }

    private static Findings findings(Study study) {
        return new Findings(study, new Notebook(setting(null)), setting(null));
    }

    @Test
    void adjustingFindsTheKnownSlopeAndTheNaiveAnswerMissesIt() {
        int held = 0;
        for (int seed = 0; seed < 100; seed++) {
            Study study = Study.simulated(seed);
            Findings.Site site = findings(study).sites().getFirst();
            Claim.Interval naive = Findings.interval(site.both().shorter());
            Claim.Interval adjusted = Findings.interval(site.both().longer());
            assertThat(naive.low()).isGreaterThan(study.truth());
            held += adjusted.low() < study.truth() && study.truth() < adjusted.high() ? 1 : 0;
        }
        assertThat(held).isBetween(89, 100);
    }

    @Test
    void whatIsAliasedIsRefusedAndTheCaseRunsWithoutData() {
        assertThat(ServiceLoader.load(Case.class).stream().map(ServiceLoader.Provider::type)).contains(BatchCase.class);
        Findings findings = findings(Study.simulated(1));
        assertThat(findings.claim("young-or-old")).satisfies(claim -> {
            assertThat(claim.status()).isEqualTo(Claim.Status.REFUSED);
            assertThat(claim.estimate()).isNull();
            assertThat(claim.reason()).contains("age_group is the same for all of a plate", "would license");
        });
        assertThat(findings.standing().verdict()).isEqualTo(Standing.Verdict.NEEDED);
        assertThat(findings.suspects().getFirst().column()).isEqualTo("plate");
        CaseResult result = new BatchCase().run(setting(null));
        assertThat(result.claims()).extracting("id").doesNotHaveDuplicates().contains("simulated-adjusted-site");
        assertThat(HtmlReport.html(result.page())).contains("--data", "Refused");
    }

    @Test
    void aFolderWithoutTheFilesIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> new BatchCase().run(setting(empty))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("gse40279_samples.tsv");
    }

    /** The figures were found with numpy and scipy. */
    @Test
    void theMeasuredPeopleSayWhatIsKnownOfThem() {
        Findings findings = findings(Study.measured(SharedData.folder("methylation/gse40279_samples.tsv")));
        assertThat(findings.study().table().rows()).isEqualTo(459);
        Findings.Site moved = findings.sites().getFirst();
        double[] ages = moved.plates().stream().mapToDouble(Findings.Plate::meanAge).sorted().toArray();
        assertThat(ages).hasSize(9);
        assertThat(ages[0]).isCloseTo(38.6875, within(1e-9));
        assertThat(ages[8]).isCloseTo(77.34, within(1e-9));
        assertThat(findings.aliasing().left()).isCloseTo(1 - 0.4457699905736783, within(1e-12));
        assertThat(findings.suspects()).filteredOn(one -> one.column().equals("plate")).singleElement().satisfies(
                plate -> assertThat(plate.treatment().statistic()).isCloseTo(45.242158568288026, within(1e-9)));
        double[][] slopes = {{0.00183, 0.00110}, {0.00462, 0.00413}, {0.00187, 0.00191}};
        for (int i = 0; i < 3; i++) {
            assertThat(findings.sites().get(i).both().shorter().value()).isCloseTo(slopes[i][0], within(5e-6));
            assertThat(findings.sites().get(i).both().longer().value()).isCloseTo(slopes[i][1], within(5e-6));
        }
        assertThat(findings.claim("young-or-old").status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(findings.claim("ethnicity").status()).isEqualTo(Claim.Status.REFUSED);
    }
}
