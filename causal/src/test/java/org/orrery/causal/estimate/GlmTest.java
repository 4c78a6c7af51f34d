package org.orrery.causal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Encoder;
import org.orrery.core.Refusal;

class GlmTest {
    private static final Offset<Double> CLOSE = within(1e-9);
    private static final Design X = Encoder.of(OlsTest.TWELVE, List.of("a", "b")).encode(OlsTest.TWELVE);
    private static final double[] COUNTS = OlsTest.TWELVE.numeric("y").values();
    private static final double[] HIGH = Arrays.stream(COUNTS).map(y -> y > 4 ? 1 : 0).toArray();

    /** Numbers of statsmodels 0.14. */
    @Test
    void agreesWithAnotherProgram() {
        Glm logistic = Glm.fit(Family.LOGISTIC, X, HIGH, "y");
        assertThat(logistic.coefficients()).containsExactly(
                new double[]{-2.7392712997040127, 0.43937499236411753, -0.024645080084188004}, CLOSE);
        assertThat(logistic.summary(false).stream().mapToDouble(Coefficient::error).toArray()).containsExactly(
                new double[]{1.9860194577339998, 0.2514189205250324, 0.23490473084154959}, CLOSE);
        assertThat(logistic.summary(true).stream().mapToDouble(Coefficient::error).toArray()).containsExactly(
                new double[]{1.8748482543088574, 0.19923694782151158, 0.2423435873549535}, CLOSE);
        assertThat(logistic.deviance()).isCloseTo(12.076416424296905, CLOSE);
        Glm poisson = Glm.fit(Family.POISSON, X, COUNTS, "y");
        assertThat(poisson.coefficients()).containsExactly(
                new double[]{0.8676781802001948, 0.08131396501946667, 0.006461898384697878}, CLOSE);
        assertThat(poisson.summary(false).stream().mapToDouble(Coefficient::error).toArray()).containsExactly(
                new double[]{0.39489559420689524, 0.04150474955126286, 0.05063062910540597}, CLOSE);
        assertThat(poisson.deviance()).isCloseTo(13.069608552860437, CLOSE);
    }

    /** The score equations of the canonical link: residuals are orthogonal to every column. */
    @Test
    void solvesTheScoreEquationsFarFromZeroToo() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 400;
        double[] x = new double[2 * n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = 1e6 + random.nextGaussian();
            x[2 * i + 1] = 1e-6 * random.nextGaussian();
            y[i] = random.nextDouble() < 1 / (1 + Math.exp(3 - (x[2 * i] - 1e6) - 4e6 * x[2 * i + 1])) ? 1 : 0;
        }
        Design design = new Design(List.of("far", "small"), n, x);
        double[] means = Glm.fit(Family.LOGISTIC, design, y, "y").means();
        double constant = 0;
        double small = 0;
        for (int i = 0; i < n; i++) {
            constant += y[i] - means[i];
            small += (y[i] - means[i]) * x[2 * i + 1] * 1e6;
        }
        assertThat(constant).isCloseTo(0, within(1e-6));
        assertThat(small).isCloseTo(0, within(1e-6));
    }

    @Test
    void refusesWhereAColumnSeparates() {
        double[] late = Arrays.stream(X.column(0)).map(a -> a > 6 ? 1 : 0).toArray();
        assertThatThrownBy(() -> Glm.fit(Family.LOGISTIC, X, late, "sick")).as("complete")
                .isInstanceOf(Refusal.class).hasMessageContaining("'a'").hasMessageContaining("decide sick");
        double[] mixed = late.clone();
        double[] flag = new double[24];
        for (int i = 0; i < 12; i++) {
            mixed[i] = i % 2;
            flag[2 * i] = i == 1 || i == 3 ? 1 : 0;
            flag[2 * i + 1] = i % 5;
        }
        Design rare = new Design(List.of("rare", "other"), 12, flag);
        assertThatThrownBy(() -> Glm.fit(Family.LOGISTIC, rare, mixed, "sick")).as("in one level only")
                .isInstanceOf(Refusal.class).hasMessageContaining("'rare'");
        double[] none = mixed.clone();
        none[1] = 0;
        none[3] = 0;
        assertThatThrownBy(() -> Glm.fit(Family.POISSON, rare, none, "cases")).as("no counts in one level")
                .isInstanceOf(Refusal.class).hasMessageContaining("'rare'");
        assertThatThrownBy(() -> Glm.fit(Family.LOGISTIC, X, new double[12], "sick")).isInstanceOf(Refusal.class)
                .hasMessageContaining("nothing to explain");
        assertThatThrownBy(() -> Glm.fit(Family.LOGISTIC, X, COUNTS, "sick")).isInstanceOf(Refusal.class)
                .hasMessageContaining("0 and 1");
    }
}
