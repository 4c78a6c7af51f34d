package org.orrery.causal.estimate;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.qr.QRDecompositionHouseholderColumn_DDRM;
import org.orrery.causal.data.Design;

/**
 * An orthonormal basis of the weighted columns of a design and a constant: {@code W^(1/2) [1 X] = Q A^-1}, so that a
 * weighted least-squares fit is {@code A Q' W^(1/2) y}, its bread {@code A A'}, and the leverage of a row the squared length
 * of its row of Q. Columns are centred and scaled before Householder's QR, which makes the answer independent of units and
 * of the place of zero. A column that the columns before it explain but for 1e-7 of its length is dependent (the bound of
 * R's lm).
 */
final class Basis {
    private static final double TOLERANCE = 1e-7;

    /** The rows of Q, one after the other: {@link #size()} numbers a row. */
    final double[] q;
    /** Rows of A, which turn coordinates into coefficients: of the constant, then of each column. */
    final double[][] a;
    /** Columns that the ones before them determine; their coefficients are zero. */
    final int[] dependent;
    private final int size;

    private Basis(double[] q, double[][] a, int[] dependent, int size) {
        this.q = q;
        this.a = a;
        this.dependent = dependent;
        this.size = size;
    }

    /** How many directions there are, the constant's with them. */
    int size() {
        return size;
    }

    /** @param weights positive, one a row; empty where all are 1 */
    static Basis of(Design x, double[] weights) {
        int n = x.rows();
        int p = x.width();
        double[] root = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            double weight = weights.length == 0 ? 1 : weights[i];
            root[i] = Math.sqrt(weight);
            total += weight;
        }
        double[] centre = new double[p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                centre[j] += root[i] * root[i] / total * x.at(i, j);
            }
        }
        double[] length = new double[p];
        double[] size = new double[p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                double from = root[i] * (x.at(i, j) - centre[j]);
                length[j] += from * from;
                size[j] += root[i] * x.at(i, j) * root[i] * x.at(i, j);
            }
        }
        boolean[] kept = new boolean[p];
        for (int j = 0; j < p; j++) {
            kept[j] = length[j] > TOLERANCE * TOLERANCE * size[j];
        }
        while (true) {
            int[] columns = places(kept, true);
            if (columns.length >= n) {
                kept[columns[columns.length - 1]] = false;
                continue;
            }
            DMatrixRMaj z = new DMatrixRMaj(n, columns.length);
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < columns.length; k++) {
                    int j = columns[k];
                    z.data[i * columns.length + k] = root[i] * (x.at(i, j) - centre[j]) / Math.sqrt(length[j]);
                }
            }
            QRDecompositionHouseholderColumn_DDRM qr = new QRDecompositionHouseholderColumn_DDRM();
            if (columns.length > 0) {
                qr.decompose(z);
            }
            DMatrixRMaj r = columns.length > 0 ? qr.getR(null, true) : new DMatrixRMaj(0, 0);
            int bad = -1;
            for (int k = 0; k < columns.length && bad < 0; k++) {
                bad = Math.abs(r.get(k, k)) <= TOLERANCE ? k : -1;
            }
            if (bad >= 0) {
                kept[columns[bad]] = false;
                continue;
            }
            DMatrixRMaj q = columns.length > 0 ? qr.getQ(null, true) : new DMatrixRMaj(n, 0);
            double[][] inverse = inverse(r);
            return joined(q, inverse, columns, root, total, centre, length, p, places(kept, false));
        }
    }

    private static int[] places(boolean[] kept, boolean wanted) {
        int[] places = new int[kept.length];
        int count = 0;
        for (int j = 0; j < kept.length; j++) {
            if (kept[j] == wanted) {
                places[count++] = j;
            }
        }
        return Arrays.copyOf(places, count);
    }

    /** Of an upper triangle. */
    private static double[][] inverse(DMatrixRMaj r) {
        int k = r.getNumRows();
        double[][] inverse = new double[k][k];
        for (int column = 0; column < k; column++) {
            inverse[column][column] = 1 / r.get(column, column);
            for (int row = column - 1; row >= 0; row--) {
                double sum = 0;
                for (int m = row + 1; m <= column; m++) {
                    sum += r.get(row, m) * inverse[m][column];
                }
                inverse[row][column] = -sum / r.get(row, row);
            }
        }
        return inverse;
    }

    private static Basis joined(DMatrixRMaj q, double[][] inverse, int[] columns, double[] root, double total,
            double[] centre, double[] length, int p, int[] dependent) {
        int n = root.length;
        int k = columns.length;
        double[] all = new double[n * (k + 1)];
        for (int i = 0; i < n; i++) {
            all[i * (k + 1)] = root[i] / Math.sqrt(total);
            System.arraycopy(q.data, i * k, all, i * (k + 1) + 1, k);
        }
        double[][] a = new double[p + 1][k + 1];
        a[0][0] = 1 / Math.sqrt(total);
        for (int row = 0; row < k; row++) {
            int j = columns[row];
            for (int m = 0; m < k; m++) {
                a[j + 1][m + 1] = inverse[row][m] / Math.sqrt(length[j]);
                a[0][m + 1] -= centre[j] * a[j + 1][m + 1];
            }
        }
        return new Basis(all, a, dependent, k + 1);
    }

    /**
     * {@code Q' v}, refined once: a centre far from zero is known to some digits only, so the constant and the other columns
     * are not orthogonal to the last, and the mean of v would leak into them.
     */
    double[] coordinates(double[] v) {
        double[] sums = new double[size];
        project(v, sums);
        double[] rest = v.clone();
        for (int i = 0; i < v.length; i++) {
            rest[i] -= along(i, sums);
        }
        project(rest, sums);
        return sums;
    }

    private void project(double[] v, double[] sums) {
        for (int i = 0; i < v.length; i++) {
            for (int k = 0; k < size; k++) {
                sums[k] += q[i * size + k] * v[i];
            }
        }
    }

    /** {@code A c}. */
    double[] coefficients(double[] coordinates) {
        double[] beta = new double[a.length];
        for (int j = 0; j < beta.length; j++) {
            for (int k = 0; k < size; k++) {
                beta[j] += a[j][k] * coordinates[k];
            }
        }
        return beta;
    }

    /** {@code A' g}: a combination of coefficients as one of coordinates. */
    double[] pulled(double[] g) {
        double[] pulled = new double[size];
        for (int j = 0; j < a.length; j++) {
            for (int k = 0; k < size; k++) {
                pulled[k] += a[j][k] * g[j];
            }
        }
        return pulled;
    }

    /** A row of Q times a vector. */
    double along(int row, double[] coordinates) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            sum += q[row * size + k] * coordinates[k];
        }
        return sum;
    }

    double leverage(int row) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            sum += q[row * size + k] * q[row * size + k];
        }
        return sum;
    }

    /** {@code log det X' W X}, of the columns that are not dependent and the constant. */
    double logInformation() {
        double sum = Math.log(a[0][0]);
        int direction = 0;
        int left = 0;
        for (int j = 0; j < a.length - 1; j++) {
            if (left < dependent.length && dependent[left] == j) {
                left++;
            } else {
                sum += Math.log(Math.abs(a[j + 1][++direction]));
            }
        }
        return -2 * sum;
    }

    /** {@code A (sum_i w_i q_i q_i') A'}. */
    double[][] sandwich(double[] w) {
        double[][] meat = new double[size][size];
        for (int i = 0; i < w.length; i++) {
            for (int k = 0; k < size; k++) {
                double weighted = w[i] * q[i * size + k];
                for (int m = 0; m <= k; m++) {
                    meat[k][m] += weighted * q[i * size + m];
                }
            }
        }
        double[][] half = new double[a.length][size];
        for (int j = 0; j < a.length; j++) {
            for (int k = 0; k < size; k++) {
                for (int m = 0; m < size; m++) {
                    half[j][k] += a[j][m] * (m >= k ? meat[m][k] : meat[k][m]);
                }
            }
        }
        double[][] covariance = new double[a.length][a.length];
        for (int j = 0; j < a.length; j++) {
            for (int l = 0; l < a.length; l++) {
                for (int k = 0; k < size; k++) {
                    covariance[j][l] += half[j][k] * a[l][k];
                }
            }
        }
        return covariance;
    }
}
