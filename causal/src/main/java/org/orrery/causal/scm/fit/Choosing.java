package org.orrery.causal.scm.fit;

import java.util.Arrays;
import java.util.List;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/** The declared rule by which a variable's mechanism gets its {@link Kind}. */
final class Choosing {
    private static final int FEW_LEVELS = 12;
    private static final int LARGEST_TABLE = 1_000;
    private static final int LEAST_FOR_CURVES = 40;
    private static final int LEAST_FOR_TREES = 100;
    private static final double ERRORS = 2;

    private final Sample sample;
    private final String name;
    private final List<String> causes;

    Choosing(Sample sample, String name, List<String> causes) {
        this.sample = sample;
        this.name = name;
        this.causes = causes;
    }

    /**
     * What was chosen.
     *
     * @param error the cross-validated root mean square error, NaN where nothing was compared
     */
    record Choice(Kind kind, double error) {}

    Choice choice() {
        if (causes.isEmpty()) {
            return new Choice(Kind.ROOT, Double.NaN);
        }
        int values = sample.distinct(name).length;
        if (sample.isFactor(name) || values <= 2) {
            return new Choice(discrete(), Double.NaN);
        }
        int columns = Arrays.stream(sample.coding(causes)).map(levels -> levels == 0 ? 1 : levels - 1).sum();
        int least = columns + 2 + (columns + 2) / (Fitting.PARTS - 1) + 1;
        if (sample.size() < least) {
            throw new InvalidInput("The mechanism of " + name + " has " + columns + " columns of causes, and "
                    + sample.size() + " complete rows are too few for it: " + least + " are needed.",
                    "Maybe bring more rows, or leave causes out of the graph.");
        }
        return function();
    }

    private Kind discrete() {
        boolean levels = causes.stream().allMatch(cause -> sample.isFactor(cause)
                || sample.distinct(cause).length <= FEW_LEVELS);
        double size = causes.stream().mapToDouble(cause -> sample.distinct(cause).length).reduce(1, (a, b) -> a * b);
        if (levels && size <= LARGEST_TABLE) {
            return Kind.TABLE;
        }
        double[] values = sample.distinct(name);
        if (!sample.isFactor(name) && Arrays.stream(values).allMatch(value -> value == 0 || value == 1)) {
            return Kind.LOGISTIC;
        }
        throw new Refusal("The variable " + name + " has levels and " + (levels ? "too many combinations" : "a number")
                + " among its causes; that mechanism is not fitted here.",
                "Maybe write it as numbers 0 and 1, or put its causes into classes.");
    }

    private Choice function() {
        Fitting fitting = new Fitting(sample, name, causes);
        Kind kind = Kind.LINEAR;
        double[] missed = fitting.crossValidated(kind);
        boolean numbers = causes.stream().anyMatch(cause -> !sample.isFactor(cause)
                && sample.distinct(cause).length > 2);
        if (numbers && sample.size() >= LEAST_FOR_CURVES) {
            double[] smooth = fitting.crossValidated(Kind.SMOOTH);
            if (better(smooth, missed)) {
                kind = Kind.SMOOTH;
                missed = smooth;
            }
        }
        if (sample.size() >= LEAST_FOR_TREES) {
            double[] trees = fitting.crossValidated(Kind.TREES);
            if (better(trees, missed)) {
                kind = Kind.TREES;
                missed = trees;
            }
        }
        return new Choice(kind, Math.sqrt(Arrays.stream(missed).map(each -> each * each).average().orElse(0)));
    }

    private static boolean better(double[] other, double[] simple) {
        double[] gains = new double[other.length];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = simple[i] * simple[i] - other[i] * other[i];
        }
        double mean = LinearFit.mean(gains);
        double variance = Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum()
                / (gains.length - 1.0);
        return mean > ERRORS * Math.sqrt(variance / gains.length);
    }
}
