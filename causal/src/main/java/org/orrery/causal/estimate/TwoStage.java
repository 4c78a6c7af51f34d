package org.orrery.causal.estimate;

import org.orrery.causal.data.Design;
import org.orrery.core.Refusal;

/**
 * Two-stage least squares with one treatment: covariates and a constant are taken out of everything (Frisch, Waugh, Lovell),
 * then the outcome is regressed on what the instruments say of the treatment. Errors do not take equal variances for granted
 * (HC1); the set of Anderson and Rubin (Annals of Mathematical Statistics 20, 1949) does, and holds with weak instruments.
 */
public final class TwoStage {
    private final double slope;
    private final double firstStage;
    private final RobustSet set;
    private final double[] influence;

    private TwoStage(double slope, double firstStage, RobustSet set, double[] influence) {
        this.slope = slope;
        this.firstStage = firstStage;
        this.set = set;
        this.influence = influence;
    }

    /**
     * @param covariates may have no column
     * @param x treatment
     * @throws Refusal if there are no instruments, too few rows, or the instruments add nothing to the covariates
     */
    public static TwoStage fit(Design instruments, Design covariates, double[] x, double[] y) {
        int n = y.length;
        int degrees = n - covariates.width() - 1 - instruments.width();
        if (instruments.width() == 0 || degrees < 1) {
            throw new Refusal(
                    n + " rows cannot tell " + (covariates.width() + instruments.width() + 1) + " parameters.",
                    "Maybe bring more rows.");
        }
        Basis out = Basis.of(covariates, new double[0]);
        double[] treatment = rest(out, x);
        double[] outcome = rest(out, y);
        double[] moved = new double[n * instruments.width()];
        for (int j = 0; j < instruments.width(); j++) {
            double[] column = instruments.column(j);
            double[] left = rest(out, column);
            if (squares(left) <= 1e-14 * squares(column)) {
                throw new Refusal("The instrument '" + instruments.names().get(j)
                        + "' is constant or determined by the covariates.", "Maybe another instrument is meant.");
            }
            for (int i = 0; i < n; i++) {
                moved[i * instruments.width() + j] = left[i];
            }
        }
        Basis by = Basis.of(new Design(instruments.names(), n, moved), new double[0]);
        double[] fitted = less(treatment, rest(by, treatment));
        double[] fittedOutcome = less(outcome, rest(by, outcome));
        double xx = squares(fitted);
        double total = squares(treatment);
        if (xx <= 1e-14 * total) {
            throw new Refusal("The instruments do not move the treatment at all.",
                    "Maybe another instrument is meant.");
        }
        double slope = dot(fitted, outcome) / xx;
        double scale = Math.sqrt((double) n / (n - covariates.width() - 2)) / xx;
        double[] influence = new double[n];
        for (int i = 0; i < n; i++) {
            influence[i] = scale * fitted[i] * (outcome[i] - slope * treatment[i]);
        }
        int k = by.size() - 1;
        double first = xx / k / ((total - xx) / degrees);
        double bar = Quantiles.f(k, degrees) * k / degrees;
        double xy = dot(fitted, fittedOutcome);
        double yy = squares(fittedOutcome);
        RobustSet set = RobustSet.of(xx - bar * (total - xx), xy - bar * (dot(treatment, outcome) - xy),
                yy - bar * (squares(outcome) - yy));
        return new TwoStage(slope, first, set, influence);
    }

    private static double[] rest(Basis basis, double[] values) {
        double[] coordinates = basis.coordinates(values);
        double[] rest = values.clone();
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= basis.along(i, coordinates);
        }
        return rest;
    }

    private static double[] less(double[] a, double[] b) {
        double[] less = a.clone();
        for (int i = 0; i < less.length; i++) {
            less[i] -= b[i];
        }
        return less;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double squares(double[] a) {
        return dot(a, a);
    }

    /** What a unit of the treatment does. */
    public Measured slope() {
        return Measured.of(slope, Math.sqrt(squares(influence)), Double.POSITIVE_INFINITY);
    }

    /** The F statistic of the instruments in the first stage; under 10 they are weak (Staiger and Stock, 1997). */
    public double firstStage() {
        return firstStage;
    }

    public RobustSet andersonRubin() {
        return set;
    }

    double[] influence() {
        return influence.clone();
    }
}
