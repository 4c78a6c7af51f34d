package org.orrery.causal.estimate;

import org.orrery.causal.data.Design;

/** What a fitted learner expects of rows, and how far each row it was fitted to moves that. */
interface Response {
    double predict(Design x, int row);

    /** The slope of the expectation in the linear predictor, where it is this expectation. */
    double slope(double mean);

    /** What each fitted row adds to the error of a combination of coefficients; the squares add up to the variance. */
    double[] influence(double[] combination);

    static Response of(Ols fit) {
        return new Response() {
            @Override
            public double predict(Design x, int row) {
                return fit.predict(x, row);
            }

            @Override
            public double slope(double mean) {
                return 1;
            }

            @Override
            public double[] influence(double[] combination) {
                return fit.influence(combination);
            }
        };
    }

    static Response of(Glm fit) {
        return new Response() {
            @Override
            public double predict(Design x, int row) {
                return fit.predict(x, row);
            }

            @Override
            public double slope(double mean) {
                return fit.slope(mean);
            }

            @Override
            public double[] influence(double[] combination) {
                return fit.influence(combination);
            }
        };
    }
}
