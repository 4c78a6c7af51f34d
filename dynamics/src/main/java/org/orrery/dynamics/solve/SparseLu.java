package org.orrery.dynamics.solve;

import java.util.Arrays;
import java.util.BitSet;

/**
 * LU decomposition of a sparse {@code shift M - J} on a fixed pattern: pivots stay on the diagonal in an order chosen
 * once ({@link PivotOrder}), rows are eliminated one after the other through one dense row of work (Duff, Erisman and
 * Reid, Direct Methods for Sparse Matrices, 2017, ch. 10). A decomposition costs {@link #operations()} multiplications
 * and allocates nothing. Small steps make the shift dominate the diagonal of a
 * differential row; for the other matrices {@link LinearSolver} watches the residual.
 */
final class SparseLu {
    private final Mass mass;
    private final int n;
    private final int[] original;
    private final int[] start;
    private final int[] diagonal;
    private final int[] place;
    private final double[] value;
    private final int[] targetOfEntry;
    private final double[] work;
    private final double[] inverse;
    private final long operations;

    SparseLu(SparsityPattern pattern, Mass mass) {
        this(pattern, mass, new PivotOrder(pattern));
    }

    SparseLu(SparsityPattern pattern, Mass mass, PivotOrder order) {
        this.mass = mass;
        n = pattern.rows();
        original = new int[n];
        int[] turn = new int[n];
        for (int k = 0; k < n; k++) {
            original[k] = order.pivot(k);
            turn[original[k]] = k;
        }
        BitSet[] filled = filledRows(order, turn);
        start = new int[n + 1];
        for (int k = 0; k < n; k++) {
            start[k + 1] = start[k] + filled[k].cardinality();
        }
        diagonal = new int[n];
        place = new int[start[n]];
        value = new double[start[n]];
        for (int k = 0; k < n; k++) {
            int at = start[k];
            for (int column = filled[k].nextSetBit(0); column >= 0; column = filled[k].nextSetBit(column + 1)) {
                if (column == k) {
                    diagonal[k] = at;
                }
                place[at++] = column;
            }
        }
        targetOfEntry = new int[pattern.entries()];
        for (int row = 0; row < n; row++) {
            int k = turn[row];
            for (int entry = pattern.rowPointer()[row]; entry < pattern.rowPointer()[row + 1]; entry++) {
                int column = turn[pattern.column()[entry]];
                targetOfEntry[entry] = Arrays.binarySearch(place, start[k], start[k + 1], column);
            }
        }
        work = new double[n];
        inverse = new double[n];
        operations = count();
    }

    private BitSet[] filledRows(PivotOrder order, int[] turn) {
        BitSet[] filled = new BitSet[n];
        for (int k = 0; k < n; k++) {
            filled[k] = new BitSet(n);
            filled[k].set(k);
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            order.upper(k).stream().forEach(column -> filled[pivot].set(turn[column]));
            order.lower(k).stream().forEach(row -> filled[turn[row]].set(pivot));
        }
        return filled;
    }

    private long count() {
        long sum = 0;
        for (int k = 0; k < n; k++) {
            for (int at = start[k]; at < diagonal[k]; at++) {
                int above = place[at];
                sum += start[above + 1] - diagonal[above];
            }
        }
        return sum;
    }

    /** Multiplications in a decomposition. */
    long operations() {
        return operations;
    }

    /** False where a pivot is zero or not finite. */
    boolean decompose(double shift, double[] jacobian) {
        Arrays.fill(value, 0);
        for (int entry = 0; entry < targetOfEntry.length; entry++) {
            value[targetOfEntry[entry]] = -jacobian[entry];
        }
        for (int k = 0; k < n; k++) {
            int first = start[k];
            int end = start[k + 1];
            value[diagonal[k]] += mass.shift(original[k], shift);
            for (int at = first; at < end; at++) {
                work[place[at]] = value[at];
            }
            for (int at = first; at < diagonal[k]; at++) {
                int above = place[at];
                double factor = work[above] * inverse[above];
                work[above] = factor;
                if (factor != 0) {
                    for (int from = diagonal[above] + 1; from < start[above + 1]; from++) {
                        work[place[from]] -= factor * value[from];
                    }
                }
            }
            for (int at = first; at < end; at++) {
                value[at] = work[place[at]];
            }
            double pivot = value[diagonal[k]];
            if (pivot == 0 || !Double.isFinite(pivot)) {
                return false;
            }
            inverse[k] = 1 / pivot;
        }
        return true;
    }

    void solve(double[] right, double[] x) {
        for (int k = 0; k < n; k++) {
            double sum = right[original[k]];
            for (int at = start[k]; at < diagonal[k]; at++) {
                sum -= value[at] * work[place[at]];
            }
            work[k] = sum;
        }
        for (int k = n - 1; k >= 0; k--) {
            double sum = work[k];
            for (int at = diagonal[k] + 1; at < start[k + 1]; at++) {
                sum -= value[at] * work[place[at]];
            }
            work[k] = sum * inverse[k];
            x[original[k]] = work[k];
        }
    }
}
