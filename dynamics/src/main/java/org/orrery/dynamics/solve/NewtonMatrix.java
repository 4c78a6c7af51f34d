package org.orrery.dynamics.solve;

/**
 * The decomposed matrix {@code leading M - J} of a modified Newton iteration, kept as long as it serves: it is made anew
 * when the leading coefficient has moved by a factor of more than {@value #DRIFT}, when it is {@value #OLDEST} steps old,
 * or when the iteration says so. Between, corrections are scaled as if the coefficient had not moved: this halves the
 * distance in the stiff and the slow directions alike (Brenan, Campbell and Petzold 1996, 5.2.2).
 */
final class NewtonMatrix {
    private static final double DRIFT = 1.5;
    private static final int OLDEST = 40;
    private static final int PRODUCTS = 2;
    private static final double SHARE = 1e-3;
    private static final double MEAN = 0.01;

    private final OdeSystem system;
    private final Counters counters;
    private final LinearSolver solver;
    private final double[] jacobian;
    private final DominantEigenvalue dominant;
    private double decomposedFor;
    private int age;
    private boolean usable;

    /** @param inverseScale by which errors of the states are multiplied to be in tolerated units; read again each time */
    NewtonMatrix(OdeSystem system, Mass mass, Counters counters, double[] inverseScale) {
        this.system = system;
        this.counters = counters;
        SparsityPattern pattern = system.jacobianPattern();
        solver = new LinearSolver(pattern, mass);
        solver.allow(inverseScale, SHARE, MEAN);
        jacobian = new double[pattern.entries()];
        dominant = new DominantEigenvalue(pattern);
    }

    boolean serves(double leading) {
        return usable && age < OLDEST && leading < DRIFT * decomposedFor && decomposedFor < DRIFT * leading;
    }

    void grow() {
        age++;
    }

    void forget() {
        usable = false;
    }

    /** Evaluates and decomposes. False where the matrix is singular. */
    boolean renew(double t, double[] y, double leading) {
        system.jacobian(t, y, jacobian);
        counters.jacobians++;
        for (int i = 0; i < jacobian.length; i++) {
            if (!Double.isFinite(jacobian[i])) {
                jacobian[i] = 0;
            }
        }
        for (int i = 0; i < PRODUCTS; i++) {
            dominant.improve(jacobian);
        }
        counters.decompositions++;
        age = 0;
        decomposedFor = leading;
        usable = solver.decompose(leading, jacobian);
        return usable;
    }

    /** False where no solution fits the equations. */
    boolean solve(double[] right, double leading, double[] x) {
        if (!solver.solve(right, x)) {
            usable = false;
            return false;
        }
        if (leading != decomposedFor) {
            double scale = 2 / (1 + leading / decomposedFor);
            for (int i = 0; i < x.length; i++) {
                x[i] *= scale;
            }
        }
        return true;
    }

    double spectralRadius() {
        return dominant.radius();
    }
}
