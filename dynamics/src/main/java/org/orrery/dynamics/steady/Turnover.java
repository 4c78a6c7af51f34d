package org.orrery.dynamics.steady;

import java.util.Arrays;
import org.orrery.dynamics.solve.OdeSystem;
import org.orrery.dynamics.solve.SparsityPattern;

/**
 * A system with fast reactions in variables that come to rest though the fast reactions pass something on without end, as
 * their extents and the reserves of what they change then do not. Of the amounts {@code a = b + N x} those combinations are
 * kept that the fast reactions leave alone: {@code u = a_free - B a_bound}, where the bound amounts are as many as there are
 * independent fast reactions and {@code B = N_free N_bound^-1}. They move by what the slow reactions do, and the rates of the
 * fast reactions stand in the rows of the bound amounts as equations (Heinrich and Schuster, The Regulation of Cellular
 * Systems, 1996, ch. 4).
 */
public final class Turnover implements OdeSystem {
    private static final double ZERO = 1e-12;

    private final OdeSystem whole;
    private final int dimension;
    /** Whole states that are kept, in order; amounts of the free pools stand for the combinations. */
    private final int[] kept;
    private final int[] place;
    private final int[] free;
    private final int[] bound;
    private final int[] freeReserve;
    private final int[] boundReserve;
    private final int[] leading;
    private final double[][] share;
    private final double[] rates;
    private final double[] values;
    private final SparsityPattern pattern;

    /**
     * @param amounts places of what fast reactions change
     * @param reserves of each amount, what the slow reactions change in its stead
     * @param extents of the fast reactions
     */
    public Turnover(OdeSystem whole, int[] amounts, int[] reserves, int[] extents, double t,
            double[] states) {
        this.whole = whole;
        dimension = states.length;
        rates = new double[dimension];
        pattern = whole.jacobianPattern();
        values = new double[pattern.entries()];
        whole.jacobian(t, states, values);
        double[][] effects = effects(amounts, extents);
        int[] pivotRow = new int[extents.length];
        int rank = Elimination.diagonalise(effects, pivotRow, ZERO);
        boolean[] isBound = new boolean[amounts.length];
        bound = new int[rank];
        boundReserve = new int[rank];
        leading = new int[rank];
        int found = 0;
        for (int k = 0; k < extents.length; k++) {
            if (pivotRow[k] >= 0) {
                isBound[pivotRow[k]] = true;
                bound[found] = amounts[pivotRow[k]];
                boundReserve[found] = reserves[pivotRow[k]];
                leading[found++] = extents[k];
            }
        }
        free = new int[amounts.length - rank];
        freeReserve = new int[free.length];
        share = new double[free.length][rank];
        int row = 0;
        for (int i = 0; i < amounts.length; i++) {
            if (!isBound[i]) {
                free[row] = amounts[i];
                freeReserve[row] = reserves[i];
                int column = 0;
                for (int k = 0; k < extents.length; k++) {
                    if (pivotRow[k] >= 0) {
                        share[row][column++] = effects[i][k];
                    }
                }
                row++;
            }
        }
        boolean[] dropped = new boolean[dimension];
        for (int reserve : reserves) {
            dropped[reserve] = true;
        }
        for (int extent : extents) {
            dropped[extent] = true;
        }
        place = new int[dimension];
        int[] order = new int[dimension];
        int count = 0;
        for (int i = 0; i < dimension; i++) {
            place[i] = dropped[i] ? -1 : count;
            if (!dropped[i]) {
                order[count++] = i;
            }
        }
        kept = Arrays.copyOf(order, count);
    }

    /** A reaction that is stopped has the equation that its extent is zero, and does nothing. */
    private double[][] effects(int[] amounts, int[] extents) {
        double[][] effects = new double[amounts.length][extents.length];
        for (int k = 0; k < extents.length; k++) {
            boolean stopped = at(extents[k], extents[k]) != 0;
            for (int i = 0; i < amounts.length; i++) {
                effects[i][k] = stopped ? 0 : at(amounts[i], extents[k]);
            }
        }
        return effects;
    }

    private double at(int row, int column) {
        for (int entry = pattern.rowPointer()[row]; entry < pattern.rowPointer()[row + 1]; entry++) {
            if (pattern.column()[entry] == column) {
                return values[entry];
            }
        }
        return 0;
    }

    /** The whole states that are kept, in order. */
    public int[] kept() {
        return kept;
    }

    /** The variables of this system from the kept states. */
    public double[] combined(double[] seen) {
        double[] y = seen.clone();
        for (int i = 0; i < free.length; i++) {
            for (int k = 0; k < bound.length; k++) {
                y[place[free[i]]] -= share[i][k] * seen[place[bound[k]]];
            }
        }
        return y;
    }

    /** The kept states from the variables of this system. */
    public double[] seen(double[] y) {
        double[] seen = y.clone();
        for (int i = 0; i < free.length; i++) {
            for (int k = 0; k < bound.length; k++) {
                seen[place[free[i]]] += share[i][k] * y[place[bound[k]]];
            }
        }
        return seen;
    }

    /** The usual sizes of the variables from those of the kept states. */
    public double[] sizes(double[] scale) {
        double[] sizes = scale.clone();
        for (int i = 0; i < free.length; i++) {
            for (int k = 0; k < bound.length; k++) {
                sizes[place[free[i]]] += Math.abs(share[i][k]) * scale[place[bound[k]]];
            }
        }
        return sizes;
    }

    /** Weights of a sum over this system's variables, from those over the whole states. */
    public double[] weights(double[] law) {
        double[] weights = new double[kept.length];
        Arrays.setAll(weights, i -> law[kept[i]]);
        for (int i = 0; i < free.length; i++) {
            for (int k = 0; k < bound.length; k++) {
                weights[place[bound[k]]] += share[i][k] * law[free[i]];
            }
        }
        return weights;
    }

    /** The whole states, the reserves being the amounts, from the kept ones. */
    public double[] whole(double[] seen) {
        double[] states = new double[dimension];
        for (int i = 0; i < kept.length; i++) {
            states[kept[i]] = seen[i];
        }
        for (int i = 0; i < free.length; i++) {
            states[freeReserve[i]] = states[free[i]];
        }
        for (int k = 0; k < bound.length; k++) {
            states[boundReserve[k]] = states[bound[k]];
        }
        return states;
    }

    private void gather(double[] rows, double[] out, int stride, int column) {
        for (int i = 0; i < kept.length; i++) {
            out[i * stride + column] = rows[kept[i]];
        }
        for (int k = 0; k < bound.length; k++) {
            out[place[bound[k]] * stride + column] = rows[leading[k]];
        }
        for (int i = 0; i < free.length; i++) {
            double sum = rows[freeReserve[i]];
            for (int k = 0; k < bound.length; k++) {
                sum -= share[i][k] * rows[boundReserve[k]];
            }
            out[place[free[i]] * stride + column] = sum;
        }
    }

    @Override
    public int dimension() {
        return kept.length;
    }

    @Override
    public void derivative(double t, double[] y, double[] dydt) {
        whole.derivative(t, whole(seen(y)), rates);
        gather(rates, dydt, 1, 0);
    }

    @Override
    public SparsityPattern jacobianPattern() {
        return SparsityPattern.dense(kept.length);
    }

    @Override
    public void jacobian(double t, double[] y, double[] out) {
        whole.jacobian(t, whole(seen(y)), values);
        double[][] columns = new double[dimension][dimension];
        for (int row = 0; row < dimension; row++) {
            for (int entry = pattern.rowPointer()[row]; entry < pattern.rowPointer()[row + 1]; entry++) {
                columns[pattern.column()[entry]][row] = values[entry];
            }
        }
        for (int i = 0; i < free.length; i++) {
            for (int k = 0; k < bound.length; k++) {
                for (int row = 0; row < dimension; row++) {
                    columns[bound[k]][row] += share[i][k] * columns[free[i]][row];
                }
            }
        }
        for (int j = 0; j < kept.length; j++) {
            gather(columns[kept[j]], out, kept.length, j);
        }
    }

    @Override
    public boolean isAlgebraic(int state) {
        for (int amount : bound) {
            if (place[amount] == state) {
                return true;
            }
        }
        for (int amount : free) {
            if (place[amount] == state) {
                return false;
            }
        }
        return whole.isAlgebraic(kept[state]);
    }

    @Override
    public void timeDerivative(double t, double[] y, double[] dfdt) {
        whole.timeDerivative(t, whole(seen(y)), rates);
        gather(rates, dfdt, 1, 0);
    }
}
