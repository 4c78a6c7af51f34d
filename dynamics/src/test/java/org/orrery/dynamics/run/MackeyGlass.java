package org.orrery.dynamics.run;

/**
 * x' = 0.2 x(t - tau) / (1 + x(t - tau)^10) - 0.1 x by the classical Runge-Kutta method with fixed steps that divide the
 * delay; between them the past is read from cubic Hermite polynomials.
 */
final class MackeyGlass {
    private MackeyGlass() {}

    private static double rate(double x, double past) {
        return 0.2 * past / (1 + Math.pow(past, 10)) - 0.1 * x;
    }

    /** The values at all steps up to the end, {@code parts} of them a delay. */
    static double[] course(double start, double delay, int parts, double end) {
        double h = delay / parts;
        int steps = (int) Math.round(end / h);
        double[] x = new double[steps + 1];
        double[] slope = new double[steps + 1];
        x[0] = start;
        slope[0] = rate(start, start);
        for (int i = 0; i < steps; i++) {
            double early = past(x, slope, i - parts, 0, h, start);
            double middle = past(x, slope, i - parts, 0.5, h, start);
            double late = past(x, slope, i - parts, 1, h, start);
            double k1 = rate(x[i], early);
            double k2 = rate(x[i] + h / 2 * k1, middle);
            double k3 = rate(x[i] + h / 2 * k2, middle);
            double k4 = rate(x[i] + h * k3, late);
            x[i + 1] = x[i] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
            slope[i + 1] = rate(x[i + 1], late);
        }
        return x;
    }

    private static double past(double[] x, double[] slope, int step, double share, double h, double start) {
        if (step + share <= 0) {
            return start;
        }
        if (share == 0 || share == 1) {
            return x[step + (int) share];
        }
        return (x[step] + x[step + 1]) / 2 + h / 8 * (slope[step] - slope[step + 1]);
    }
}
