package org.orrery.causal.estimate;

/**
 * How the standard errors of a linear regression are made. The default is {@link #HC3}: it needs no equal variances and
 * stays honest in small samples (Long and Ervin, The American Statistician 54, 2000; MacKinnon and White, J. Econometrics
 * 29, 1985, for the formulas).
 */
public enum Errors {
    /** Equal variances taken for granted. */
    CLASSICAL,
    /** Each squared residual for its variance (White). */
    HC0,
    /** HC0 times n / (n - p). */
    HC1,
    /** Squared residuals over 1 - leverage. */
    HC2,
    /** Squared residuals over (1 - leverage) squared: nearly the jackknife. */
    HC3;

    /** What stands for the variance of one row. */
    double weight(double residual, double leverage, int rows, int parameters) {
        double squared = residual * residual;
        // A row of leverage 1 is fitted exactly and tells nothing of the noise.
        double rest = Math.max(1 - leverage, 0);
        boolean alone = rest < 1e-10;
        return switch (this) {
            case CLASSICAL, HC0 -> squared;
            case HC1 -> squared * rows / (rows - parameters);
            case HC2 -> alone ? 0 : squared / rest;
            case HC3 -> alone ? 0 : squared / (rest * rest);
        };
    }
}
