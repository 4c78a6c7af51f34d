package org.orrery.causal.scm.fit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.scm.Noise;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.equation.Expr;

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
     * @param form what was written of it, null where nothing was
     * @param undetermined unknown numbers of an equation that the rows do not tell
     */
    record Choice(Kind kind, double error, @Nullable Form form, List<String> undetermined) {
        Choice(Kind kind, double error) {
            this(kind, error, null, List.of());
        }
    }

    /** The choice where something was written; the numbers of an equation are searched for from several starts. */
    Choice written(Form form, long seed) {
        return switch (form) {
            case Form.Given given -> new Choice(Kind.GIVEN, Double.NaN, given, List.of());
            case Form.Equation(Expr formula, List<String> of, Map<String, Double> starts, Noise noise) -> {
                of.stream().filter(sample::isFactor).findFirst().ifPresent(factor -> {
                    throw new Refusal("'" + factor + "' holds texts, and stands in the formula of " + name + ".",
                            "Maybe write it as numbers, or let the mechanism be fitted: " + name + " ~ "
                                    + String.join(", ", of));
                });
                if (sample.isFactor(name)) {
                    throw new Refusal("'" + name + "' holds texts, and has a formula.",
                            "Maybe let its mechanism be fitted: " + name + " ~ " + String.join(", ", of));
                }
                if (sample.size() < starts.size() + 2) {
                    throw new InvalidInput(
                            "The equation of " + name + " has " + starts.size() + " unknown numbers, and "
                                    + sample.size() + " complete rows are too few for it.",
                            "Maybe bring more rows.");
                }
                LeastSquares.Found found = new Fitting(sample, name, of).search((Form.Equation) form)
                        .best(starts.values().stream().mapToDouble(Double::doubleValue).toArray(), seed);
                if (!found.converged()) {
                    throw new Refusal("The search for " + String.join(", ", starts.keySet()) + " in the equation of "
                            + name + " came to no least sum of squares"
                            + (Double.isFinite(found.squares()) ? "" : ": the formula has no value at the start")
                            + ".", "Maybe start it elsewhere: " + starts.keySet().iterator().next() + " = fit(0.1)");
                }
                Map<String, Double> values = new LinkedHashMap<>();
                for (String unknown : starts.keySet()) {
                    values.put(unknown, found.values()[values.size()]);
                }
                yield new Choice(Kind.EQUATION, Double.NaN, new Form.Equation(formula, of, values, noise),
                        found.undetermined());
            }
        };
    }

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
