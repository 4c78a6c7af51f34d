package org.orrery.causal.scm.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.equation.Infix;

class LeastSquaresTest {
    private static double[][] column(double... x) {
        double[][] rows = new double[x.length][1];
        for (int i = 0; i < x.length; i++) {
            rows[i][0] = x[i];
        }
        return rows;
    }

    private static LeastSquares search(String formula, List<String> unknown, double[][] rows, double[] y) {
        return new LeastSquares(Infix.parse(formula), List.of("x"), unknown, rows, y);
    }

    /** Misra1a of the Statistical Reference Datasets (NIST), from both of its starts, to the certified figures. */
    @ParameterizedTest
    @CsvSource({"500, 0.0001", "250, 0.0005"})
    void theCertifiedAnswerIsFound(double first, double second) {
        double[][] x = column(77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1,
                760.0);
        double[] y = {10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78};
        LeastSquares.Found found = search("a*(1 - exp(-k*x))", List.of("a", "k"), x, y)
                .from(new double[]{first, second});
        assertThat(found.converged()).isTrue();
        assertThat(found.values()[0]).isCloseTo(2.3894212918e2, within(1e-7));
        assertThat(found.values()[1]).isCloseTo(5.5015643181e-4, within(1e-12));
        assertThat(found.squares()).isCloseTo(1.2455138894e-1, within(1e-10));
        assertThat(found.undetermined()).isEmpty();
    }

    @Test
    void ofALineItIsTheClosedForm() {
        SplittableRandom random = new SplittableRandom(3);
        double[] x = random.doubles(50).toArray();
        double[] y = new double[50];
        double xy = 0;
        double xx = 0;
        double sx = 0;
        double sy = 0;
        for (int i = 0; i < 50; i++) {
            y[i] = 2 - 3 * x[i] + random.nextGaussian();
            xy += x[i] * y[i];
            xx += x[i] * x[i];
            sx += x[i];
            sy += y[i];
        }
        double slope = (xy - sx * sy / 50) / (xx - sx * sx / 50);
        double[] found = search("a + b*x", List.of("a", "b"), column(x), y).from(new double[]{1, 1}).values();
        assertThat(found[1]).isCloseTo(slope, within(1e-9));
        assertThat(found[0]).isCloseTo((sy - slope * sx) / 50, within(1e-9));
    }

    @Test
    void numbersThatMakeUpForEachOtherAreNamedAndOthersAreNot() {
        double[] x = new SplittableRandom(4).doubles(30, 0.5, 2).toArray();
        double[] y = new double[30];
        for (int i = 0; i < 30; i++) {
            y[i] = 1 + 6 * x[i] + 0.1 * (i % 3);
        }
        assertThat(search("c + a*b*x", List.of("a", "b", "c"), column(x), y).best(new double[]{1, 1, 1}, 1)
                .undetermined()).containsExactly("a", "b");
        assertThat(search("c + a*x + 0*d", List.of("a", "c", "d"), column(x), y).best(new double[]{1, 1, 1}, 1)
                .undetermined()).containsExactly("d");
        assertThat(search("c + a*x*1e6", List.of("a", "c"), column(x), y).best(new double[]{1, 1}, 1)
                .undetermined()).as("units are no matter").isEmpty();
    }

    @Test
    void aFormulaWithoutValueAtTheStartIsSaidToBe() {
        LeastSquares.Found found = search("a + sqrt(x - b)", List.of("a", "b"), column(1, 2, 3, 4), new double[]{1, 2,
                3, 4}).from(new double[]{0, 10});
        assertThat(found.converged()).isFalse();
        assertThat(found.squares()).isNaN();
    }
}
