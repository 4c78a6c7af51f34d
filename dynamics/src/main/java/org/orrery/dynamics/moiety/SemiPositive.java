package org.orrery.dynamics.moiety;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * The sums with non-negative weights that vanish, those that are no sums of others: the extreme rays of the cone, by the
 * double description method (Motzkin and others 1953; for conserved moieties Schuster and Hoefer, J. Chem. Soc. Faraday
 * Trans. 87 (1991) 2561). Two rays are joined only where no third lies between them. There can be exponentially many rays, so the
 * search has a budget; the stoichiometry of signalling needs little of it.
 */
final class SemiPositive {
    private static final int SPARE_RAYS = 2_000;

    private final int columns;
    private List<Ray> rays = new ArrayList<>();

    private record Ray(IntegerRow row, BitSet support) {}

    private SemiPositive(List<IntegerRow> rows, int columns) {
        this.columns = columns;
        for (int i = 0; i < rows.size(); i++) {
            BitSet support = new BitSet(rows.size());
            support.set(i);
            IntegerRow unit = IntegerRow.exactly(Map.of(columns + i, BigInteger.ONE));
            rays.add(new Ray(rows.get(i).combine(BigInteger.ONE, unit, BigInteger.ONE), support));
        }
    }

    /**
     * @param rows one a species, over the reactions
     * @param columns how many reactions there are
     * @return weights of the species; empty where the budget did not last
     */
    static List<IntegerRow> rays(List<IntegerRow> rows, int columns) {
        SemiPositive search = new SemiPositive(rows, columns);
        int most = rows.size() + SPARE_RAYS;
        for (int column = search.next(); column >= 0; column = search.next()) {
            if (!search.clear(column, most)) {
                return List.of();
            }
        }
        return search.rays.stream().map(ray -> ray.row().from(columns)).toList();
    }

    /** The column whose clearing makes the fewest rays; -1 when all are clear. */
    private int next() {
        int[] positive = new int[columns];
        int[] negative = new int[columns];
        for (Ray ray : rays) {
            IntegerRow row = ray.row();
            for (int i = 0; i < row.size() && row.index[i] < columns; i++) {
                (row.value[i].signum() > 0 ? positive : negative)[row.index[i]]++;
            }
        }
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int column = 0; column < columns; column++) {
            long growth = (long) positive[column] * negative[column] - positive[column] - negative[column];
            if (positive[column] + negative[column] > 0 && growth < least) {
                least = growth;
                best = column;
            }
        }
        return best;
    }

    private boolean clear(int column, int most) {
        List<Ray> kept = new ArrayList<>();
        List<Ray> positive = new ArrayList<>();
        List<Ray> negative = new ArrayList<>();
        for (Ray ray : rays) {
            int sign = ray.row().at(column).signum();
            (sign == 0 ? kept : sign > 0 ? positive : negative).add(ray);
        }
        for (Ray up : positive) {
            for (Ray down : negative) {
                BitSet support = (BitSet) up.support().clone();
                support.or(down.support());
                if (adjacent(up, down, support)) {
                    kept.add(new Ray(up.row().without(column, down.row()), support));
                    if (kept.size() > most) {
                        return false;
                    }
                }
            }
        }
        rays = kept;
        return true;
    }

    private boolean adjacent(Ray up, Ray down, BitSet support) {
        for (Ray other : rays) {
            if (other != up && other != down && within(other.support(), support)) {
                return false;
            }
        }
        return true;
    }

    private static boolean within(BitSet inner, BitSet outer) {
        for (int i = inner.nextSetBit(0); i >= 0; i = inner.nextSetBit(i + 1)) {
            if (!outer.get(i)) {
                return false;
            }
        }
        return true;
    }
}
