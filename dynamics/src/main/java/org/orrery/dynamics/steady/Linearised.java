package org.orrery.dynamics.steady;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.LUDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.solve.OdeSystem;
import org.orrery.dynamics.solve.SparsityPattern;

/**
 * A system near one point: its rates, its Jacobian, and the equations of Newton's method, each made free of its unit. A
 * state that nothing changes is a law of its own.
 */
final class Linearised {
    private static final double SINGULAR = 1e-13;

    private final SparsityPattern pattern;
    final double[] rates;
    final double[] jacobian;
    private final double[] scale;
    /** What each equation's terms add up to, in size; zero for a state at which nothing acts. */
    final double[] turnover;

    Linearised(OdeSystem system, double t, double[] y, double[] scale) {
        this.scale = scale;
        pattern = system.jacobianPattern();
        rates = new double[y.length];
        jacobian = new double[pattern.entries()];
        system.derivative(t, y, rates);
        system.jacobian(t, y, jacobian);
        turnover = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            turnover[i] = Math.abs(rates[i]);
            for (int entry = pattern.rowPointer()[i]; entry < pattern.rowPointer()[i + 1]; entry++) {
                turnover[i] += Math.abs(jacobian[entry]) * scale[pattern.column()[entry]];
            }
        }
    }

    boolean isFinite() {
        double sum = 0;
        for (double each : turnover) {
            sum += each;
        }
        return Double.isFinite(sum);
    }

    /** The laws, and one for each state that nothing changes. */
    Laws complete(List<double[]> known) {
        List<double[]> all = new ArrayList<>(known);
        for (int i = 0; i < turnover.length; i++) {
            if (turnover[i] == 0) {
                double[] still = new double[turnover.length];
                still[i] = 1;
                all.add(still);
            }
        }
        return Laws.of(all, scale);
    }

    private DMatrixRMaj scaledJacobian() {
        int n = rates.length;
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            double row = turnover[i] > 0 ? 1 / turnover[i] : 1;
            for (int entry = pattern.rowPointer()[i]; entry < pattern.rowPointer()[i + 1]; entry++) {
                int j = pattern.column()[entry];
                matrix.set(i, j, row * jacobian[entry] * scale[j]);
            }
        }
        return matrix;
    }

    /** The equations with the laws in place of those that follow from others; null where they are singular. */
    @Nullable
    Solver solver(Laws laws) {
        DMatrixRMaj matrix = scaledJacobian();
        double[] lawScale = new double[laws.size()];
        for (int k = 0; k < laws.size(); k++) {
            int row = laws.dependent().get(k);
            double[] weights = laws.weights().get(k);
            double largest = 0;
            for (int j = 0; j < weights.length; j++) {
                largest = Math.max(largest, Math.abs(weights[j] * scale[j]));
            }
            lawScale[k] = 1 / largest;
            for (int j = 0; j < weights.length; j++) {
                matrix.set(row, j, weights[j] * scale[j] * lawScale[k]);
            }
        }
        LinearSolverDense<DMatrixRMaj> lu = LinearSolverFactory_DDRM.lu(matrix.numRows);
        return lu.setA(matrix) && isRegular(lu) ? new Solver(lu, laws, lawScale) : null;
    }

    private static boolean isRegular(LinearSolverDense<DMatrixRMaj> solver) {
        LUDecomposition_F64<DMatrixRMaj> lu = solver.getDecomposition();
        DMatrixRMaj upper = lu.getUpper(null);
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < upper.numRows; i++) {
            double pivot = Math.abs(upper.get(i, i));
            least = Math.min(least, pivot);
            largest = Math.max(largest, pivot);
        }
        return upper.numRows == 0 || least > SINGULAR * largest;
    }

    /** Sums that are kept near this point, found by singular values: for systems whose sums nobody knows. */
    Laws hidden(double ratio) {
        int n = rates.length;
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(n, n, true, false, true);
        List<double[]> laws = new ArrayList<>();
        if (svd.decompose(scaledJacobian())) {
            double[] values = svd.getSingularValues();
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, value);
            }
            DMatrixRMaj left = svd.getU(null, false);
            for (int k = 0; k < n; k++) {
                if (values[k] <= ratio * largest) {
                    double[] law = new double[n];
                    for (int i = 0; i < n; i++) {
                        law[i] = left.get(i, k) / (turnover[i] > 0 ? turnover[i] : 1);
                    }
                    laws.add(law);
                }
            }
        }
        return Laws.of(laws, scale);
    }

    /** Equations made ready for many right sides. */
    final class Solver {
        private final LinearSolverDense<DMatrixRMaj> lu;
        private final Laws laws;
        private final double[] lawScale;

        private Solver(LinearSolverDense<DMatrixRMaj> lu, Laws laws, double[] lawScale) {
            this.lu = lu;
            this.laws = laws;
            this.lawScale = lawScale;
        }

        Laws laws() {
            return laws;
        }

        /** x with {@code J x = right}, where the sums of x are {@code sums}. */
        double[] solve(double[] right, double[] sums) {
            int n = right.length;
            DMatrixRMaj b = new DMatrixRMaj(n, 1);
            for (int i = 0; i < n; i++) {
                b.set(i, 0, turnover[i] > 0 ? right[i] / turnover[i] : 0);
            }
            for (int k = 0; k < laws.size(); k++) {
                b.set(laws.dependent().get(k), 0, sums[k] * lawScale[k]);
            }
            DMatrixRMaj x = new DMatrixRMaj(n, 1);
            lu.solve(b, x);
            double[] solution = new double[n];
            for (int i = 0; i < n; i++) {
                solution[i] = x.get(i, 0) * scale[i];
            }
            return solution;
        }
    }
}
