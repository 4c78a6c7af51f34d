package org.orrery.dynamics.solve;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * LU decomposition of {@code shift M - J} that keeps no place but those of the matrix itself, ILU(0) (Saad, Iterative
 * Methods for Sparse Linear Systems, 2003, 10.3), rows and columns in the order of their numbers of entries. It is as
 * cheap as a few products with the matrix, and not exact: a preconditioner for {@link Gmres}.
 */
final class IncompleteLu {
    private final Mass mass;
    private final int n;
    private final int[] original;
    private final int[] start;
    private final int[] diagonal;
    private final int[] place;
    private final double[] value;
    private final int[] targetOfEntry;
    private final double[] work;
    private final int[] where;

    IncompleteLu(SparsityPattern pattern, Mass mass) {
        this.mass = mass;
        n = pattern.rows();
        int[] pointer = pattern.rowPointer();
        int[] counts = new int[n];
        for (int row = 0; row < n; row++) {
            counts[row] += pointer[row + 1] - pointer[row];
            for (int entry = pointer[row]; entry < pointer[row + 1]; entry++) {
                counts[pattern.column()[entry]]++;
            }
        }
        original = IntStream.range(0, n).boxed().sorted((a, b) -> Integer.compare(counts[a], counts[b]))
                .mapToInt(Integer::intValue).toArray();
        int[] turn = new int[n];
        for (int k = 0; k < n; k++) {
            turn[original[k]] = k;
        }
        start = new int[n + 1];
        diagonal = new int[n];
        place = new int[pattern.entries() + n];
        int filled = 0;
        for (int k = 0; k < n; k++) {
            int row = original[k];
            int first = filled;
            place[filled++] = k;
            for (int entry = pointer[row]; entry < pointer[row + 1]; entry++) {
                int column = turn[pattern.column()[entry]];
                if (column != k) {
                    place[filled++] = column;
                }
            }
            Arrays.sort(place, first, filled);
            diagonal[k] = Arrays.binarySearch(place, first, filled, k);
            start[k + 1] = filled;
        }
        value = new double[filled];
        targetOfEntry = new int[pattern.entries()];
        for (int row = 0; row < n; row++) {
            for (int entry = pointer[row]; entry < pointer[row + 1]; entry++) {
                targetOfEntry[entry] = Arrays.binarySearch(place, start[turn[row]], start[turn[row] + 1],
                        turn[pattern.column()[entry]]);
            }
        }
        work = new double[n];
        where = new int[n];
    }

    /** False where a pivot is zero or not finite. */
    boolean decompose(double shift, double[] jacobian) {
        Arrays.fill(value, 0);
        for (int entry = 0; entry < targetOfEntry.length; entry++) {
            value[targetOfEntry[entry]] = -jacobian[entry];
        }
        Arrays.fill(where, -1);
        for (int k = 0; k < n; k++) {
            int first = start[k];
            int end = start[k + 1];
            value[diagonal[k]] += mass.shift(original[k], shift);
            for (int at = first; at < end; at++) {
                where[place[at]] = at;
            }
            for (int at = first; at < diagonal[k]; at++) {
                int above = place[at];
                double factor = value[at] / value[diagonal[above]];
                value[at] = factor;
                for (int from = diagonal[above] + 1; from < start[above + 1]; from++) {
                    int target = where[place[from]];
                    if (target >= 0) {
                        value[target] -= factor * value[from];
                    }
                }
            }
            for (int at = first; at < end; at++) {
                where[place[at]] = -1;
            }
            double pivot = value[diagonal[k]];
            if (pivot == 0 || !Double.isFinite(pivot)) {
                return false;
            }
        }
        return true;
    }

    /** Both may be the same array. */
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
            work[k] = sum / value[diagonal[k]];
        }
        for (int k = 0; k < n; k++) {
            x[original[k]] = work[k];
        }
    }
}
