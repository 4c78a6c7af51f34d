package org.orrery.dynamics.solve;

/**
 * The state between the ends of a Radau step, and a first guess of the next step's stages from it. A step's own stages
 * give a polynomial of order 3. It is made one of order 4 by what is known to order 5: the values at both ends and at the
 * start of the step before, with the slopes of the collocation polynomials at both ends; f itself would blow up an error
 * in a stiff direction.
 */
final class RadauCourse {
    private static final double C1 = Radau.NODES[0];
    private static final double C2 = Radau.NODES[1];

    private final double[] lastStart;
    private final double[] olderStart;
    private final double[] endSlope;
    private final double[] startSlope;
    private final double[][] lastStages;
    private double lastSize;
    private double olderSize;
    private boolean hasLast;
    private boolean hasOlder;
    private boolean accepted;

    RadauCourse(int n) {
        lastStart = new double[n];
        olderStart = new double[n];
        endSlope = new double[n];
        startSlope = new double[n];
        lastStages = new double[3][n];
    }

    void forget() {
        hasLast = false;
        hasOlder = false;
        accepted = false;
    }

    /** A step is being tried; until it is accepted its own stages are all that is known of it. */
    void suspend() {
        accepted = false;
    }

    void accept(double h, double[] start, double[][] stages) {
        int n = lastStart.length;
        hasOlder = hasLast;
        olderSize = lastSize;
        System.arraycopy(lastStart, 0, olderStart, 0, n);
        System.arraycopy(endSlope, 0, startSlope, 0, n);
        System.arraycopy(start, 0, lastStart, 0, n);
        for (int k = 0; k < 3; k++) {
            System.arraycopy(stages[k], 0, lastStages[k], 0, n);
        }
        double[] weights = Radau.END_SLOPE;
        for (int i = 0; i < n; i++) {
            endSlope[i] = (weights[0] * stages[0][i] + weights[1] * stages[1][i] + weights[2] * stages[2][i]) / h;
        }
        lastSize = h;
        hasLast = true;
        accepted = true;
    }

    /** The last step's polynomial, drawn on. */
    void guess(double h, double[] y, double[][] stages) {
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < y.length; i++) {
                stages[k][i] = hasLast
                        ? lastStart[i] + collocation(1 + Radau.NODES[k] * h / lastSize, lastStages, i) - y[i]
                        : 0;
            }
        }
    }

    /** The collocation polynomial's distance from its start: through zero and the stages, by Newton's divided differences. */
    private static double collocation(double theta, double[][] stages, int i) {
        double first = stages[0][i] / C1;
        double second = (stages[1][i] - stages[0][i]) / (C2 - C1);
        double third = (stages[2][i] - stages[1][i]) / (1 - C2);
        double bend = (second - first) / C2;
        double nextBend = (third - second) / (1 - C1);
        double twist = nextBend - bend;
        return theta * (first + (theta - C1) * (bend + (theta - C2) * twist));
    }

    double at(double theta, double h, double[] y, double[] next, double[][] stages, int i) {
        if (!accepted || !hasOlder) {
            return y[i] + collocation(theta, stages, i);
        }
        double back = -olderSize / h;
        double root = theta * (1 - theta);
        double rootBack = back * (1 - back);
        double missing = (olderStart[i] - hermite(back, h, y, next, i)) / (rootBack * rootBack);
        return hermite(theta, h, y, next, i) + root * root * missing;
    }

    private double hermite(double theta, double h, double[] y, double[] next, int i) {
        double rest = 1 - theta;
        double difference = next[i] - y[i];
        return rest * y[i] + theta * next[i] + theta * rest
                * (rest * (h * startSlope[i] - difference) - theta * (h * endSlope[i] - difference));
    }
}
