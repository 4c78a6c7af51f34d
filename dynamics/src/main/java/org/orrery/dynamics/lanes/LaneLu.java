package org.orrery.dynamics.lanes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.orrery.dynamics.lanes.LuStep.Cell;
import org.orrery.dynamics.lanes.LuStep.Table;
import org.orrery.dynamics.solve.PivotOrder;
import org.orrery.dynamics.solve.SparsityPattern;

/**
 * LU decomposition of {@code shift I - J} in lanes, as generated straight-line code for one pattern: pivots on the
 * diagonal in the order of {@link PivotOrder}, row after row, in the order of operations of {@code SparseLu}. There is no
 * choice of pivots and no test of them: whoever uses a solution puts it into the equations first. Immutable and shared.
 */
public final class LaneLu {
    private final int rows;
    private final List<LuCode> decomposition;
    private final List<LuCode> solution;

    private LaneLu(int rows, List<LuCode> decomposition, List<LuCode> solution) {
        this.rows = rows;
        this.decomposition = decomposition;
        this.solution = solution;
    }

    static LaneLu of(SparsityPattern pattern, int stride) {
        Planner planner = new Planner(pattern);
        planner.decompose();
        List<LuStep> decomposition = List.copyOf(planner.steps);
        planner.steps.clear();
        planner.solve();
        return new LaneLu(planner.rows(), LuCode.compile(decomposition, stride),
                LuCode.compile(planner.steps, stride));
    }

    /** Rows of the decomposed matrix. */
    int rows() {
        return rows;
    }

    /** @param matrix receives the decomposition */
    void decompose(double[] shift, double[] jacobian, double[] matrix, int lanes) {
        for (int i = 0; i < decomposition.size(); i++) {
            decomposition.get(i).run(shift, jacobian, matrix, matrix, matrix, lanes);
        }
    }

    /** Solves for one right-hand side; {@code x} must be another array. */
    void solve(double[] matrix, double[] right, double[] x, int lanes) {
        for (int i = 0; i < solution.size(); i++) {
            solution.get(i).run(right, right, matrix, right, x, lanes);
        }
    }

    /** Plays the elimination through on the pattern and writes down each operation. */
    private static final class Planner {
        final List<LuStep> steps = new ArrayList<>();
        private final int n;
        private final int[] original;
        private final BitSet[] filled;
        private final int[][] place;
        private final int[][] entry;
        private int entries;

        Planner(SparsityPattern pattern) {
            n = pattern.rows();
            PivotOrder order = new PivotOrder(pattern);
            original = new int[n];
            int[] turn = new int[n];
            for (int k = 0; k < n; k++) {
                original[k] = order.pivot(k);
                turn[original[k]] = k;
            }
            filled = new BitSet[n];
            place = new int[n][n];
            entry = new int[n][n];
            for (int k = 0; k < n; k++) {
                filled[k] = new BitSet(n);
                filled[k].set(k);
            }
            for (int k = 0; k < n; k++) {
                int pivot = k;
                order.upper(k).stream().forEach(column -> filled[pivot].set(turn[column]));
                order.lower(k).stream().forEach(row -> filled[turn[row]].set(pivot));
            }
            for (int k = 0; k < n; k++) {
                java.util.Arrays.fill(entry[k], -1);
                for (int c = filled[k].nextSetBit(0); c >= 0; c = filled[k].nextSetBit(c + 1)) {
                    place[k][c] = entries++;
                }
            }
            for (int row = 0; row < n; row++) {
                for (int at = pattern.rowPointer()[row]; at < pattern.rowPointer()[row + 1]; at++) {
                    entry[turn[row]][turn[pattern.column()[at]]] = at;
                }
            }
        }

        int rows() {
            return entries + n;
        }

        private Cell cell(int row, int column) {
            return new Cell(Table.MATRIX, place[row][column]);
        }

        private Cell inverse(int k) {
            return new Cell(Table.MATRIX, entries + k);
        }

        private Cell unknown(int k) {
            return new Cell(Table.SOLUTION, original[k]);
        }

        void decompose() {
            Cell shift = new Cell(Table.SHIFT, 0);
            for (int k = 0; k < n; k++) {
                for (int c = filled[k].nextSetBit(0); c >= 0; c = filled[k].nextSetBit(c + 1)) {
                    if (entry[k][c] < 0) {
                        steps.add(new LuStep.Zero(cell(k, c)));
                    } else {
                        steps.add(new LuStep.Negate(cell(k, c), new Cell(Table.JACOBIAN, entry[k][c])));
                    }
                }
                steps.add(new LuStep.Add(cell(k, k), shift));
                for (int above = filled[k].nextSetBit(0); above < k; above = filled[k].nextSetBit(above + 1)) {
                    Cell factor = cell(k, above);
                    steps.add(new LuStep.Multiply(factor, inverse(above)));
                    for (int c = filled[above].nextSetBit(above + 1); c >= 0; c = filled[above].nextSetBit(c + 1)) {
                        steps.add(new LuStep.Subtract(cell(k, c), factor, cell(above, c)));
                    }
                }
                steps.add(new LuStep.Invert(inverse(k), cell(k, k)));
            }
        }

        void solve() {
            for (int k = 0; k < n; k++) {
                steps.add(new LuStep.Copy(unknown(k), new Cell(Table.RIGHT, original[k])));
                for (int c = filled[k].nextSetBit(0); c < k; c = filled[k].nextSetBit(c + 1)) {
                    steps.add(new LuStep.Subtract(unknown(k), cell(k, c), unknown(c)));
                }
            }
            for (int k = n - 1; k >= 0; k--) {
                for (int c = filled[k].nextSetBit(k + 1); c >= 0; c = filled[k].nextSetBit(c + 1)) {
                    steps.add(new LuStep.Subtract(unknown(k), cell(k, c), unknown(c)));
                }
                steps.add(new LuStep.Multiply(unknown(k), inverse(k)));
            }
        }
    }
}
