package org.orrery.causal.scm;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;

/** How the chance of one variable's own is distributed. Independent of every other variable's. */
public sealed interface Noise {
    /** One draw. */
    double draw(RandomGenerator random);

    /** The density at a value. For {@link None} a 1 at 0: all of its weight is there. */
    double density(double value);

    /** The logarithm of the density; of the normal ones finite far out in a tail, too. */
    default double logDensity(double value) {
        return Math.log(density(value));
    }

    double mean();

    double deviation();

    /** No chance at all: always 0. */
    record None() implements Noise {
        @Override
        public double draw(RandomGenerator random) {
            return 0;
        }

        @Override
        public double density(double value) {
            return value == 0 ? 1 : 0;
        }

        @Override
        public double mean() {
            return 0;
        }

        @Override
        public double deviation() {
            return 0;
        }

        @Override
        public String toString() {
            return "none";
        }
    }

    /** Mean and standard deviation. */
    record Normal(double mean, double deviation) implements Noise {
        public Normal {
            require(Double.isFinite(mean), "the mean must be a finite number");
            require(deviation > 0 && Double.isFinite(deviation), "the standard deviation must be greater than zero");
        }

        @Override
        public double draw(RandomGenerator random) {
            return mean + deviation * random.nextGaussian();
        }

        @Override
        public double density(double value) {
            return normal((value - mean) / deviation) / deviation;
        }

        @Override
        public double logDensity(double value) {
            return logNormal((value - mean) / deviation) - Math.log(deviation);
        }

        @Override
        public String toString() {
            return print("normal", mean, deviation);
        }
    }

    /** Anywhere between two bounds. */
    record Uniform(double low, double high) implements Noise {
        public Uniform {
            require(Double.isFinite(low) && Double.isFinite(high) && low < high, "the bounds must be low, high");
        }

        @Override
        public double draw(RandomGenerator random) {
            return low + (high - low) * random.nextDouble();
        }

        @Override
        public double density(double value) {
            return value >= low && value <= high ? 1 / (high - low) : 0;
        }

        @Override
        public double mean() {
            return (low + high) / 2;
        }

        @Override
        public double deviation() {
            return (high - low) / Math.sqrt(12);
        }

        @Override
        public String toString() {
            return print("uniform", low, high);
        }
    }

    /** The logarithm is normal: {@code median * exp(sigma * z)}. */
    record LogNormal(double median, double sigma) implements Noise {
        public LogNormal {
            require(median > 0 && Double.isFinite(median), "the median of a lognormal must be greater than zero");
            require(sigma > 0 && Double.isFinite(sigma), "sigma must be greater than zero");
        }

        @Override
        public double draw(RandomGenerator random) {
            return median * Math.exp(sigma * random.nextGaussian());
        }

        @Override
        public double density(double value) {
            return value <= 0 ? 0 : normal(Math.log(value / median) / sigma) / (sigma * value);
        }

        @Override
        public double logDensity(double value) {
            return value <= 0
                    ? Double.NEGATIVE_INFINITY
                    : logNormal(Math.log(value / median) / sigma) - Math.log(sigma * value);
        }

        @Override
        public double mean() {
            return median * Math.exp(sigma * sigma / 2);
        }

        @Override
        public double deviation() {
            return mean() * Math.sqrt(Math.expm1(sigma * sigma));
        }

        @Override
        public String toString() {
            return print("lognormal", median, sigma);
        }
    }

    /** The logarithm is uniform. */
    record LogUniform(double low, double high) implements Noise {
        public LogUniform {
            require(low > 0 && Double.isFinite(high) && low < high, "the bounds must be low, high and positive");
        }

        @Override
        public double draw(RandomGenerator random) {
            return low * Math.pow(high / low, random.nextDouble());
        }

        @Override
        public double density(double value) {
            return value >= low && value <= high ? 1 / (value * Math.log(high / low)) : 0;
        }

        @Override
        public double mean() {
            return (high - low) / Math.log(high / low);
        }

        @Override
        public double deviation() {
            double mean = mean();
            return Math.sqrt(Math.max(0, (high - low) * (high + low) / 2 / Math.log(high / low) - mean * mean));
        }

        @Override
        public String toString() {
            return print("loguniform", low, high);
        }
    }

    /** Values that were met, each as likely as the other: residuals of a fit. Not to be changed after the call. */
    record Empirical(double[] values) implements Noise {
        public Empirical {
            require(values.length > 0, "no value was met");
        }

        @Override
        public double draw(RandomGenerator random) {
            return values[random.nextInt(values.length)];
        }

        /** By a normal kernel, as wide as Silverman's rule has it (Density Estimation, 1986, eq. 3.30). */
        @Override
        public double density(double value) {
            double width = 1.06 * deviation() * Math.pow(values.length, -0.2);
            if (width == 0) {
                return value == values[0] ? 1 : 0;
            }
            double sum = 0;
            for (double each : values) {
                sum += normal((value - each) / width);
            }
            return sum / (values.length * width);
        }

        @Override
        public double mean() {
            double sum = 0;
            for (double each : values) {
                sum += each;
            }
            return sum / values.length;
        }

        @Override
        public double deviation() {
            double mean = mean();
            double sum = 0;
            for (double each : values) {
                sum += (each - mean) * (each - mean);
            }
            return Math.sqrt(sum / values.length);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Empirical(double[] those) && Arrays.equals(values, those);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return values.length + " residuals with standard deviation " + Numbers.round(deviation(), 4);
        }
    }

    private static double normal(double z) {
        return Math.exp(logNormal(z));
    }

    private static double logNormal(double z) {
        return -z * z / 2 - Math.log(2 * Math.PI) / 2;
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new InvalidInput("A distribution makes no sense: " + complaint + ".",
                    "Maybe normal(0, 1): mean and standard deviation.");
        }
    }

    private static String print(String name, double first, double second) {
        return name + "(" + Numbers.print(first) + ", " + Numbers.print(second) + ")";
    }
}
