package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlopesTest {
    /** Readings that move with k: a @ t = 1 + k t and b @ t = exp(k t). */
    private static double value(Quantity part, double k) {
        return switch (part) {
            case Quantity.Num number -> number.value();
            case Quantity.At(Quantity.Read read, double t) ->
                read.address().name().equals("a") ? 1 + k * t : Math.exp(k * t);
            case Quantity.Sensitivity(Quantity.At(Quantity.Read read, double t), Address _) ->
                read.address().name().equals("a") ? t : t * Math.exp(k * t);
            case Quantity.Binary binary -> binary.operator().apply(value(binary.left(), k), value(binary.right(), k));
            case Quantity.Apply apply -> apply.function().apply(value(apply.of(), k));
            default -> throw new IllegalArgumentException(part.toString());
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"a @ 2", "a @ 2 + b @ 3", "a @ 1 - 3 * b @ 2", "a @ 2 * b @ 3", "a @ 2 / b @ 3",
            "(a @ 2 / b @ 1) ^ 3", "a @ 2 ^ b @ 1", "2 ^ a @ 3", "exp(a @ 2)", "ln(a @ 2) / log10(b @ 3)",
            "sqrt(a @ 2)",
            "abs(-(a @ 2))", "-(b @ 2) + 7"})
    void arithmeticIsDifferentiatedByItsRules(String text) {
        Quantity plain = Quantity.parse(text);
        double k = 0.7;
        double h = 1e-5;
        double expected = (value(plain, k + h) - value(plain, k - h)) / (2 * h);
        double got = value(Slopes.spread(Quantity.parse("sensitivity(" + text + ", k)")), k);
        assertThat(got).isCloseTo(expected, within(1e-7 * Math.max(1, Math.abs(expected))));
    }

    @Test
    void aMeanOverTheEnsembleIsTheMeanOfSensitivities() {
        assertThat(Slopes.spread(Quantity.parse("sensitivity(E[a @ 2], k)")))
                .hasToString("E[sensitivity(a @ 2, k)]");
    }

    @Test
    void sharesAndSecondDerivativesAreRefused() {
        assertThatThrownBy(() -> Slopes.spread(Quantity.parse("sensitivity(P(a @ 2 > 1), k)")))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("a share");
        assertThatThrownBy(() -> Slopes.spread(Quantity.parse("sensitivity(sensitivity(a @ 2, k), k)")))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("second derivative");
    }
}
