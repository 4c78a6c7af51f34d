package org.orrery.dynamics.solve;

/**
 * The size of a matrix's largest eigenvalue by power iteration, one product at a time. The vector is kept from matrix to
 * matrix, so that it follows the dominant direction of one that changes slowly.
 */
final class DominantEigenvalue {
    /** Lengths between this and its inverse, squared, are left as they are. */
    private static final double LEAST = 1e-50;
    private final SparsityPattern pattern;
    private double[] direction;
    private double[] image;
    private double before;
    private double after;

    DominantEigenvalue(SparsityPattern pattern) {
        this.pattern = pattern;
        direction = new double[pattern.rows()];
        image = new double[pattern.rows()];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = 1 + (i * 5 % 7) / 7.0;
        }
    }

    void improve(double[] values) {
        pattern.multiply(values, direction, image);
        before = 0;
        after = 0;
        for (int i = 0; i < image.length; i++) {
            before += direction[i] * direction[i];
            after += image[i] * image[i];
        }
        if (after > LEAST && after < 1 / LEAST) {
            double[] known = direction;
            direction = image;
            image = known;
        } else if (after > 1e-200 && after < 1e200) {
            double scale = 1 / Math.sqrt(after);
            for (int i = 0; i < image.length; i++) {
                direction[i] = image[i] * scale;
            }
        }
    }

    double radius() {
        return before > 0 ? Math.sqrt(after / before) : 0;
    }
}
