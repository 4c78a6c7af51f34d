package org.orrery.causal.scm.fit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.orrery.causal.scm.Chance;
import org.orrery.causal.scm.Coded;
import org.orrery.causal.scm.DiscreteTable;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Noise;
import org.orrery.causal.scm.Regressor;
import org.orrery.equation.Expr;
import org.orrery.equation.Substitution;

/** Fits one mechanism, as a kind that was chosen. */
final class Fitting {
    static final int PARTS = 5;

    private final Sample sample;
    private final String name;
    private final List<String> causes;
    private final int[] coding;
    private final double[][] rows;
    private final double[] y;

    Fitting(Sample sample, String name, List<String> causes) {
        this.sample = sample;
        this.name = name;
        this.causes = causes;
        this.coding = sample.coding(causes);
        this.rows = IntStream.range(0, sample.size())
                .mapToObj(i -> Coded.columns(coding, sample.causes(causes, i))).toArray(double[][]::new);
        this.y = sample.column(name);
    }

    /** A function and how many degrees of freedom it took. */
    private record Fitted(Regressor of, double edf) {}

    Mechanism as(Choosing.Choice choice) {
        Kind kind = choice.kind();
        return switch (kind) {
            case GIVEN -> ((Form.Given) Objects.requireNonNull(choice.form())).mechanism();
            case EQUATION -> equation((Form.Equation) Objects.requireNonNull(choice.form()));
            case ROOT -> new Mechanism.Exogenous(new Noise.Empirical(y));
            case TABLE -> table();
            case LOGISTIC -> new Chance(causes, coded(LogisticFit.of(rows, y)));
            case LINEAR, SMOOTH -> {
                Fitted fitted = function(kind, rows, y);
                double[] left = IntStream.range(0, y.length).mapToDouble(i -> y[i] - fitted.of.at(rows[i])).toArray();
                // Residuals are smaller than the noise by the degrees of freedom that the fit took.
                yield additive(fitted.of, left, Math.sqrt(y.length / Math.max(1, y.length - fitted.edf)));
            }
            case TREES -> additive(function(kind, rows, y).of, crossValidated(kind), 1);
        };
    }

    /** The function of a kind that has one, without its noise. */
    Regressor function(Choosing.Choice choice) {
        return choice.form() instanceof Form.Equation equation
                ? solved(equation)
                : coded(function(choice.kind(), rows, y).of);
    }

    LeastSquares search(Form.Equation equation) {
        return new LeastSquares(equation.formula(), causes, List.copyOf(equation.starts().keySet()), rows, y);
    }

    /** The unknown numbers of an equation, where the search ends from its starts. */
    double[] numbers(Form.Equation equation) {
        double[] starts = equation.starts().values().stream().mapToDouble(Double::doubleValue).toArray();
        return starts.length == 0 ? starts : search(equation).from(starts).values();
    }

    private Regressor.Formula solved(Form.Equation equation) {
        double[] numbers = numbers(equation);
        Map<String, Expr> values = new HashMap<>();
        for (String name : equation.starts().keySet()) {
            values.put(name, Expr.num(numbers[values.size()]));
        }
        return new Regressor.Formula(new Substitution(values).apply(equation.formula()), causes);
    }

    /** The noise is what is left over, where none was given, wider by the degrees of freedom that the numbers took. */
    private Mechanism equation(Form.Equation equation) {
        Regressor.Formula function = solved(equation);
        if (equation.noise() != null) {
            return new Mechanism.AdditiveNoise(causes, function, equation.noise());
        }
        double[] left = IntStream.range(0, y.length).mapToDouble(i -> y[i] - function.at(rows[i])).toArray();
        double mean = LinearFit.mean(left);
        double by = Math.sqrt(y.length / (double) Math.max(1, y.length - equation.starts().size()));
        return new Mechanism.AdditiveNoise(causes, function,
                new Noise.Empirical(Arrays.stream(left).map(each -> mean + (each - mean) * by).toArray()));
    }

    private Mechanism additive(Regressor function, double[] left, double by) {
        double mean = LinearFit.mean(left);
        double[] noise = Arrays.stream(left).map(each -> (each - mean) * by).toArray();
        return new Mechanism.AdditiveNoise(causes, coded(function), new Noise.Empirical(noise));
    }

    private Regressor coded(Regressor function) {
        return Arrays.stream(coding).allMatch(count -> count == 0) ? function : new Coded(coding, function);
    }

    private static Fitted function(Kind kind, double[][] rows, double[] y) {
        return switch (kind) {
            case LINEAR -> new Fitted(LinearFit.of(rows, y), rows[0].length + 1);
            case SMOOTH -> {
                SmoothFit.Fit fit = SmoothFit.of(rows, y);
                yield new Fitted(fit.smooth(), fit.edf());
            }
            case TREES -> new Fitted(TreesFit.of(rows, y), 0);
            case ROOT, TABLE, LOGISTIC, EQUATION, GIVEN ->
                throw new IllegalArgumentException(kind + " is no such function");
        };
    }

    /** What each row is missed by when the function is fitted to the other parts; rows go to parts in turn. */
    double[] crossValidated(Kind kind) {
        double[] missed = new double[y.length];
        for (int part = 0; part < PARTS; part++) {
            int left = part;
            int[] others = IntStream.range(0, y.length).filter(i -> i % PARTS != left).toArray();
            Regressor function = function(kind, Arrays.stream(others).mapToObj(i -> rows[i]).toArray(double[][]::new),
                    Arrays.stream(others).mapToDouble(i -> y[i]).toArray()).of;
            for (int i = left; i < y.length; i += PARTS) {
                missed[i] = y[i] - function.at(rows[i]);
            }
        }
        return missed;
    }

    /** Counts, with one more row spread evenly over the levels (Perks, 1947): no level is impossible for not being met. */
    private DiscreteTable table() {
        double[] levels = sample.distinct(name);
        List<double[]> of = causes.stream().map(sample::distinct).toList();
        int combinations = of.stream().mapToInt(each -> each.length).reduce(1, (a, b) -> a * b);
        double[][] counts = new double[combinations][levels.length];
        for (double[] row : counts) {
            Arrays.fill(row, 1.0 / levels.length);
        }
        for (int i = 0; i < y.length; i++) {
            int row = 0;
            double[] values = sample.causes(causes, i);
            for (int k = 0; k < values.length; k++) {
                row = row * of.get(k).length + Arrays.binarySearch(of.get(k), values[k]);
            }
            counts[row][Arrays.binarySearch(levels, y[i])]++;
        }
        for (double[] row : counts) {
            double sum = Arrays.stream(row).sum();
            for (int level = 0; level < row.length; level++) {
                row[level] /= sum;
            }
        }
        return new DiscreteTable(causes, of, levels, counts);
    }
}
