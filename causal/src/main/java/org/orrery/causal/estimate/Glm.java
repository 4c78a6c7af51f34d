package org.orrery.causal.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Design;
import org.orrery.core.Refusal;

/**
 * Logistic and Poisson regression by iteratively reweighted least squares (McCullagh and Nelder, Generalized Linear Models,
 * 1989, section 2.5), which for the canonical link is Newton's method. Where a column separates the outcomes, there is no
 * finite maximum of the likelihood: Newton's steps then go on with constant length (Albert and Anderson, Biometrika 71,
 * 1984), and the fit is refused with the column named.
 */
public final class Glm {
    private static final int MOST_STEPS = 50;
    private static final double SMALL = 1e-9;

    private final Family family;
    private final Design x;
    private final Basis basis;
    private final double[] coefficients;
    private final double[] means;
    private final double[] y;

    private Glm(Family family, Design x, Basis basis, double[] coefficients, double[] means, double[] y) {
        this.family = family;
        this.x = x;
        this.basis = basis;
        this.coefficients = coefficients;
        this.means = means;
        this.y = y;
    }

    /**
     * Fits outcomes by the columns of a design and a constant.
     *
     * @param outcome its name, for messages
     * @throws Refusal if there are no more rows than parameters, a column is constant or determined by others, the outcome
     *         does not fit the family or is the same everywhere, or a column separates the outcomes
     */
    public static Glm fit(Family family, Design x, double[] y, String outcome) {
        if (x.rows() <= x.width() + 1) {
            throw new Refusal(x.rows() + " rows cannot tell " + (x.width() + 1) + " parameters.",
                    "Maybe bring more rows, or fewer columns.");
        }
        Basis plain = Basis.of(x, new double[0]);
        if (plain.dependent.length > 0) {
            throw new Dependence(x, plain.dependent[0]).refusal();
        }
        return found(climb(family, x, y, outcome, plain.dependent.length), outcome);
    }

    /** The same, where columns that others determine are left out. */
    static Glm lenient(Family family, Design x, double[] y, String outcome) {
        return found(climb(family, x, y, outcome, Basis.of(x, new double[0]).dependent.length), outcome);
    }

    /** Lenient, and nothing where a column separates the outcomes. */
    static @Nullable Glm unlessSeparated(Family family, Design x, double[] y, String outcome) {
        return climb(family, x, y, outcome, Basis.of(x, new double[0]).dependent.length) instanceof Top(Glm fit)
                ? fit
                : null;
    }

    /** Where the climb to the greatest likelihood ended. */
    private sealed interface End {}

    private record Top(Glm fit) implements End {}

    private record Endless(String column) implements End {}

    private static Glm found(End end, String outcome) {
        return switch (end) {
            case Top(Glm fit) -> fit;
            case Endless(String column) -> throw new Refusal(
                    "Some values of '" + column + "' (perhaps with other columns) decide " + outcome
                            + " without exception, so its odds have no finite estimate.",
                    "Maybe leave that column out, join rare levels, or look at the rows where it decides.");
        };
    }

    private static End climb(Family family, Design x, double[] y, String outcome, int dependent) {
        for (double each : y) {
            family.check(each, outcome);
        }
        if (Arrays.stream(y).allMatch(each -> each == y[0])) {
            throw new Refusal(outcome + " is " + y[0] + " in all " + y.length + " rows: there is nothing to explain.",
                    "Maybe the rows were chosen by it.");
        }
        int n = y.length;
        double[] eta = new double[n];
        double[] mean = new double[n];
        for (int i = 0; i < n; i++) {
            mean[i] = family.start(y[i]);
            eta[i] = family.link(mean[i]);
        }
        double[] before = new double[x.width() + 1];
        double deviance = Double.POSITIVE_INFINITY;
        double[] beta = before;
        for (int step = 0; step < MOST_STEPS; step++) {
            Basis basis = weighted(family, x, mean);
            if (basis.dependent.length > dependent) {
                break;
            }
            double[] worked = new double[n];
            for (int i = 0; i < n; i++) {
                double weight = family.variance(mean[i]);
                worked[i] = Math.sqrt(weight) * (eta[i] + (y[i] - mean[i]) / weight);
            }
            before = beta;
            beta = basis.coefficients(basis.coordinates(worked));
            double[] next = predictors(x, beta);
            double reached = deviance(family, y, next);
            for (int halved = 0; step > 0 && halved < 20 && reached > deviance * (1 + 1e-12) + 1e-12; halved++) {
                for (int j = 0; j < beta.length; j++) {
                    beta[j] = (beta[j] + before[j]) / 2;
                }
                next = predictors(x, beta);
                reached = deviance(family, y, next);
            }
            double moved = 0;
            for (int i = 0; i < n; i++) {
                moved = Math.max(moved, Math.abs(next[i] - eta[i]) / (1 + Math.abs(eta[i])));
                eta[i] = next[i];
                mean[i] = family.mean(eta[i]);
            }
            deviance = reached;
            if (moved < SMALL) {
                return new Top(new Glm(family, x, weighted(family, x, mean), beta, mean, y));
            }
        }
        return new Endless(fastest(x, before, beta));
    }

    private static Basis weighted(Family family, Design x, double[] mean) {
        return Basis.of(x, Arrays.stream(mean).map(family::variance).toArray());
    }

    private static double[] predictors(Design x, double[] beta) {
        double[] eta = new double[x.rows()];
        for (int i = 0; i < eta.length; i++) {
            eta[i] = beta[0];
            for (int j = 1; j < beta.length; j++) {
                eta[i] += beta[j] * x.at(i, j - 1);
            }
        }
        return eta;
    }

    private static double deviance(Family family, double[] y, double[] eta) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += family.deviance(y[i], family.mean(eta[i]));
        }
        return sum;
    }

    /** The column whose coefficient still moves the most. */
    private static String fastest(Design x, double[] before, double[] beta) {
        int fastest = 0;
        double most = -1;
        for (int j = 0; j < x.width(); j++) {
            double[] column = x.column(j);
            double spread = Arrays.stream(column).max().orElse(0) - Arrays.stream(column).min().orElse(0);
            double step = Math.abs(beta[j + 1] - before[j + 1]) * spread;
            if (step > most) {
                most = step;
                fastest = j;
            }
        }
        return x.names().get(fastest);
    }

    public List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(Ols.INTERCEPT);
        names.addAll(x.names());
        return names;
    }

    /** One for each name, on the scale of the link. */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /** Expected outcome of each row. */
    public double[] means() {
        return means.clone();
    }

    public double deviance() {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += family.deviance(y[i], means[i]);
        }
        return sum;
    }

    /** Coefficients with their errors: of the model, or where {@code robust}, by the squared residuals (HC0). */
    public List<Coefficient> summary(boolean robust) {
        double[] weights = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            double variance = family.variance(means[i]);
            weights[i] = robust ? (y[i] - means[i]) * (y[i] - means[i]) / variance : 1;
        }
        double[][] covariance = basis.sandwich(weights);
        List<Coefficient> summary = new ArrayList<>();
        for (int j = 0; j < coefficients.length; j++) {
            double error = Math.sqrt(covariance[j][j]);
            summary.add(new Coefficient(names().get(j), coefficients[j], error,
                    Quantiles.around(coefficients[j], error, Double.POSITIVE_INFINITY)));
        }
        return summary;
    }

    /** What the fit expects of a row of a design with the same columns. */
    public double predict(Design other, int row) {
        double eta = coefficients[0];
        for (int j = 1; j < coefficients.length; j++) {
            eta += coefficients[j] * other.at(row, j - 1);
        }
        return family.mean(eta);
    }

    /** The slope of {@link #predict} in the linear predictor. */
    double slope(double mean) {
        return family.variance(mean);
    }

    /** What each row adds to the error of a combination of the coefficients, with the correction of HC3. */
    double[] influence(double[] combination) {
        return influence(combination, true);
    }

    /** The same, where {@code corrected} is false, without a correction: right where it takes error away from something else. */
    double[] influence(double[] combination, boolean corrected) {
        double[] pulled = basis.pulled(combination);
        double[] influence = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            double rest = corrected ? 1 - basis.leverage(i) : 1;
            influence[i] = rest < 1e-10
                    ? 0
                    : basis.along(i, pulled) * (y[i] - means[i]) / Math.sqrt(family.variance(means[i])) / rest;
        }
        return influence;
    }
}
