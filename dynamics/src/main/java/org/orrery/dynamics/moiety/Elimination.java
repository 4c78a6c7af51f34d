package org.orrery.dynamics.moiety;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gaussian elimination of integer rows without fractions, so that ranks are exact. Rows come one by one; each either
 * brings a pivot of its own or depends on those before.
 */
final class Elimination {
    private final int columns;
    private final Map<Integer, IntegerRow> pivots = new HashMap<>();

    /** @param columns only columns before this one carry pivots; what stands further right is carried along */
    Elimination(int columns) {
        this.columns = columns;
    }

    int rank() {
        return pivots.size();
    }

    boolean hasPivot(int column) {
        return pivots.containsKey(column);
    }

    /** Adds a row; returns what is left of it, which is zero before the last column where the row depends on others. */
    IntegerRow add(IntegerRow row) {
        IntegerRow left = row;
        while (!left.isZero() && left.index[0] < columns) {
            IntegerRow pivot = pivots.get(left.index[0]);
            if (pivot == null) {
                pivots.put(left.index[0], left);
                return left;
            }
            left = left.without(left.index[0], pivot);
        }
        return left;
    }

    /** Whether the row was independent of those before; it is added. */
    boolean extend(IntegerRow row) {
        int before = pivots.size();
        add(row);
        return pivots.size() > before;
    }

    /** A basis of the row combinations that vanish, each as weights of the rows. */
    static List<IntegerRow> leftNullSpace(List<IntegerRow> rows, int columns) {
        Elimination elimination = new Elimination(columns);
        List<IntegerRow> basis = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            IntegerRow unit = IntegerRow.exactly(Map.of(columns + i, BigInteger.ONE));
            IntegerRow left = elimination.add(rows.get(i).combine(BigInteger.ONE, unit, BigInteger.ONE));
            if (left.index[0] >= columns) {
                basis.add(left.from(columns));
            }
        }
        return basis;
    }
}
