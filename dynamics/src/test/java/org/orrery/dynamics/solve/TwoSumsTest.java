package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoSumsTest {
    private static final int STATES = 5;
    private final Random random = new Random(1);

    private double[] numbers(int count) {
        return random.doubles(count, -1, 1).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void bothAreThoseOfTheirTerms(int terms) {
        double[][] stages = new double[8][];
        java.util.Arrays.setAll(stages, _ -> numbers(STATES));
        double[] base = numbers(STATES);
        double[] weights = numbers(terms);
        double[] others = numbers(terms);
        double[] out = new double[STATES];
        double[] other = new double[STATES];
        TwoSums.of(base, weights, others, stages, terms, out, other);
        for (int i = 0; i < STATES; i++) {
            double sum = base[i];
            double second = 0;
            for (int j = 0; j < terms; j++) {
                sum += weights[j] * stages[j][i];
                second += others[j] * stages[j][i];
            }
            assertThat(out[i]).isCloseTo(sum, within(1e-15 * (terms + 1)));
            assertThat(other[i]).isCloseTo(second, within(1e-15 * terms));
        }
    }
}
