package org.orrery.causal.scm.fit;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.orrery.causal.scm.Regressor;

/**
 * Logistic regression by Newton's method on standardised columns. A little ridge keeps the slopes finite where the causes tell
 * the two values apart without error.
 */
final class LogisticFit {
    private static final int MOST = 50;
    private static final double RIDGE = 1e-3;
    private static final double STILL = 1e-10;

    private LogisticFit() {}

    /** @param y of zeros and ones */
    static Regressor.Logistic of(double[][] rows, double[] y) {
        int p = rows[0].length;
        double[] means = LinearFit.means(rows, p);
        double[] sizes = sizes(rows, means);
        double[] b = new double[p + 1];
        for (int step = 0; step < MOST && newton(rows, y, means, sizes, b) > STILL; step++) {
            // Each step moves b.
        }
        double intercept = b[p];
        double[] slopes = new double[p];
        for (int j = 0; j < p; j++) {
            slopes[j] = b[j] / sizes[j];
            intercept -= slopes[j] * means[j];
        }
        return new Regressor.Logistic(new Regressor.Affine(intercept, slopes));
    }

    private static double newton(double[][] rows, double[] y, double[] means, double[] sizes, double[] b) {
        int p = means.length;
        DMatrixRMaj hessian = new DMatrixRMaj(p + 1, p + 1);
        DMatrixRMaj gradient = new DMatrixRMaj(p + 1, 1);
        double[] x = new double[p + 1];
        x[p] = 1;
        for (int i = 0; i < rows.length; i++) {
            double linear = b[p];
            for (int j = 0; j < p; j++) {
                x[j] = (rows[i][j] - means[j]) / sizes[j];
                linear += x[j] * b[j];
            }
            double chance = 1 / (1 + Math.exp(-linear));
            for (int j = 0; j <= p; j++) {
                gradient.add(j, 0, (y[i] - chance) * x[j]);
                for (int k = 0; k <= p; k++) {
                    hessian.add(j, k, Math.max(1e-12, chance * (1 - chance)) * x[j] * x[k]);
                }
            }
        }
        for (int j = 0; j <= p; j++) {
            double ridge = j == p ? RIDGE * RIDGE : RIDGE;
            hessian.add(j, j, ridge);
            gradient.add(j, 0, -ridge * b[j]);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(p + 1);
        DMatrixRMaj step = new DMatrixRMaj(p + 1, 1);
        if (!solver.setA(hessian)) {
            return 0;
        }
        solver.solve(gradient, step);
        double moved = 0;
        for (int j = 0; j <= p; j++) {
            // Long steps of Newton's method overshoot where the classes are far apart.
            double by = Math.clamp(step.get(j, 0), -2, 2);
            b[j] += by;
            moved = Math.max(moved, Math.abs(by));
        }
        return moved;
    }

    private static double[] sizes(double[][] rows, double[] means) {
        double[] sizes = new double[means.length];
        for (double[] row : rows) {
            for (int j = 0; j < sizes.length; j++) {
                sizes[j] += (row[j] - means[j]) * (row[j] - means[j]) / rows.length;
            }
        }
        for (int j = 0; j < sizes.length; j++) {
            sizes[j] = sizes[j] == 0 ? 1 : Math.sqrt(sizes[j]);
        }
        return sizes;
    }
}
