package org.orrery.dynamics.solve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Solves {@code (shift M - J) x = b} for one pattern of J and many shifts and values. Dense for small or full systems;
 * else a sparse decomposition with fixed pivots on the diagonal, watched: the first solution after each decomposition is
 * put into the equations (one pass over the entries), and where the residual says that the pivots were bad, the dense
 * decomposition with partial pivoting takes its place, for this matrix; after {@value #PATIENCE} such, for all. Above
 * {@value #LARGEST_DIRECT} rows, where a decomposition would cost more than {@value #MOST_OPERATIONS} multiplications, the
 * solution is iterated for ({@link Gmres}).
 */
final class LinearSolver {
    private static final int ALWAYS_DENSE = 10;
    private static final int LARGEST_DENSE = 2500;
    private static final double WORTH = 0.3;
    private static final double BACKWARD_ERROR = 1e-8;
    private static final int PATIENCE = 10;
    private static final int LARGEST_DIRECT = 300;
    private static final long MOST_OPERATIONS = 10_000_000;
    private static final double EXACT = 1e-10;

    private final SparsityPattern pattern;
    private final Mass mass;
    private final int n;
    private final @Nullable SparseLu sparse;
    private final @Nullable Gmres iterative;
    private @Nullable DenseLu dense;
    private double[] values = {};
    private double shift;
    private double[] weights;
    private double relative = EXACT;
    private double absolute;
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
        PivotOrder order = n <= ALWAYS_DENSE
                ? null
                : new PivotOrder(pattern, n > LARGEST_DIRECT ? MOST_OPERATIONS : Long.MAX_VALUE);
        sparse = order == null || !order.isGiven() ? null : worthwhile(new SparseLu(pattern, mass, order));
        iterative = order == null || order.isGiven() ? null : new Gmres(pattern, mass);
        weights = new double[iterative == null ? 0 : n];
        Arrays.fill(weights, 1);
    }

    private @Nullable SparseLu worthwhile(SparseLu candidate) {
        double size = n;
        return candidate.operations() < WORTH * size * size * size / 3 ? candidate : null;
    }

    boolean isIterative() {
        return iterative != null;
    }

    /**
     * How exact a solution must be where it is iterated for; the others are as exact as can be.
     *
     * @param units by which errors are multiplied to be compared; read again by each solution
     * @param share of the solution that may be wrong
     * @param mean or, if that is larger, the root mean square of its errors in these units
     */
    void allow(double[] units, double share, double mean) {
        weights = units;
        relative = share;
        absolute = mean;
    }

    boolean isSparse() {
        return sparse != null && bad < PATIENCE;
    }

    /** False where the matrix is singular to working precision. */
    boolean decompose(double newShift, double[] jacobian) {
        shift = newShift;
        values = jacobian;
        checked = false;
        if (iterative != null) {
            return iterative.decompose(shift, values);
        }
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
        if (iterative != null) {
            return iterative.solve(right, weights, relative, absolute, x);
        }
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
