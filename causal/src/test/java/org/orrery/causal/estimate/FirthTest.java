package org.orrery.causal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Table;
import org.orrery.core.Claim;
import org.orrery.core.Lab;
import org.orrery.core.Value;

class FirthTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    /** With a model that leaves each group a chance of its own, half a success and half a failure are added to each. */
    @Test
    void addsHalvesToGroups() {
        double[] group = {0, 0, 0, 0, 0, 1, 1, 1};
        double[] y = {0, 0, 1, 1, 1, 1, 1, 1};
        Design x = new Design(List.of("group"), 8, group);
        Firth fit = Firth.fit(x, y);
        assertThat(fit.predict(x, 0)).isCloseTo(3.5 / 6, CLOSE);
        assertThat(fit.predict(x, 7)).isCloseTo(3.5 / 4, CLOSE);
    }

    /** The maximum that SciPy's simplex search finds. */
    @Test
    void isFiniteWhereAColumnSeparates() {
        Design x = new Design(List.of("a", "b"), 8, new double[]{0, 1, 1, 0, 2, 1, 3, 0, 4, 1, 5, 0, 6, 1, 7, 0});
        double[] y = {0, 0, 0, 0, 1, 1, 1, 1};
        assertThat(Glm.unlessSeparated(Family.LOGISTIC, x, y, "y")).isNull();
        assertThat(Firth.fit(x, y).coefficients()).containsExactly(new double[]{-3.59236663, 0.89809165, 0.89809167},
                within(1e-6));
    }

    /** No small move in any direction reaches a higher penalised likelihood, which is counted here by cofactors. */
    @Test
    void standsOnTheTop() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 50; round++) {
            int n = 12 + random.nextInt(30);
            double[] values = new double[2 * n];
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                values[2 * i] = random.nextGaussian();
                values[2 * i + 1] = random.nextInt(2);
                y[i] = random.nextDouble() < 1 / (1 + Math.exp(-3 * values[2 * i])) ? 1 : 0;
            }
            y[0] = 0;
            y[1] = 1;
            values[1] = 0;
            values[3] = 1;
            Design x = new Design(List.of("a", "b"), n, values);
            double[] top = Firth.fit(x, y).coefficients();
            double height = height(x, y, top);
            for (int j = 0; j < 6; j++) {
                double[] beside = top.clone();
                beside[j / 2] += j % 2 == 0 ? 1e-3 : -1e-3;
                assertThat(height(x, y, beside)).isLessThan(height);
            }
        }
    }

    private static double height(Design x, double[] y, double[] beta) {
        double[][] information = new double[3][3];
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double[] row = {1, x.at(i, 0), x.at(i, 1)};
            double eta = beta[0] + beta[1] * row[1] + beta[2] * row[2];
            double p = 1 / (1 + Math.exp(-eta));
            sum += Math.log(y[i] == 1 ? p : 1 - p);
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    information[j][k] += p * (1 - p) * row[j] * row[k];
                }
            }
        }
        double[][] m = information;
        double determinant = m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
        return sum + Math.log(determinant) / 2;
    }

    /** A rare value that is in a few rows only decides the treatment where a fold takes its exception away. */
    @Test
    void letsTheDoublyRobustEstimatorLiveWithARareValue() {
        SplittableRandom random = new SplittableRandom(8);
        int n = 600;
        double[][] columns = new double[4][n];
        for (int i = 0; i < n; i++) {
            columns[0][i] = random.nextGaussian();
            columns[1][i] = i < 20 ? 1 : 0;
            columns[2][i] = i == 0 || i >= 20 && random.nextDouble() < 1 / (1 + Math.exp(-columns[0][i])) ? 1 : 0;
            columns[3][i] = 2 * columns[2][i] + columns[0][i] + random.nextGaussian();
        }
        Table table = Table.of("drawn", Column.numbers("z", columns[0]), Column.numbers("rare", columns[1]),
                Column.numbers("x", columns[2]), Column.numbers("y", columns[3]));
        EffectQuestion question = new EffectQuestion(Target.mean("y"),
                new Contrast("x", new Value.Real(1), new Value.Real(0)), new Ground.Adjusting(List.of("z", "rare")));
        Effect effect = Estimates.by(Estimator.DOUBLY_ROBUST, question, table, 1, Lab.SINGLE);
        assertThat(effect.effect().interval().low()).isLessThan(2);
        assertThat(effect.effect().interval().high()).isGreaterThan(2);
        assertThat(effect.checks()).extracting(Claim.Check::name).contains("finite odds for x = 1");
    }
}
