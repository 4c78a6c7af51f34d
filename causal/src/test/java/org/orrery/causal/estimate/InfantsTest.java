package org.orrery.causal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.data.TableFile;
import org.orrery.core.Lab;
import org.orrery.core.Value;

/**
 * Infants in a programme of home visits, with 25 real covariates and simulated outcomes of which both are known (Hill, Journal of
 * Computational and Graphical Statistics 20, 2011): the only data here in which covariates are real and the truth is known.
 */
class InfantsTest {
    private static Path causal() {
        Path above = Path.of("").toAbsolutePath();
        while (above != null && !Files.exists(above.resolve("shared/data/causal/ihdp_covariates.tsv"))) {
            above = above.getParent();
        }
        if (above == null) {
            System.err.println("THE SHARED DATA ARE ABSENT (ihdp_covariates.tsv): the infants are not tested.");
        }
        assumeTrue(above != null, "shared data absent");
        return Objects.requireNonNull(above).resolve("shared/data/causal");
    }

    @Test
    void theTrueEffectLiesInTheInterval() {
        Table covariates = TableFile.read(causal().resolve("ihdp_covariates.tsv"));
        Table outcomes = TableFile.read(causal().resolve("ihdp_outcomes.tsv.gz"));
        List<String> names = IntStream.rangeClosed(1, 25).mapToObj(i -> "x" + i).toList();
        EffectQuestion question = new EffectQuestion(Target.mean("y_factual"),
                new Contrast("treatment", new Value.Real(1), new Value.Real(0)), new Ground.Adjusting(names));
        double[] replicate = outcomes.numeric("replicate").values();
        List<Integer> outside = new ArrayList<>();
        for (int r = 1; r <= 7; r++) {
            int wanted = r;
            Table one = outcomes
                    .rows(IntStream.range(0, outcomes.rows()).filter(i -> replicate[i] == wanted).toArray());
            assertThat(one.numeric("unit").values()).isEqualTo(covariates.numeric("unit").values());
            Effect effect = Estimates.of(question, covariates.with(Column.numbers("y_factual", one.numeric("y_factual")
                    .values())), 1, Lab.SINGLE);
            double[] mu0 = one.numeric("mu0").values();
            double[] mu1 = one.numeric("mu1").values();
            double truth = IntStream.range(0, mu0.length).mapToDouble(i -> mu1[i] - mu0[i]).average().orElseThrow();
            assertThat(effect.estimator()).isEqualTo(Estimator.DOUBLY_ROBUST);
            assertThat(Math.abs(effect.effect().value() - truth)).isLessThan(4 * effect.effect().error());
            if (truth < effect.effect().interval().low() || truth > effect.effect().interval().high()) {
                outside.add(r);
            }
        }
        assertThat(outside).as("replicates whose truth is outside of a 95 % interval").hasSizeLessThanOrEqualTo(1);
    }
}
