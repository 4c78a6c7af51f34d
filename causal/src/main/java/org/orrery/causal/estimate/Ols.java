package org.orrery.causal.estimate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Encoder;
import org.orrery.causal.data.Table;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/**
 * Ordinary least squares with a constant, by QR of centred and scaled columns. Cost: rows times columns squared. Immutable.
 */
public final class Ols {
    static final String INTERCEPT = "(intercept)";

    private final List<String> names;
    private final Basis basis;
    private final double[] coefficients;
    private final double[] residuals;
    private final double total;

    private Ols(List<String> names, Basis basis, double[] coefficients, double[] residuals, double total) {
        this.names = names;
        this.basis = basis;
        this.coefficients = coefficients;
        this.residuals = residuals;
        this.total = total;
    }

    /**
     * Regresses a column on others; factors become one column of 0 and 1 for each level but the first.
     *
     * @throws InvalidInput if a column is not there or lacks values, or the outcome holds texts
     * @throws Refusal as {@link #fit(Design, double[])}
     */
    public static Ols fit(Table table, String outcome, Collection<String> regressors) {
        Design design = Encoder.of(table, regressors).encode(table);
        if (table.column(outcome).missing() > 0) {
            throw new InvalidInput("Column '" + outcome + "' lacks " + table.column(outcome).missing() + " of "
                    + table.rows() + " values.", "Maybe keep the complete rows only.");
        }
        return fit(design, table.numeric(outcome).values());
    }

    /**
     * Regresses numbers on the columns of a design and a constant.
     *
     * @throws Refusal if there are no more rows than parameters, or a column is constant or determined by others, by name
     */
    public static Ols fit(Design x, double[] y) {
        if (x.rows() != y.length) {
            throw new IllegalArgumentException(x.rows() + " rows and " + y.length + " outcomes");
        }
        if (x.rows() <= x.width() + 1) {
            throw new Refusal(x.rows() + " rows cannot tell " + (x.width() + 1) + " parameters and a noise.",
                    "Maybe bring more rows, or fewer columns.");
        }
        Basis basis = Basis.of(x, new double[0]);
        if (basis.dependent.length > 0) {
            throw new Dependence(x, basis.dependent[0]).refusal();
        }
        return of(x, y, basis);
    }

    /** The same, where columns that others determine are left out: their coefficients are zero. */
    static Ols lenient(Design x, double[] y) {
        return of(x, y, Basis.of(x, new double[0]));
    }

    private static Ols of(Design x, double[] y, Basis basis) {
        double[] coordinates = basis.coordinates(y);
        double[] residuals = new double[y.length];
        double total = 0;
        for (int i = 0; i < y.length; i++) {
            residuals[i] = y[i] - basis.along(i, coordinates);
            total += y[i] * y[i];
        }
        List<String> names = new ArrayList<>();
        names.add(INTERCEPT);
        names.addAll(x.names());
        return new Ols(names, basis, basis.coefficients(coordinates), residuals,
                total - coordinates[0] * coordinates[0]);
    }

    /** {@code (intercept)}, then the columns of the design. */
    public List<String> names() {
        return names;
    }

    /** One for each name. */
    public double[] coefficients() {
        return coefficients.clone();
    }

    public double[] residuals() {
        return residuals.clone();
    }

    /** Diagonal of the hat matrix: how far a row draws the fit to itself, 1/n to 1. */
    public double leverage(int row) {
        return basis.leverage(row);
    }

    public int rows() {
        return residuals.length;
    }

    /** Rows less parameters. */
    public int degrees() {
        return residuals.length - basis.size();
    }

    /** Residual variance. */
    public double variance() {
        return sumOfSquares() / degrees();
    }

    /** Sum of the squared residuals. */
    public double sumOfSquares() {
        double sum = 0;
        for (double residual : residuals) {
            sum += residual * residual;
        }
        return sum;
    }

    /** Share of the outcome's variance that the columns explain, NaN for a constant outcome. */
    public double rSquared() {
        return 1 - sumOfSquares() / total;
    }

    /** Covariance of the coefficients, in the order of the names. */
    public double[][] covariance(Errors errors) {
        double[] weights = new double[residuals.length];
        double variance = variance();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = errors == Errors.CLASSICAL
                    ? variance
                    : errors.weight(residuals[i], basis.leverage(i), residuals.length, basis.size());
        }
        return basis.sandwich(weights);
    }

    /** Every coefficient with its error and its interval by Student's t. */
    public List<Coefficient> summary(Errors errors) {
        double[][] covariance = covariance(errors);
        List<Coefficient> summary = new ArrayList<>();
        for (int j = 0; j < coefficients.length; j++) {
            double error = Math.sqrt(covariance[j][j]);
            summary.add(new Coefficient(names.get(j), coefficients[j], error,
                    Quantiles.around(coefficients[j], error, degrees())));
        }
        return summary;
    }

    /** What the fit expects of a row of a design with the same columns. */
    public double predict(Design x, int row) {
        double sum = coefficients[0];
        for (int j = 1; j < coefficients.length; j++) {
            sum += coefficients[j] * x.at(row, j - 1);
        }
        return sum;
    }

    /**
     * What each row adds to the error of a combination of the coefficients, as HC3 counts it: the sum of their squares is the
     * variance.
     */
    double[] influence(double[] combination) {
        double[] pulled = basis.pulled(combination);
        double[] influence = new double[residuals.length];
        for (int i = 0; i < influence.length; i++) {
            double error = Math.sqrt(Errors.HC3.weight(residuals[i], basis.leverage(i), influence.length,
                    basis.size()));
            influence[i] = basis.along(i, pulled) * Math.copySign(error, residuals[i]);
        }
        return influence;
    }
}
