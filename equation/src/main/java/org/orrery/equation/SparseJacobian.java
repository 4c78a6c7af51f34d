package org.orrery.equation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.orrery.core.Refusal;

/**
 * The derivatives of several expressions by several symbols, without those that are zero by structure. Compressed by
 * rows: the entries of row r are those from {@code rowPointer[r]} up to {@code rowPointer[r + 1]}, by rising column.
 * The entries share parts with each other: compile them together.
 */
public final class SparseJacobian {
    private final int columns;
    private final int[] rowPointer;
    private final int[] column;
    private final List<Expr> entries;

    private SparseJacobian(int columns, int[] rowPointer, int[] column, List<Expr> entries) {
        this.columns = columns;
        this.rowPointer = rowPointer;
        this.column = column;
        this.entries = List.copyOf(entries);
    }

    /**
     * Differentiates.
     *
     * @param rows what is differentiated
     * @param symbols by what, in the order of the columns
     * @throws Refusal as {@link Derivative#of}
     */
    public static SparseJacobian of(List<Expr> rows, List<String> symbols) {
        Map<String, Integer> seeds = new HashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            seeds.put(symbols.get(i), i);
        }
        int[] pointer = new int[rows.size() + 1];
        List<Integer> columns = new ArrayList<>();
        List<Expr> raw = new ArrayList<>();
        List<Map<Integer, Expr>> gradients = Gradient.of(rows, seeds, -1);
        for (int row = 0; row < rows.size(); row++) {
            new TreeMap<>(gradients.get(row)).forEach((column, entry) -> {
                columns.add(column);
                raw.add(entry);
            });
            pointer[row + 1] = raw.size();
        }
        return withoutZeros(symbols.size(), pointer, columns, Simplifier.simplify(raw));
    }

    private static SparseJacobian withoutZeros(int width, int[] pointer, List<Integer> columns, List<Expr> all) {
        int[] kept = new int[pointer.length];
        List<Expr> entries = new ArrayList<>(all.size());
        int[] column = new int[all.size()];
        for (int row = 0; row + 1 < pointer.length; row++) {
            for (int i = pointer[row]; i < pointer[row + 1]; i++) {
                if (!(all.get(i) instanceof Expr.Num(double value) && value == 0)) {
                    column[entries.size()] = columns.get(i);
                    entries.add(all.get(i));
                }
            }
            kept[row + 1] = entries.size();
        }
        return new SparseJacobian(width, kept, Arrays.copyOf(column, entries.size()), entries);
    }

    public int rows() {
        return rowPointer.length - 1;
    }

    public int columns() {
        return columns;
    }

    /** Where each row begins, and where the last one ends. A copy. */
    public int[] rowPointer() {
        return rowPointer.clone();
    }

    /** The column of each entry. A copy. */
    public int[] column() {
        return column.clone();
    }

    /** The derivatives, row by row. */
    public List<Expr> entries() {
        return entries;
    }
}
