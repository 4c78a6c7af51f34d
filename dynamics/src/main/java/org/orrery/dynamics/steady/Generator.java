package org.orrery.dynamics.steady;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A linear system with delays as a larger one without. A state that is looked back at carries its course over the longest
 * delay along, as values at Chebyshev points; the course moves by its own derivative, and only its newest point follows
 * the equations. The eigenvalues that lie farthest to the right converge faster than any power of the number of points
 * (Breda, Maset and Vermiglio, SIAM Journal on Scientific Computing 27 (2005) 482-495). Costs the eigenvalues of a full
 * matrix, whose size is that of the states and the points together.
 */
final class Generator {
    private static final int FEWEST_POINTS = 12;
    private static final int LARGEST = 600;
    private static final double CLOSE = 1e-6;

    private final DMatrixRMaj jacobian;
    private final boolean[] algebraic;
    private final Laws laws;
    private final double[] scale;
    private final List<Lags.Lag> lags;
    private final double longest;
    private final int[] remembered;

    /** @param jacobian of the system where nothing moves, each state measured in its scale */
    Generator(DMatrixRMaj jacobian, boolean[] algebraic, Laws laws, double[] scale, List<Lags.Lag> lags) {
        this.jacobian = jacobian;
        this.algebraic = algebraic;
        this.laws = laws;
        this.scale = scale;
        this.lags = lags.stream().filter(lag -> lag.ago() > 0 && lag.slope() != 0).toList();
        longest = this.lags.stream().mapToDouble(Lags.Lag::ago).max().orElse(0);
        remembered = this.lags.stream().mapToInt(Lags.Lag::column).distinct().sorted().toArray();
    }

    /** With so many points that more of them change the eigenvalue farthest to the right no more, or all unknown. */
    Spectrum spectrum() {
        if (lags.isEmpty()) {
            return Spectrum.of(jacobian, algebraic, laws, scale);
        }
        Spectrum last = null;
        for (int points = FEWEST_POINTS; size(points) <= LARGEST; points *= 2) {
            Spectrum next = spectrum(points);
            double change = last == null
                    ? Double.POSITIVE_INFINITY
                    : Math.hypot(next.real()[0] - last.real()[0],
                            Math.abs(next.imaginary()[0]) - Math.abs(last.imaginary()[0]));
            if (change <= CLOSE * Math.max(Math.hypot(next.real()[0], next.imaginary()[0]), 1 / longest)) {
                return new Spectrum(next.real(), next.imaginary(), Math.max(next.rounding(), change));
            }
            last = next;
        }
        return Spectrum.unknown(jacobian.numRows);
    }

    private int size(int points) {
        return jacobian.numRows + remembered.length * points;
    }

    private Spectrum spectrum(int points) {
        int n = jacobian.numRows;
        int size = size(points);
        DMatrixRMaj whole = new DMatrixRMaj(size, size);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                whole.set(i, j, jacobian.get(i, j));
            }
        }
        double[] nodes = nodes(points);
        for (Lags.Lag lag : lags) {
            double slope = lag.slope() * scale[lag.column()] / scale[lag.row()];
            // The Jacobian where nothing moves counts what is looked back at as if it were now.
            whole.add(lag.row(), lag.column(), -slope);
            double[] shares = shares(nodes, -lag.ago() / longest);
            for (int p = 0; p <= points; p++) {
                whole.add(lag.row(), place(lag.column(), p, points), slope * shares[p]);
            }
        }
        double[][] slopes = slopes(nodes);
        for (int state : remembered) {
            for (int p = 1; p <= points; p++) {
                for (int q = 0; q <= points; q++) {
                    whole.set(place(state, p, points), place(state, q, points), slopes[p][q] / longest);
                }
            }
        }
        double[] wideScale = Arrays.copyOf(scale, size);
        Arrays.fill(wideScale, n, size, 1);
        List<double[]> weights = laws.weights().stream().map(row -> Arrays.copyOf(row, size)).toList();
        return Spectrum.of(whole, Arrays.copyOf(algebraic, size), new Laws(weights, laws.dependent()), wideScale);
    }

    /** Where a state's value at a point of the past stands; point zero is now. */
    private int place(int state, int point, int points) {
        return point == 0
                ? state
                : jacobian.numRows + Arrays.binarySearch(remembered, state) * points + point - 1;
    }

    /** From now, which is zero, back to the longest delay, which is minus one. */
    private static double[] nodes(int points) {
        double[] nodes = new double[points + 1];
        Arrays.setAll(nodes, p -> (Math.cos(p * Math.PI / points) - 1) / 2);
        return nodes;
    }

    private static double weight(int p, int last) {
        return (p % 2 == 0 ? 1 : -1) * (p == 0 || p == last ? 0.5 : 1);
    }

    /** What each node's value counts in the polynomial's at x (Berrut and Trefethen, SIAM Review 46 (2004) 501, eq. 4.2). */
    private static double[] shares(double[] nodes, double x) {
        double[] shares = new double[nodes.length];
        double sum = 0;
        for (int p = 0; p < nodes.length; p++) {
            if (x == nodes[p]) {
                Arrays.fill(shares, 0);
                shares[p] = 1;
                return shares;
            }
            shares[p] = weight(p, nodes.length - 1) / (x - nodes[p]);
            sum += shares[p];
        }
        for (int p = 0; p < nodes.length; p++) {
            shares[p] /= sum;
        }
        return shares;
    }

    /** The polynomial's slope at each node by the values at all; each row sums to zero (ibid., section 9.3). */
    private static double[][] slopes(double[] nodes) {
        int last = nodes.length - 1;
        double[][] slopes = new double[nodes.length][nodes.length];
        for (int p = 0; p <= last; p++) {
            for (int q = 0; q <= last; q++) {
                if (p != q) {
                    slopes[p][q] = weight(q, last) / weight(p, last) / (nodes[p] - nodes[q]);
                    slopes[p][p] -= slopes[p][q];
                }
            }
        }
        return slopes;
    }
}
