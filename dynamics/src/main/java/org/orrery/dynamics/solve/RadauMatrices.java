package org.orrery.dynamics.solve;

/**
 * The two decomposed matrices of a Radau step, {@code gamma/h M - J} and {@code (alpha + i beta)/h M - J}. The complex one
 * is held as a real one of twice the size, so that one kind of solver, with its care for sparsity and pivots, serves both.
 */
final class RadauMatrices {
    /** A decomposition serves steps whose sizes differ by less: the iteration corrects for it. */
    private static final double SAME = 1e-3;

    private final int n;
    private final Counters counters;
    private final LinearSolver real;
    private final LinearSolver complex;
    private final int[] first;
    private final int[] second;
    private final int[] above;
    private final int[] below;
    private final double[] values;
    private final double[] right;
    private final double[] solution;
    private double size;
    private boolean usable;

    RadauMatrices(SparsityPattern pattern, Mass mass, Counters counters) {
        this.counters = counters;
        n = pattern.rows();
        real = new LinearSolver(pattern, mass);
        int entries = pattern.entries();
        int differential = n - mass.algebraic().length;
        int[] pointer = new int[2 * n + 1];
        int[] column = new int[2 * (entries + differential)];
        first = new int[entries];
        second = new int[entries];
        above = new int[differential];
        below = new int[differential];
        boolean[] algebraic = new boolean[2 * n];
        int at = 0;
        for (int half = 0; half < 2; half++) {
            int coupled = 0;
            for (int row = 0; row < n; row++) {
                for (int entry = pattern.rowPointer()[row]; entry < pattern.rowPointer()[row + 1]; entry++) {
                    column[at] = pattern.column()[entry] + half * n;
                    (half == 0 ? first : second)[entry] = at++;
                }
                algebraic[row + half * n] = mass.isAlgebraic(row);
                if (!mass.isAlgebraic(row)) {
                    column[at] = row + (1 - half) * n;
                    (half == 0 ? above : below)[coupled++] = at++;
                }
                pointer[row + half * n + 1] = at;
            }
        }
        complex = new LinearSolver(new SparsityPattern(2 * n, 2 * n, pointer, column), Mass.without(algebraic));
        values = new double[column.length];
        right = new double[2 * n];
        solution = new double[2 * n];
    }

    void forget() {
        usable = false;
    }

    /** Whether the matrices of the last decomposition serve a step of this size. */
    boolean serve(double h) {
        return usable && Math.abs(h - size) <= SAME * size;
    }

    /** False where one of them is singular. The Jacobian must stay as it is as long as they are used. */
    boolean decompose(double h, double[] jacobian) {
        size = h;
        counters.decompositions++;
        for (int entry = 0; entry < jacobian.length; entry++) {
            values[first[entry]] = jacobian[entry];
            values[second[entry]] = jacobian[entry];
        }
        for (int i = 0; i < above.length; i++) {
            values[above[i]] = Radau.BETA / h;
            values[below[i]] = -Radau.BETA / h;
        }
        usable = real.decompose(Radau.GAMMA / h, jacobian) && complex.decompose(Radau.ALPHA / h, values);
        return usable;
    }

    /** Solves with the real matrix. */
    boolean solve(double[] b, double[] x) {
        return real.solve(b, x);
    }

    /** Solves with the complex matrix: right sides and solutions by real and imaginary part. */
    boolean solve(double[] re, double[] im, double[] xRe, double[] xIm) {
        System.arraycopy(re, 0, right, 0, n);
        System.arraycopy(im, 0, right, n, n);
        if (!complex.solve(right, solution)) {
            return false;
        }
        System.arraycopy(solution, 0, xRe, 0, n);
        System.arraycopy(solution, n, xIm, 0, n);
        return true;
    }
}
