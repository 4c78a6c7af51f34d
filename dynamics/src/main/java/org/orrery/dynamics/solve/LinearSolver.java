package org.orrery.dynamics.solve;

import org.jspecify.annotations.Nullable;

/**
 * Solves {@code (shift M - J) x = b} for one pattern of J and many shifts and values. Dense for small or full systems;
 * else a sparse decomposition with fixed pivots on the diagonal, watched: the first solution after each decomposition is
 * put into the equations (one pass over the entries), and where the residual says that the pivots were bad, the dense
 * decomposition with partial pivoting takes its place, for this matrix; after {@value #PATIENCE} such, for all.
 */
final class LinearSolver {
    private static final int ALWAYS_DENSE = 10;
    private static final int LARGEST_DENSE = 2500;
    private static final double WORTH = 0.3;
    private static final double BACKWARD_ERROR = 1e-8;
    private static final int PATIENCE = 10;

    private final SparsityPattern pattern;
    private final Mass mass;
    private final int n;
    private final @Nullable SparseLu sparse;
    private @Nullable DenseLu dense;
    private double[] values = {};
    private double shift;
    private boolean decomposedDense;
    private boolean checked;
    private int bad;

    LinearSolver(SparsityPattern pattern) {
        this(pattern, Mass.whole(pattern.rows()));
    }

    LinearSolver(SparsityPattern pattern, Mass mass) {
        this.pattern = pattern;
        this.mass = mass;
        n = pattern.rows();
        sparse = n <= ALWAYS_DENSE ? null : worthwhile(pattern, mass);
    }

    private static @Nullable SparseLu worthwhile(SparsityPattern pattern, Mass mass) {
        double size = pattern.rows();
        SparseLu candidate = new SparseLu(pattern, mass);
        return candidate.operations() < WORTH * size * size * size / 3 ? candidate : null;
    }

    boolean isSparse() {
        return sparse != null && bad < PATIENCE;
    }

    /** False where the matrix is singular to working precision. */
    boolean decompose(double newShift, double[] jacobian) {
        shift = newShift;
        values = jacobian;
        checked = false;
        if (sparse != null && bad < PATIENCE) {
            decomposedDense = false;
            return sparse.decompose(shift, values) || decomposeDense();
        }
        return decomposeDense();
    }

    private boolean decomposeDense() {
        decomposedDense = true;
        checked = true;
        if (n > LARGEST_DENSE) {
            return false;
        }
        if (dense == null) {
            dense = new DenseLu(pattern, mass);
        }
        return dense.decompose(shift, values);
    }

    /** False where no decomposition gives a solution that fits the equations. */
    boolean solve(double[] right, double[] x) {
        if (!decomposedDense && sparse != null) {
            sparse.solve(right, x);
            if (checked || residual(right, x) <= BACKWARD_ERROR) {
                checked = true;
                return true;
            }
            bad++;
            if (!decomposeDense()) {
                return false;
            }
        }
        if (dense == null) {
            return false;
        }
        dense.solve(right, x);
        return true;
    }

    /** The largest residual of a row, relative to the sum of the sizes of its terms. */
    private double residual(double[] right, double[] x) {
        int[] pointer = pattern.rowPointer();
        int[] column = pattern.column();
        double largest = 0;
        for (int row = 0; row < n; row++) {
            double own = mass.shift(row, shift) * x[row];
            double sum = right[row] - own;
            double terms = Math.abs(right[row]) + Math.abs(own);
            for (int entry = pointer[row]; entry < pointer[row + 1]; entry++) {
                double term = values[entry] * x[column[entry]];
                sum += term;
                terms += Math.abs(term);
            }
            double ratio = terms > Double.MIN_NORMAL ? Math.abs(sum) / terms : 0 * sum;
            if (!(ratio <= largest)) {
                largest = ratio;
                if (Double.isNaN(ratio)) {
                    return ratio;
                }
            }
        }
        return largest;
    }
}
