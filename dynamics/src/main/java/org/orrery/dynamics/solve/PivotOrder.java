package org.orrery.dynamics.solve;

import java.util.BitSet;

/**
 * An order of pivots on the diagonal that keeps fill-in low: at each turn the one with the least (entries in its row - 1)
 * (entries in its column - 1) among what is left, ties to the lower index (Markowitz, Management Science 3 (1957) 255).
 * Elimination is played through on bits: about n^2 / 64 words a pivot's column entry, run once a system.
 */
public final class PivotOrder {
    private final int n;
    private final BitSet[] rows;
    private final BitSet[] columns;
    private final int[] order;
    private final long most;
    private boolean given;

    /** The pattern, with its diagonal. */
    public PivotOrder(SparsityPattern pattern) {
        this(pattern, Long.MAX_VALUE);
    }

    /** @param most multiplications that a decomposition may cost; where it would cost more there is no order */
    PivotOrder(SparsityPattern pattern, long most) {
        this.most = most;
        n = pattern.rows();
        rows = new BitSet[n];
        columns = new BitSet[n];
        order = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = new BitSet(n);
            columns[i] = new BitSet(n);
        }
        for (int i = 0; i < n; i++) {
            enter(i, i);
            for (int entry = pattern.rowPointer()[i]; entry < pattern.rowPointer()[i + 1]; entry++) {
                enter(i, pattern.column()[entry]);
            }
        }
        eliminate();
    }

    private void enter(int row, int column) {
        rows[row].set(column);
        columns[column].set(row);
    }

    private void eliminate() {
        int[] rowCount = new int[n];
        int[] columnCount = new int[n];
        for (int i = 0; i < n; i++) {
            rowCount[i] = rows[i].cardinality();
            columnCount[i] = columns[i].cardinality();
        }
        long operations = 0;
        BitSet left = new BitSet(n);
        left.set(0, n);
        for (int turn = 0; turn < n; turn++) {
            int pivot = cheapest(left, rowCount, columnCount);
            order[turn] = pivot;
            left.clear(pivot);
            BitSet across = rows[pivot];
            BitSet down = columns[pivot];
            across.clear(pivot);
            down.clear(pivot);
            operations += (rowCount[pivot] - 1L) * (columnCount[pivot] - 1L);
            if (operations > most) {
                return;
            }
            for (int row = down.nextSetBit(0); row >= 0; row = down.nextSetBit(row + 1)) {
                rows[row].clear(pivot);
                rows[row].or(across);
                rowCount[row] = rows[row].cardinality();
            }
            for (int column = across.nextSetBit(0); column >= 0; column = across.nextSetBit(column + 1)) {
                columns[column].clear(pivot);
                columns[column].or(down);
                columnCount[column] = columns[column].cardinality();
            }
        }
        given = true;
    }

    /** Whether there is an order as cheap as asked for. */
    boolean isGiven() {
        return given;
    }

    private static int cheapest(BitSet left, int[] rowCount, int[] columnCount) {
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
            long cost = (rowCount[i] - 1L) * (columnCount[i] - 1L);
            if (cost < least) {
                least = cost;
                best = i;
            }
        }
        return best;
    }

    /** Original index of the k-th pivot. */
    public int pivot(int k) {
        return order[k];
    }

    /** Columns that stand with the k-th pivot in its row of U, pivot not with them; original indices. */
    public BitSet upper(int k) {
        return rows[order[k]];
    }

    /** Rows that stand below the k-th pivot in its column of L; original indices. */
    public BitSet lower(int k) {
        return columns[order[k]];
    }
}
