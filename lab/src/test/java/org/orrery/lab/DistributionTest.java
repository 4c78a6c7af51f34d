package org.orrery.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.core.InvalidInput;

class DistributionTest {
    private static final int DRAWS = 20_000;
    /** Of a normal distribution, 0.9. */
    private static final double Z90 = 1.2815515655446004;
    /** So many standard errors are allowed: by chance alone about one check in sixteen thousand fails. */
    private static final double ERRORS = 4;

    /** A distribution and what theory says of it: mean, variance, kurtosis and the quantiles 0.1, 0.5 and 0.9. */
    private record Known(Distribution distribution, double mean, double variance, double kurtosis, double q10,
            double q50, double q90) {}

    private static List<Known> known() {
        double s = 0.25; // sigma squared
        return List.of(
                new Known(new Distribution.Normal(-3, 2), -3, 4, 3, -3 - 2 * Z90, -3, -3 + 2 * Z90),
                new Known(new Distribution.Uniform(2, 6), 4, 4 / 3.0, 1.8, 2.4, 4, 5.6),
                new Known(new Distribution.LogNormal(2, 0.5), 2 * Math.exp(s / 2), 4 * Math.exp(s) * Math.expm1(s),
                        Math.exp(4 * s) + 2 * Math.exp(3 * s) + 3 * Math.exp(2 * s) - 3, 2 * Math.exp(-0.5 * Z90), 2,
                        2 * Math.exp(0.5 * Z90)),
                logUniform(1, 100));
    }

    /** From the moments about zero, (b^k - a^k) / (k ln(b/a)). */
    private static Known logUniform(double a, double b) {
        double[] moment = new double[5];
        for (int k = 1; k <= 4; k++) {
            moment[k] = (Math.pow(b, k) - Math.pow(a, k)) / (k * Math.log(b / a));
        }
        double mean = moment[1];
        double variance = moment[2] - mean * mean;
        double fourth = moment[4] - 4 * mean * moment[3] + 6 * mean * mean * moment[2] - 3 * Math.pow(mean, 4);
        return new Known(new Distribution.LogUniform(a, b), mean, variance, fourth / (variance * variance),
                a * Math.pow(b / a, 0.1), Math.sqrt(a * b), a * Math.pow(b / a, 0.9));
    }

    private static double[] draw(Distribution distribution) {
        SplittableRandom random = new SplittableRandom(20261124);
        return DoubleStream.generate(() -> distribution.draw(random)).limit(DRAWS).toArray();
    }

    @ParameterizedTest
    @MethodSource("known")
    void theDrawsHaveTheMomentsOfTheory(Known known) {
        double[] draws = draw(known.distribution);
        double mean = Arrays.stream(draws).average().orElseThrow();
        double variance = Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).sum() / (DRAWS - 1);
        assertThat(mean).isEqualTo(known.mean, within(ERRORS * Math.sqrt(known.variance / DRAWS)));
        assertThat(variance).isEqualTo(known.variance,
                within(ERRORS * known.variance * Math.sqrt((known.kurtosis - 1) / DRAWS)));
    }

    @ParameterizedTest
    @MethodSource("known")
    void theDrawsHaveTheQuantilesOfTheory(Known known) {
        double[] draws = draw(known.distribution);
        below(draws, known.q10, 0.1);
        below(draws, known.q50, 0.5);
        below(draws, known.q90, 0.9);
    }

    private static void below(double[] draws, double quantile, double p) {
        double share = Arrays.stream(draws).filter(x -> x < quantile).count() / (double) draws.length;
        assertThat(share).isEqualTo(p, within(ERRORS * Math.sqrt(p * (1 - p) / draws.length)));
    }

    @Test
    void theDrawsStayWithinTheBounds() {
        assertThat(Arrays.stream(draw(new Distribution.Uniform(-2, 6)))).allMatch(x -> x >= -2 && x <= 6);
        assertThat(Arrays.stream(draw(new Distribution.LogUniform(1e-3, 10))))
                .allMatch(x -> x >= 1e-3 && x <= 10 * (1 + 1e-12));
        assertThat(Arrays.stream(draw(new Distribution.LogNormal(1e-3, 3)))).allMatch(x -> x > 0);
    }

    @Test
    void withoutSpreadThereIsOneValue() {
        assertThat(draw(new Distribution.LogNormal(3, 0))).containsOnly(3);
        assertThat(draw(new Distribution.Normal(-3, 0))).containsOnly(-3);
        assertThat(draw(new Distribution.Uniform(3, 3))).containsOnly(3);
        assertThat(draw(new Distribution.LogUniform(3, 3))).containsOnly(3);
    }

    @Test
    void whatIsPrintedIsReadBack() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 5_000; i++) {
            Distribution distribution = any(random);
            assertThat(Distribution.parse(distribution.toString())).isEqualTo(distribution);
        }
    }

    private static Distribution any(SplittableRandom random) {
        double a = number(random);
        double b = number(random);
        return switch (random.nextInt(4)) {
            case 0 -> new Distribution.LogNormal(Math.abs(a) + Double.MIN_VALUE, Math.abs(b));
            case 1 -> new Distribution.Normal(a, Math.abs(b));
            case 2 -> new Distribution.Uniform(Math.min(a, b), Math.max(a, b));
            default -> new Distribution.LogUniform(Math.min(Math.abs(a), Math.abs(b)) + Double.MIN_VALUE,
                    Math.max(Math.abs(a), Math.abs(b)) + Double.MIN_VALUE);
        };
    }

    private static double number(SplittableRandom random) {
        return random.nextInt(3) == 0
                ? random.nextInt(-1_000, 1_000)
                : random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "lognormal(0.3, 0.2)         | lognormal(0.3, 0.2)",
            "' LogNormal ( 1 ,2.50 ) '   | lognormal(1, 2.5)",
            "normal(-1e-7,3)             | normal(-1.0E-7, 3)",
            "UNIFORM(2, 4)               | uniform(2, 4)",
            "loguniform(1e-3, 1e3)       | loguniform(0.001, 1000)"})
    void spacesAndCaseAreForgiven(String text, String printed) {
        assertThat(Distribution.parse(text)).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "lognorml(1, 2)    | There is no distribution called lognorml. | Maybe lognormal.",
            "uniforn(1, 2)     | There is no distribution called uniforn. | Maybe uniform.",
            "zipf(1, 2) | There is no distribution called zipf. | Maybe one of lognormal, normal, uniform, loguniform.",
            "normal(1)         | A distribution makes no sense: 'normal(1)' needs two numbers. | Maybe lognormal(1, 0.2).",
            "normal(1, 2, 3) | A distribution makes no sense: 'normal(1, 2, 3)' needs two numbers. | Maybe lognormal(1, 0.2).",
            "normal()          | A distribution makes no sense: 'normal()' needs two numbers. | Maybe lognormal(1, 0.2).",
            "normal(a, 1)      | 'normal(a, 1)' has a part that is not a number. | Maybe lognormal(1, 0.2).",
            "normal(1, )       | 'normal(1, )' has a part that is not a number. | Maybe lognormal(1, 0.2).",
            "lognormal(1, -1)  | A distribution makes no sense: sigma must not be negative. | Maybe lognormal(1, 0.2).",
            "lognormal(0, 1) | A distribution makes no sense: the median of a lognormal must be greater than zero."
                    + " | Maybe lognormal(1, 0.2).",
            "lognormal(NaN, 1) | A distribution makes no sense: the median of a lognormal must be greater than zero."
                    + " | Maybe lognormal(1, 0.2).",
            "normal(1, -1) | A distribution makes no sense: the standard deviation must not be negative."
                    + " | Maybe lognormal(1, 0.2).",
            "normal(Infinity, 1) | A distribution makes no sense: the mean must be a finite number."
                    + " | Maybe lognormal(1, 0.2).",
            "uniform(2, 1) | A distribution makes no sense: the bounds must be low, high. | Maybe lognormal(1, 0.2).",
            "loguniform(0, 1) | A distribution makes no sense: the bounds must be low, high and positive."
                    + " | Maybe lognormal(1, 0.2).",
            "normal 1, 2 | 'normal 1, 2' is not a distribution. | Maybe lognormal(1, 0.2): median and sigma.",
            "normal(1, 2 | 'normal(1, 2' is not a distribution. | Maybe lognormal(1, 0.2): median and sigma.",
            "0.3 | '0.3' is not a distribution. | Maybe lognormal(1, 0.2): median and sigma.",
            "\"\" | '' is not a distribution. | Maybe lognormal(1, 0.2): median and sigma."}, quoteCharacter = '"')
    void whatIsNotUnderstoodIsSaid(String text, String message, String advice) {
        assertThatThrownBy(() -> Distribution.parse(text)).isInstanceOf(InvalidInput.class).hasMessage(message)
                .extracting(thrown -> ((InvalidInput) thrown).advice()).isEqualTo(advice);
    }
}
