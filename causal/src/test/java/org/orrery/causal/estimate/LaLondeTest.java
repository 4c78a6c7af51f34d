package org.orrery.causal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.data.TableFile;
import org.orrery.core.Lab;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/** A job programme, by experiment and by comparison with surveys (LaLonde 1986; Dehejia and Wahba, JASA 94, 1999). */
class LaLondeTest {
    private static final List<String> COVARIATES = List.of("age", "education", "black", "hispanic", "married",
            "nodegree",
            "re74", "re75");

    private static Table table(String controls) {
        Path above = Path.of("").toAbsolutePath();
        String file = "shared/data/causal/lalonde_nsw_psid_cps.tsv.gz";
        while (above != null && !Files.exists(above.resolve(file))) {
            above = above.getParent();
        }
        if (above == null) {
            System.err.println("THE SHARED DATA ARE ABSENT (" + file + "): the job programme is not tested.");
        }
        assumeTrue(above != null, "shared data absent");
        Table all = TableFile.read(java.util.Objects.requireNonNull(above).resolve(file));
        Column.Factor sample = all.factor("sample");
        Column.Numeric treated = all.numeric("treat");
        return all.rows(IntStream.range(0, all.rows())
                .filter(row -> treated.value(row) == 1 || sample.levels().get(sample.code(row)).equals(controls))
                .toArray());
    }

    private static EffectQuestion question(List<String> covariates) {
        return new EffectQuestion(Target.mean("re78"), new Contrast("treat", new Value.Real(1), new Value.Real(0)),
                new Ground.Adjusting(covariates));
    }

    @Test
    void theExperimentGivesThePublishedEffect() {
        Effect effect = Estimates.of(question(List.of()), table("nsw_dw"), 1, Lab.SINGLE);
        assertThat(effect.effect().value()).isCloseTo(1794, within(1.0));
        assertThat(effect.effect().error()).isCloseTo(671, within(1.0));
        Effect adjusted = Estimates.of(question(COVARIATES), table("nsw_dw"), 1, Lab.SINGLE);
        assertThat(adjusted.estimator()).isEqualTo(Estimator.DOUBLY_ROBUST);
        assertThat(adjusted.effect().value()).as("randomised: adjusting changes little").isBetween(1100.0, 2100.0);
    }

    @Test
    void surveysMisleadAndWithoutOverlapNobodyIsToldANumber() {
        assertThat(Estimates.of(question(List.of()), table("psid"), 1, Lab.SINGLE).naive().value())
                .isCloseTo(-15205, within(1.0));
        assertThat(Estimates.of(question(List.of()), table("cps"), 1, Lab.SINGLE).naive().value())
                .isCloseTo(-8498, within(1.0));
        assertThatThrownBy(() -> Estimates.of(question(COVARIATES), table("psid"), 1, Lab.SINGLE))
                .isInstanceOf(Refusal.class).hasMessageContaining("Without overlap in treat = 1");
    }
}
