package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnclosureTest {
    private static final double ROUNDING = 1e-9;

    /** The law: whatever values the readings take within their ranges, the quantity lies within its own. */
    @Test
    void theRangeHoldsEveryValue() {
        String[] quantities = {"a + b", "a - 2 * b", "a * b", "a / b", "-a", "abs(a - b)", "exp(a / 10) - b",
                "a ^ 2 * b",
                "sqrt(abs(a)) + ln(abs(b) + 1)", "(a + b) ^ b", "2 ^ a", "a ^ b", "a / (b - 5)"};
        SplittableRandom random = new SplittableRandom(11);
        int finite = 0;
        for (int k = 0; k < 2_000; k++) {
            Quantity quantity = Question.parse(quantities[k % quantities.length]).quantity();
            Run.Range a = range(random);
            Run.Range b = range(random);
            Run.Range all = Enclosure.of(quantity, part -> part.toString().equals("a") ? a : b);
            finite += Double.isFinite(all.high() - all.low()) ? 1 : 0;
            for (int sample = 0; sample < 20; sample++) {
                double value = value(quantity, Map.of("a", within(a, random), "b", within(b, random)));
                if (!Double.isNaN(value)) {
                    double slack = ROUNDING * Math.max(1, Math.abs(value));
                    assertThat(value).as("%s for a in %s, b in %s", quantity, a, b)
                            .isBetween(all.low() - slack, all.high() + slack);
                }
            }
        }
        assertThat(finite).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({"a + b, 1, 6", "a - b, -5, 0", "a * b, -4, 8", "abs(a), 0, 2", "a / b, -0.5, 1", "a + 1, 0, 3",
            "b ^ 2, 4, 16", "2 ^ a, 0.5, 4"})
    void narrowWhereEachReadingStandsOnce(String text, double low, double high) {
        Run.Range a = new Run.Range(-1, 2);
        Run.Range b = new Run.Range(2, 4);
        Run.Range all = Enclosure.of(Question.parse(text).quantity(), part -> part.toString().equals("a") ? a : b);
        assertThat(all).isEqualTo(new Run.Range(low, high));
    }

    private static Run.Range range(SplittableRandom random) {
        double low = random.nextDouble(-4, 4);
        return new Run.Range(low, low + random.nextDouble(0, 3));
    }

    private static double within(Run.Range range, SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> range.low();
            case 1 -> range.high();
            default -> range.low() + random.nextDouble() * (range.high() - range.low());
        };
    }

    private static double value(Quantity quantity, Map<String, Double> readings) {
        return switch (quantity) {
            case Quantity.Num number -> number.value();
            case Quantity.Read read -> readings.get(read.toString());
            case Quantity.Apply apply -> apply.function().apply(value(apply.of(), readings));
            case Quantity.Binary binary -> binary.operator().apply(value(binary.left(), readings),
                    value(binary.right(), readings));
            default -> throw new AssertionError(quantity);
        };
    }
}
