package org.orrery.causal.estimate;

import java.util.Arrays;
import org.orrery.causal.data.Design;

/** A way to learn what to expect of an outcome. */
interface Learner {
    /** @param name of the outcome, for messages */
    Response fit(Design x, double[] y, String name);

    /** Least squares; columns that others determine are left out. */
    Learner LINEAR = (x, y, name) -> Response.of(Ols.lenient(x, y));

    /** Logistic regression; columns that others determine are left out. */
    Learner LOGISTIC = (x, y, name) -> Response.of(Glm.lenient(Family.LOGISTIC, x, y, name));

    /** Logistic where all outcomes are 0 or 1, linear elsewhere, and where a part of the data has one outcome only. */
    static Learner fitting(double[] y) {
        boolean binary = Arrays.stream(y).allMatch(value -> value == 0 || value == 1);
        return (x, part, name) -> binary && Arrays.stream(part).distinct().limit(2).count() == 2
                ? LOGISTIC.fit(x, part, name)
                : LINEAR.fit(x, part, name);
    }
}
