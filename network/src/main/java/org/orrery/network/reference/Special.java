package org.orrery.network.reference;

/** Functions that {@link Math} lacks, to about 1e-15 relative. */
final class Special {
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    private static final double ROOT_TWO = Math.sqrt(2);

    private Special() {}

    /**
     * The error function. Near zero by its series of positive terms (Abramowitz and Stegun 7.1.6), farther out by the
     * continued fraction of its complement (7.1.14), evaluated from far inside.
     */
    static double erf(double x) {
        double a = Math.abs(x);
        if (Double.isNaN(x) || a > 6) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        if (a < 2.5) {
            double term = a;
            double sum = a;
            for (int n = 1; term > sum * 1e-18; n++) {
                term *= 2 * a * a / (2 * n + 1);
                sum += term;
            }
            return Math.copySign(TWO_OVER_ROOT_PI * Math.exp(-a * a) * sum, x);
        }
        return Math.copySign(1 - tail(a), x);
    }

    private static double tail(double a) {
        double fraction = a;
        for (int n = 120; n > 0; n--) {
            fraction = a + n / 2.0 / fraction;
        }
        return Math.exp(-a * a) / (Math.sqrt(Math.PI) * fraction);
    }

    /** The standard normal distribution function, exact in the far left too. */
    static double phi(double x) {
        double a = -x / ROOT_TWO;
        return a > 2.5 ? tail(a) / 2 : (1 - erf(a)) / 2;
    }

    static double asinh(double x) {
        double a = Math.abs(x);
        double value = a > 1e8 ? Math.log(a) + Math.log(2) : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
        return Math.copySign(value, x);
    }

    static double acosh(double x) {
        double t = x - 1;
        return x > 1e8 ? Math.log(x) + Math.log(2) : Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    static double atanh(double x) {
        return Math.copySign(Math.log1p(2 * Math.abs(x) / (1 - Math.abs(x))) / 2, x);
    }

    static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
