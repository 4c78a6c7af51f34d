package org.orrery.causal.scm.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.orrery.causal.scm.Smooth;

/**
 * Penalised regression splines: second differences of neighbouring coefficients cost, at a price for each cause that
 * generalised cross-validation chooses (Eilers and Marx 1996; Craven and Wahba 1979), one cause after the other, twice.
 */
final class SmoothFit {
    private static final int PIECES = 10;
    private static final int FEW = 4;
    private static final int PASSES = 2;
    /** Tens of the prices that are tried, in units of the columns' own size. */
    private static final int[] TENS = {-4, -3, -2, -1, 0, 1, 2, 3, 5};
    private static final double RIDGE = 1e-9;

    private final int n;
    private final int[] from;
    private final double[] lows;
    private final double[] highs;
    private final double[] means;
    private final DMatrixRMaj gram;
    private final DMatrixRMaj moments;
    private final double mean;
    private double squares;
    private final double[] prices;
    private double edf;
    private DMatrixRMaj solution = new DMatrixRMaj(0, 0);

    private SmoothFit(double[][] rows, double[] y) {
        n = rows.length;
        int causes = rows[0].length;
        lows = new double[causes];
        highs = new double[causes];
        from = new int[causes + 1];
        for (int j = 0; j < causes; j++) {
            int cause = j;
            double[] values = Arrays.stream(rows).mapToDouble(row -> row[cause]).distinct().sorted().toArray();
            lows[j] = values[0];
            highs[j] = values[values.length - 1];
            from[j + 1] = from[j] + (values.length <= FEW ? 1 : PIECES + 3);
        }
        double[][] basis = Arrays.stream(rows).map(this::expand).toArray(double[][]::new);
        means = LinearFit.means(basis, from[causes]);
        mean = LinearFit.mean(y);
        DMatrixRMaj design = new DMatrixRMaj(n, means.length);
        DMatrixRMaj target = new DMatrixRMaj(n, 1);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < means.length; k++) {
                design.set(i, k, basis[i][k] - means[k]);
            }
            target.set(i, 0, y[i] - mean);
            squares += (y[i] - mean) * (y[i] - mean);
        }
        gram = new DMatrixRMaj(means.length, means.length);
        moments = new DMatrixRMaj(means.length, 1);
        CommonOps_DDRM.multTransA(design, design, gram);
        CommonOps_DDRM.multTransA(design, target, moments);
        prices = new double[causes];
        Arrays.fill(prices, 1);
    }

    /** @param edf effective degrees of freedom, the intercept with it */
    record Fit(Smooth smooth, double edf) {}

    static Fit of(double[][] rows, double[] y) {
        SmoothFit fit = new SmoothFit(rows, y);
        fit.choosePrices();
        fit.score();
        return new Fit(fit.smooth(), fit.edf);
    }

    private double[] expand(double[] row) {
        double[] all = new double[from[row.length]];
        for (int j = 0; j < row.length; j++) {
            double[] basis = new double[from[j + 1] - from[j]];
            Smooth.Term.basis(row[j], lows[j], highs[j], basis);
            System.arraycopy(basis, 0, all, from[j], basis.length);
        }
        return all;
    }

    private void choosePrices() {
        for (int pass = 0; pass < PASSES; pass++) {
            for (int j = 0; j < prices.length; j++) {
                if (from[j + 1] - from[j] == 1) {
                    continue;
                }
                double size = 0;
                for (int k = from[j]; k < from[j + 1]; k++) {
                    size += gram.get(k, k) / (from[j + 1] - from[j]);
                }
                double best = Double.POSITIVE_INFINITY;
                double chosen = 0;
                for (int ten : TENS) {
                    prices[j] = size * Math.pow(10, ten);
                    double score = score();
                    if (score < best) {
                        best = score;
                        chosen = prices[j];
                    }
                }
                prices[j] = chosen;
            }
        }
    }

    /** Solves at the prices and gives the score of generalised cross-validation. */
    private double score() {
        DMatrixRMaj penalised = gram.copy();
        double ridge = RIDGE * Math.max(CommonOps_DDRM.trace(gram) / means.length, Double.MIN_NORMAL);
        for (int k = 0; k < means.length; k++) {
            penalised.add(k, k, ridge);
        }
        for (int j = 0; j < prices.length; j++) {
            for (int k = from[j]; k + 2 < from[j + 1]; k++) {
                double[] difference = {1, -2, 1};
                for (int a = 0; a < 3; a++) {
                    for (int b = 0; b < 3; b++) {
                        penalised.add(k + a, k + b, prices[j] * difference[a] * difference[b]);
                    }
                }
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(means.length);
        if (!solver.setA(penalised)) {
            return Double.POSITIVE_INFINITY;
        }
        solution = new DMatrixRMaj(means.length, 1);
        solver.solve(moments, solution);
        DMatrixRMaj inverse = new DMatrixRMaj(means.length, means.length);
        solver.invert(inverse);
        edf = 1 + CommonOps_DDRM.elementSum(product(inverse, gram));
        DMatrixRMaj fitted = new DMatrixRMaj(means.length, 1);
        CommonOps_DDRM.mult(gram, solution, fitted);
        double residual = squares - 2 * CommonOps_DDRM.dot(solution, moments) + CommonOps_DDRM.dot(solution, fitted);
        return edf >= n ? Double.POSITIVE_INFINITY : n * Math.max(0, residual) / ((n - edf) * (n - edf));
    }

    /** Entry by entry: of symmetric matrices, the sum of it is the trace of their product. */
    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj product = new DMatrixRMaj(a.numRows, a.numCols);
        CommonOps_DDRM.elementMult(a, b, product);
        return product;
    }

    private Smooth smooth() {
        double intercept = mean;
        List<Smooth.Term> terms = new ArrayList<>();
        for (int j = 0; j < prices.length; j++) {
            double[] coefficients = new double[from[j + 1] - from[j]];
            for (int k = 0; k < coefficients.length; k++) {
                coefficients[k] = solution.get(from[j] + k, 0);
                intercept -= coefficients[k] * means[from[j] + k];
            }
            terms.add(new Smooth.Term(lows[j], highs[j], coefficients));
        }
        return new Smooth(intercept, terms);
    }
}
