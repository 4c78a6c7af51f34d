package org.orrery.causal.estimate;

import java.util.Arrays;
import org.orrery.causal.data.Design;

/**
 * What a model that was fitted to some rows expects of others.
 *
 * @param of a row
 * @param shrunk whether a penalty kept the fit finite, since a column decided the outcome in the rows it was fitted to
 */
record Prediction(OfRow of, boolean shrunk) {
    /** A row's expectation. */
    interface OfRow {
        double at(Design x, int row);
    }

    /**
     * Logistic regression where outcomes are 0 or 1, least squares where they are not, and where all rows have the same one. Columns
     * that others determine are left out; where a column separates the outcomes, {@link Firth}'s penalty keeps the odds finite.
     *
     * @param name of the outcome, for messages
     */
    static Prediction fit(boolean binary, Design x, double[] y, String name) {
        if (!binary || Arrays.stream(y).distinct().limit(2).count() < 2) {
            return new Prediction(Ols.lenient(x, y)::predict, false);
        }
        Glm fit = Glm.unlessSeparated(Family.LOGISTIC, x, y, name);
        return fit != null ? new Prediction(fit::predict, false) : new Prediction(Firth.fit(x, y)::predict, true);
    }
}
