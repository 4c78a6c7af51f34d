package org.orrery.dynamics.solve;

import java.util.Arrays;

/**
 * Solves {@code (shift M - J) x = b} by GMRES (Saad and Schultz, SIAM Journal on Scientific and Statistical Computing 7
 * (1986) 856) with an incomplete decomposition on its left, so that what is made small is the error of x as the
 * decomposition sees it, each state in its own measure. Memory: {@value #MOST} + 1 vectors. Nothing is restarted: where
 * {@value #MOST} directions do not do, the caller shortens the step.
 */
final class Gmres {
    static final int MOST = 40;

    private final SparsityPattern pattern;
    private final Mass mass;
    private final IncompleteLu incomplete;
    private final int n;
    private final double[][] basis;
    private final double[][] hessenberg = new double[MOST + 1][MOST];
    private final double[] cosine = new double[MOST];
    private final double[] sine = new double[MOST];
    private final double[] rest = new double[MOST + 1];
    private final double[] image;
    private double[] values = {};
    private double shift;

    Gmres(SparsityPattern pattern, Mass mass) {
        this.pattern = pattern;
        this.mass = mass;
        n = pattern.rows();
        incomplete = new IncompleteLu(pattern, mass);
        basis = new double[MOST + 1][n];
        image = new double[n];
    }

    /** False where the incomplete decomposition breaks down. The values are read again by each solution. */
    boolean decompose(double newShift, double[] jacobian) {
        shift = newShift;
        values = jacobian;
        return incomplete.decompose(newShift, jacobian);
    }

    /**
     * @param weights by which the states' errors are multiplied to be compared
     * @param relative the error left, in parts of the solution
     * @param absolute or, if that is larger, as a root mean square in the measure of the weights
     * @return false where it does not converge
     */
    boolean solve(double[] right, double[] weights, double relative, double absolute, double[] x) {
        incomplete.solve(right, image);
        double size = weighInto(basis[0], weights);
        Arrays.fill(x, 0);
        if (size == 0) {
            return true;
        }
        double enough = Math.max(relative * size, absolute * Math.sqrt(n));
        if (!(size < Double.POSITIVE_INFINITY)) {
            return false;
        }
        scale(basis[0], 1 / size);
        rest[0] = size;
        int k = 0;
        while (k < MOST && Math.abs(rest[k]) > enough) {
            extend(k, weights);
            k++;
        }
        if (!(Math.abs(rest[k]) <= enough)) {
            return false;
        }
        combine(k, weights, x);
        return true;
    }

    /** One more direction: the image of the last, made orthogonal to all (modified Gram-Schmidt). */
    private void extend(int k, double[] weights) {
        double[] next = basis[k + 1];
        for (int i = 0; i < n; i++) {
            next[i] = basis[k][i] / weights[i];
        }
        pattern.multiply(values, next, image);
        for (int i = 0; i < n; i++) {
            image[i] = mass.shift(i, shift) * next[i] - image[i];
        }
        incomplete.solve(image, image);
        weighInto(next, weights);
        for (int j = 0; j <= k; j++) {
            double[] known = basis[j];
            double part = 0;
            for (int i = 0; i < n; i++) {
                part += known[i] * next[i];
            }
            hessenberg[j][k] = part;
            for (int i = 0; i < n; i++) {
                next[i] -= part * known[i];
            }
        }
        double length = length(next);
        if (length > 0) {
            scale(next, 1 / length);
        }
        rotate(k, length);
    }

    /** Givens rotations keep the small system triangular, and the size of the rest known. */
    private void rotate(int k, double length) {
        for (int j = 0; j < k; j++) {
            double upper = hessenberg[j][k];
            double lower = hessenberg[j + 1][k];
            hessenberg[j][k] = cosine[j] * upper + sine[j] * lower;
            hessenberg[j + 1][k] = cosine[j] * lower - sine[j] * upper;
        }
        double top = hessenberg[k][k];
        double whole = Math.sqrt(top * top + length * length);
        cosine[k] = top / whole;
        sine[k] = length / whole;
        hessenberg[k][k] = whole;
        rest[k + 1] = -sine[k] * rest[k];
        rest[k] *= cosine[k];
    }

    private void combine(int k, double[] weights, double[] x) {
        for (int j = k - 1; j >= 0; j--) {
            double sum = rest[j];
            for (int later = j + 1; later < k; later++) {
                sum -= hessenberg[j][later] * rest[later];
            }
            rest[j] = sum / hessenberg[j][j];
            double[] direction = basis[j];
            for (int i = 0; i < n; i++) {
                x[i] += rest[j] * direction[i];
            }
        }
        for (int i = 0; i < n; i++) {
            x[i] /= weights[i];
        }
    }

    private double weighInto(double[] out, double[] weights) {
        for (int i = 0; i < n; i++) {
            out[i] = image[i] * weights[i];
        }
        return length(out);
    }

    private static double length(double[] vector) {
        double sum = 0;
        for (double part : vector) {
            sum += part * part;
        }
        return Math.sqrt(sum);
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }
}
