package org.orrery.dynamics.flux;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The oracle of the tests: all vertices of {@code A x = 0, lower <= x <= upper} with whole numbers and finite bounds, by
 * trying every choice of variables at a bound and solving for the rest in exact fractions. The least of a linear cost lies
 * at one of them, and the least and largest value of anything linear over all optimal points at one of the optimal ones.
 */
final class Vertices {
    private final int[][] a;
    private final int[] lower;
    private final int[] upper;
    private final List<double[]> found = new ArrayList<>();

    private Vertices(int[][] a, int[] lower, int[] upper) {
        this.a = a;
        this.lower = lower;
        this.upper = upper;
    }

    static List<double[]> of(int[][] a, int[] lower, int[] upper) {
        Vertices search = new Vertices(a, lower, upper);
        int n = lower.length;
        int choices = (int) Math.round(Math.pow(3, n));
        for (int choice = 0; choice < choices; choice++) {
            int[] state = new int[n];
            int rest = choice;
            for (int j = 0; j < n; j++) {
                state[j] = rest % 3;
                rest /= 3;
            }
            search.tryVertex(state);
        }
        return search.found;
    }

    private record Fraction(BigInteger top, BigInteger bottom) {
        static Fraction of(long value) {
            return new Fraction(BigInteger.valueOf(value), BigInteger.ONE);
        }

        Fraction minus(Fraction other) {
            return reduced(top.multiply(other.bottom).subtract(other.top.multiply(bottom)),
                    bottom.multiply(other.bottom));
        }

        Fraction times(Fraction other) {
            return reduced(top.multiply(other.top), bottom.multiply(other.bottom));
        }

        Fraction over(Fraction other) {
            return reduced(top.multiply(other.bottom), bottom.multiply(other.top));
        }

        boolean isZero() {
            return top.signum() == 0;
        }

        int compareTo(long value) {
            return top.compareTo(bottom.multiply(BigInteger.valueOf(value)));
        }

        double number() {
            return top.doubleValue() / bottom.doubleValue();
        }

        private static Fraction reduced(BigInteger top, BigInteger bottom) {
            BigInteger common = top.gcd(bottom).multiply(BigInteger.valueOf(bottom.signum()));
            return new Fraction(top.divide(common), bottom.divide(common));
        }
    }

    /** State 0: at the lower bound, 1: at the upper bound, 2: solved for. */
    private void tryVertex(int[] state) {
        int n = state.length;
        List<Integer> free = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            if (state[j] == 2) {
                free.add(j);
            }
        }
        int m = a.length;
        Fraction[][] rows = new Fraction[m][free.size() + 1];
        for (int i = 0; i < m; i++) {
            long fixed = 0;
            for (int j = 0; j < n; j++) {
                fixed += state[j] == 2 ? 0 : (long) a[i][j] * (state[j] == 0 ? lower[j] : upper[j]);
            }
            for (int k = 0; k < free.size(); k++) {
                rows[i][k] = Fraction.of(a[i][free.get(k)]);
            }
            rows[i][free.size()] = Fraction.of(-fixed);
        }
        Fraction[] solved = solve(rows, free.size());
        if (solved.length < free.size() || solved.length == 0 && !free.isEmpty() || inconsistent) {
            return;
        }
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            x[j] = state[j] == 0 ? lower[j] : upper[j];
        }
        for (int k = 0; k < solved.length; k++) {
            int j = free.get(k);
            if (solved[k].compareTo(lower[j]) < 0 || solved[k].compareTo(upper[j]) > 0) {
                return;
            }
            x[j] = solved[k].number();
        }
        found.add(x);
    }

    private boolean inconsistent;

    /** The one solution; empty where there are none or many. */
    private Fraction[] solve(Fraction[][] rows, int unknowns) {
        inconsistent = false;
        int rank = 0;
        for (int column = 0; column < unknowns; column++) {
            int pivot = rank;
            while (pivot < rows.length && rows[pivot][column].isZero()) {
                pivot++;
            }
            if (pivot == rows.length) {
                inconsistent = true; // not fixed by the equations: no vertex
                return new Fraction[0];
            }
            Fraction[] swapped = rows[pivot];
            rows[pivot] = rows[rank];
            rows[rank] = swapped;
            for (int i = 0; i < rows.length; i++) {
                if (i != rank && !rows[i][column].isZero()) {
                    Fraction factor = rows[i][column].over(rows[rank][column]);
                    for (int k = 0; k <= unknowns; k++) {
                        rows[i][k] = rows[i][k].minus(factor.times(rows[rank][k]));
                    }
                }
            }
            rank++;
        }
        for (int i = rank; i < rows.length; i++) {
            inconsistent |= !rows[i][unknowns].isZero();
        }
        Fraction[] solution = new Fraction[unknowns];
        for (int k = 0; k < unknowns; k++) {
            solution[k] = rows[k][unknowns].over(rows[k][k]);
        }
        return solution;
    }
}
