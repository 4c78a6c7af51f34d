package org.orrery.causal.scm.fit;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.orrery.causal.scm.Regressor;

/** Ordinary least squares by QR with pivoting; of columns that repeat each other one keeps its slope. */
final class LinearFit {
    private LinearFit() {}

    static Regressor.Affine of(double[][] rows, double[] y) {
        int n = rows.length;
        int p = n == 0 ? 0 : rows[0].length;
        double[] means = means(rows, p);
        double mean = mean(y);
        DMatrixRMaj a = new DMatrixRMaj(n, p);
        DMatrixRMaj b = new DMatrixRMaj(n, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                a.set(i, j, rows[i][j] - means[j]);
            }
            b.set(i, 0, y[i] - mean);
        }
        DMatrixRMaj x = new DMatrixRMaj(p, 1);
        if (p > 0) {
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquaresQrPivot(true, false);
            solver.setA(a);
            solver.solve(b, x);
        }
        double intercept = mean;
        for (int j = 0; j < p; j++) {
            intercept -= x.get(j, 0) * means[j];
        }
        return new Regressor.Affine(intercept, x.getData().clone());
    }

    static double[] means(double[][] rows, int p) {
        double[] means = new double[p];
        for (double[] row : rows) {
            for (int j = 0; j < p; j++) {
                means[j] += row[j] / rows.length;
            }
        }
        return means;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
