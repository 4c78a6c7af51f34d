package org.orrery.causal.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Orthonormal directions of some columns of numbers, grown one by one (modified Gram-Schmidt, each column twice, so that
 * what is left is orthogonal to working precision). Columns that those before them explain are left out.
 */
final class Block {
    /** What is left of a column, relative to its length, below which it counts as explained. */
    private static final double EXPLAINED = 1e-9;

    private final List<double[]> directions = new ArrayList<>();

    int size() {
        return directions.size();
    }

    double[] direction(int i) {
        return directions.get(i);
    }

    /** The part of a column that the directions do not explain. */
    double[] rest(double[] column) {
        double[] rest = column.clone();
        for (int pass = 0; pass < 2; pass++) {
            for (double[] direction : directions) {
                double along = dot(rest, direction);
                for (int i = 0; i < rest.length; i++) {
                    rest[i] -= along * direction[i];
                }
            }
        }
        return rest;
    }

    /** Takes a direction more, unless it is explained; {@code scale} is the length that the column once had. */
    void add(double[] column, double scale) {
        double[] rest = rest(column);
        double length = Math.sqrt(dot(rest, rest));
        if (length > EXPLAINED * scale) {
            for (int i = 0; i < rest.length; i++) {
                rest[i] /= length;
            }
            directions.add(rest);
        }
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
