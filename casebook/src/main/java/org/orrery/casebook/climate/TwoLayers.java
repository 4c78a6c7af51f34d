package org.orrery.casebook.climate;

/**
 * The balance of energy of a shallow layer under the sky and a deep one below it: {@code C T' = F - lambda T - gamma (T - D)},
 * {@code C0 D' = gamma (T - D)}. Solved in closed form, a half year at a time, for a forcing that is constant within each
 * year. Source: Geoffroy and others, Journal of Climate 26 (2013) 1841.
 *
 * @param lambda what is radiated for each degree, W/m2/K
 * @param gamma what goes down for each degree of difference, W/m2/K; 0 for one layer
 * @param shallow heat capacity, W yr/m2/K
 * @param deep heat capacity, W yr/m2/K
 */
record TwoLayers(double lambda, double gamma, double shallow, double deep) {
    /** ZJ in the ocean for each W yr/m2: the surface of the earth, the seconds of a year, and the ocean's share of 0.91. */
    static final double ZETTAJOULES = 0.91 * 16.1;
    private static final double STEP = 0.5;

    /** Temperature in the middle of each year, K, and the heat taken up by then, ZJ, from rest at the beginning. */
    double[][] run(double[] forcing) {
        double a = -(lambda + gamma) / shallow;
        double b = gamma / shallow;
        double c = gamma == 0 ? 0 : gamma / deep;
        double[] step = gamma == 0
                ? new double[]{Math.exp(a * STEP), 0, 0, 1, Math.expm1(a * STEP) / a / shallow, 0}
                : matrix(a, b, c);
        double[][] course = new double[2][forcing.length];
        double top = 0;
        double below = 0;
        for (int year = 0; year < forcing.length; year++) {
            for (int half = 0; half < 2; half++) {
                double next = step[0] * top + step[1] * below + step[4] * forcing[year];
                below = step[2] * top + step[3] * below + step[5] * forcing[year];
                top = next;
                if (half == 0) {
                    course[0][year] = top;
                    course[1][year] = ZETTAJOULES * (shallow * top + (gamma == 0 ? 0 : deep * below));
                }
            }
        }
        return course;
    }

    /** The exponential of the matrix {@code (a b; c -c)} over a step by its two eigenvalues, and what a forcing of 1 adds. */
    private double[] matrix(double a, double b, double c) {
        double middle = (a - c) / 2;
        double apart = Math.sqrt((a + c) * (a + c) / 4 + b * c);
        double fast = middle - apart;
        // The product of the two is the determinant, so that the slow one does not cancel.
        double slow = -c * (a + b) / fast;
        double eFast = Math.exp(fast * STEP);
        double eSlow = Math.exp(slow * STEP);
        double wide = slow - fast;
        double iFast = Math.expm1(fast * STEP) / fast;
        double iSlow = Math.expm1(slow * STEP) / slow;
        return new double[]{(eSlow * (a - fast) - eFast * (a - slow)) / wide, b * (eSlow - eFast) / wide,
                c * (eSlow - eFast) / wide, (eSlow * (-c - fast) - eFast * (-c - slow)) / wide,
                (iSlow * (a - fast) - iFast * (a - slow)) / wide / shallow, c * (iSlow - iFast) / wide / shallow};
    }
}
