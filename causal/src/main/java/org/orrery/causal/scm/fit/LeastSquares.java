package org.orrery.causal.scm.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.GrowingKernel;
import org.orrery.equation.Kernel;
import org.orrery.equation.Layout;

/**
 * Least squares for the unknown numbers of a formula, by Levenberg's and Marquardt's method (SIAM J. Appl. Math. 11, 1963,
 * 431) with the scaling of Moré (Lecture Notes in Mathematics 630, 1978, 105) and exact derivatives. What the rows cannot
 * tell is read off the singular values of the scaled derivatives: along a direction without any, the sum of squares does not
 * change.
 */
final class LeastSquares {
    private static final int MOST_STEPS = 500;
    private static final int OTHER_STARTS = 8;
    private static final double FIRST_DAMPING = 1e-3;
    private static final double MOST_DAMPING = 1e16;
    /** The cosine between what is left over and any derivative that counts as none (Bates and Watts, Technometrics 23, 1981). */
    private static final double ORTHOGONAL = 1e-5;
    private static final double SINGULAR = 1e-7;
    private static final double TAKES_PART = 0.05;

    private final List<String> names;
    private final double[][] rows;
    private final double[] y;
    private final Kernel kernel;
    private final double[] out;

    /** @param names of the unknown numbers */
    LeastSquares(Expr formula, List<String> causes, List<String> names, double[][] rows, double[] y) {
        this.names = names;
        this.rows = rows;
        this.y = y;
        List<Expr> outputs = new ArrayList<>(List.of(formula));
        names.forEach(name -> outputs.add(Derivative.of(formula, name)));
        this.kernel = GrowingKernel.of(new Layout(causes, names), outputs);
        this.out = new double[outputs.size()];
    }

    /**
     * Where the search ended.
     *
     * @param values in the order of the names
     * @param squares the sum of what is left over, squared; not finite where the formula has no value at the start
     * @param converged whether nothing is gained near by
     * @param undetermined names of numbers that others can make up for, or that change nothing
     */
    record Found(double[] values, double squares, boolean converged, List<String> undetermined) {}

    /** The best end of several searches: from the start, and from other places around it, with the same signs. */
    Found best(double[] start, long seed) {
        Found best = from(start);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < OTHER_STARTS && names.size() > 0; i++) {
            double[] other = Arrays.stream(start)
                    .map(value -> value == 0 ? random.nextGaussian() : value * Math.exp(random.nextGaussian()))
                    .toArray();
            Found found = from(other);
            boolean lower = found.squares() < best.squares() * (1 - 1e-9) || !Double.isFinite(best.squares());
            if (found.converged() && Double.isFinite(found.squares()) && (lower || !best.converged())) {
                best = found;
            }
        }
        return best;
    }

    Found from(double[] start) {
        int p = start.length;
        double[] at = start.clone();
        double[] left = new double[y.length];
        DMatrixRMaj slopes = new DMatrixRMaj(y.length, p);
        double squares = look(at, left, slopes);
        double[] scale = new double[p];
        double damping = FIRST_DAMPING;
        double[] leftThere = new double[y.length];
        DMatrixRMaj slopesThere = new DMatrixRMaj(y.length, p);
        for (int step = 0; step < MOST_STEPS && p > 0 && Double.isFinite(squares) && damping < MOST_DAMPING; step++) {
            for (int j = 0; j < p; j++) {
                scale[j] = Math.max(scale[j], length(slopes, j));
            }
            double[] move = step(slopes, left, scale, damping);
            double[] there = new double[p];
            double size = 0;
            for (int j = 0; j < p; j++) {
                there[j] = at[j] + move[j];
                size = Math.max(size, Math.abs(move[j]) / (Math.abs(at[j]) + 1e-12));
            }
            double reached = look(there, leftThere, slopesThere);
            if (!(reached < squares)) {
                damping *= 8;
                continue;
            }
            boolean still = squares - reached <= 1e-14 * squares && size < 1e-8;
            at = there;
            squares = reached;
            System.arraycopy(leftThere, 0, left, 0, left.length);
            slopes.setTo(slopesThere);
            damping = Math.max(1e-14, damping / 10);
            if (still) {
                break;
            }
        }
        return new Found(at, squares, orthogonal(slopes, left, squares), undetermined(slopes));
    }

    /** What is left over and the derivatives at a place; the sum of squares, NaN where one of them is not finite. */
    private double look(double[] at, double[] left, DMatrixRMaj slopes) {
        Kernel fast = kernel.fastest();
        double[] workspace = new double[fast.workspaceSize()];
        fast.prepare(at, workspace);
        double squares = 0;
        for (int i = 0; i < y.length; i++) {
            fast.apply(0, rows[i], at, workspace, out);
            left[i] = y[i] - out[0];
            squares += left[i] * left[i];
            for (int j = 0; j < at.length; j++) {
                slopes.set(i, j, out[j + 1]);
                squares = Double.isFinite(out[j + 1]) ? squares : Double.NaN;
            }
        }
        return squares;
    }

    private static double length(DMatrixRMaj slopes, int column) {
        double sum = 0;
        for (int i = 0; i < slopes.numRows; i++) {
            sum += slopes.get(i, column) * slopes.get(i, column);
        }
        return Math.sqrt(sum);
    }

    /** Solves (J'J + damping D²) d = J' r in scaled numbers. */
    private static double[] step(DMatrixRMaj slopes, double[] left, double[] scale, double damping) {
        int p = scale.length;
        DMatrixRMaj normal = new DMatrixRMaj(p, p);
        DMatrixRMaj gradient = new DMatrixRMaj(p, 1);
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < p; j++) {
                double slope = slopes.get(i, j) / unit(scale[j]);
                gradient.add(j, 0, slope * left[i]);
                for (int k = 0; k <= j; k++) {
                    normal.add(j, k, slope * slopes.get(i, k) / unit(scale[k]));
                }
            }
        }
        for (int j = 0; j < p; j++) {
            normal.add(j, j, damping);
            for (int k = 0; k < j; k++) {
                normal.set(k, j, normal.get(j, k));
            }
        }
        DMatrixRMaj move = new DMatrixRMaj(p, 1);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(p);
        if (!solver.setA(normal)) {
            return new double[p];
        }
        solver.solve(gradient, move);
        double[] scaled = new double[p];
        for (int j = 0; j < p; j++) {
            scaled[j] = move.get(j, 0) / unit(scale[j]);
        }
        return scaled;
    }

    private static double unit(double scale) {
        return scale == 0 ? 1 : scale;
    }

    private boolean orthogonal(DMatrixRMaj slopes, double[] left, double squares) {
        double total = 0;
        for (double value : y) {
            total += value * value;
        }
        boolean orthogonal = Double.isFinite(squares);
        for (int j = 0; j < slopes.numCols && squares > 1e-24 * total; j++) {
            double product = 0;
            for (int i = 0; i < left.length; i++) {
                product += slopes.get(i, j) * left[i];
            }
            orthogonal &= Math.abs(product) <= ORTHOGONAL * length(slopes, j) * Math.sqrt(squares);
        }
        return orthogonal;
    }

    private List<String> undetermined(DMatrixRMaj slopes) {
        int p = slopes.numCols;
        List<String> lost = new ArrayList<>();
        if (p == 0 || Arrays.stream(slopes.data).anyMatch(slope -> !Double.isFinite(slope))) {
            return lost;
        }
        DMatrixRMaj scaled = slopes.copy();
        for (int j = 0; j < p; j++) {
            double length = length(slopes, j);
            for (int i = 0; i < scaled.numRows; i++) {
                scaled.set(i, j, scaled.get(i, j) / unit(length));
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(scaled.numRows, p, false, true,
                true);
        svd.decompose(scaled);
        double[] values = svd.getSingularValues();
        double largest = Arrays.stream(values).max().orElse(0);
        DMatrixRMaj right = svd.getV(null, true);
        boolean[] moved = new boolean[p];
        for (int k = 0; k < right.numRows; k++) {
            if (k >= values.length || values[k] <= SINGULAR * largest) {
                for (int j = 0; j < p; j++) {
                    moved[j] |= Math.abs(right.get(k, j)) > TAKES_PART;
                }
            }
        }
        for (int j = 0; j < p; j++) {
            if (moved[j]) {
                lost.add(names.get(j));
            }
        }
        return lost;
    }
}
