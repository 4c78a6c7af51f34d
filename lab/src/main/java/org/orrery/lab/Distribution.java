package org.orrery.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.core.Numbers;

/** What is believed of an uncertain input. Printed and parsed: {@code parse(print(x)) = x}. */
public sealed interface Distribution {
    /** One draw. */
    double draw(RandomGenerator random);

    /** The logarithm is normal: {@code median * exp(sigma * z)}. */
    record LogNormal(double median, double sigma) implements Distribution {
        public LogNormal {
            require(median > 0 && Double.isFinite(median), "the median of a lognormal must be greater than zero");
            require(sigma >= 0 && Double.isFinite(sigma), "sigma must not be negative");
        }

        @Override
        public double draw(RandomGenerator random) {
            return median * Math.exp(sigma * random.nextGaussian());
        }

        @Override
        public String toString() {
            return print("lognormal", median, sigma);
        }
    }

    /** Mean and standard deviation. */
    record Normal(double mean, double deviation) implements Distribution {
        public Normal {
            require(Double.isFinite(mean), "the mean must be a finite number");
            require(deviation >= 0 && Double.isFinite(deviation), "the standard deviation must not be negative");
        }

        @Override
        public double draw(RandomGenerator random) {
            return mean + deviation * random.nextGaussian();
        }

        @Override
        public String toString() {
            return print("normal", mean, deviation);
        }
    }

    /** Anywhere between two bounds. */
    record Uniform(double low, double high) implements Distribution {
        public Uniform {
            require(Double.isFinite(low) && Double.isFinite(high) && low <= high, "the bounds must be low, high");
        }

        @Override
        public double draw(RandomGenerator random) {
            return low + (high - low) * random.nextDouble();
        }

        @Override
        public String toString() {
            return print("uniform", low, high);
        }
    }

    /** The logarithm is uniform. */
    record LogUniform(double low, double high) implements Distribution {
        public LogUniform {
            require(low > 0 && Double.isFinite(high) && low <= high, "the bounds must be low, high and positive");
        }

        @Override
        public double draw(RandomGenerator random) {
            return low * Math.pow(high / low, random.nextDouble());
        }

        @Override
        public String toString() {
            return print("loguniform", low, high);
        }
    }

    /**
     * Reads {@code lognormal(median, sigma)}, {@code normal(mean, sd)}, {@code uniform(low, high)} or
     * {@code loguniform(low, high)}.
     *
     * @throws InvalidInput naming the distributions there are
     */
    static Distribution parse(String text) {
        String trimmed = text.strip();
        int open = trimmed.indexOf('(');
        if (open < 0 || !trimmed.endsWith(")")) {
            throw new InvalidInput("'" + trimmed + "' is not a distribution.",
                    "Maybe lognormal(1, 0.2): median and sigma.");
        }
        String name = trimmed.substring(0, open).strip().toLowerCase(Locale.ROOT);
        double[] numbers = numbers(trimmed, trimmed.substring(open + 1, trimmed.length() - 1));
        return switch (name) {
            case "lognormal" -> new LogNormal(numbers[0], numbers[1]);
            case "normal" -> new Normal(numbers[0], numbers[1]);
            case "uniform" -> new Uniform(numbers[0], numbers[1]);
            case "loguniform" -> new LogUniform(numbers[0], numbers[1]);
            default -> {
                List<String> known = List.of("lognormal", "normal", "uniform", "loguniform");
                List<String> near = Nearest.to(name, known);
                throw new InvalidInput("There is no distribution called " + name + ".",
                        "Maybe " + (near.isEmpty() ? "one of " + String.join(", ", known) : near.getFirst()) + ".");
            }
        };
    }

    private static double[] numbers(String text, String list) {
        String[] parts = list.split(",", -1);
        require(parts.length == 2, "'" + text + "' needs two numbers");
        try {
            return Arrays.stream(parts).mapToDouble(part -> Double.parseDouble(part.strip())).toArray();
        } catch (NumberFormatException notANumber) {
            throw new InvalidInput("'" + text + "' has a part that is not a number.", "Maybe lognormal(1, 0.2).");
        }
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new InvalidInput("A distribution makes no sense: " + complaint + ".", "Maybe lognormal(1, 0.2).");
        }
    }

    private static String print(String name, double first, double second) {
        return name + "(" + Numbers.print(first) + ", " + Numbers.print(second) + ")";
    }
}
