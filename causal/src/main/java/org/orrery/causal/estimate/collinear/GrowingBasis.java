package org.orrery.causal.estimate.collinear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An orthonormal basis that grows column by column: Gram and Schmidt, each column made orthogonal twice, which keeps the basis
 * orthonormal to rounding (Giraud, Langou and Rozloznik, Computers and Mathematics with Applications 50 (2005) 1069). What is
 * left of a column beside those before it says whether it is new, and by how much. Cost: rows times width, for each column.
 */
public final class GrowingBasis {
    /** Of a column's length; less than that is rounding. */
    private static final double NOTHING = 1e-9;

    private final int rows;
    private final List<double[]> vectors = new ArrayList<>();

    private GrowingBasis(int rows) {
        this.rows = rows;
    }

    /** The basis of a regression with an intercept. */
    public static GrowingBasis withIntercept(int rows) {
        GrowingBasis basis = new GrowingBasis(rows);
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        basis.add(ones);
        return basis;
    }

    /** What is left of a column when its projection on the basis is taken off; all zeros where nothing but rounding is left. */
    public double[] rest(double[] column) {
        double[] rest = column.clone();
        double length = Math.sqrt(dot(rest, rest));
        for (int pass = 0; pass < 2; pass++) {
            for (double[] vector : vectors) {
                double along = dot(vector, rest);
                for (int i = 0; i < rows; i++) {
                    rest[i] -= along * vector[i];
                }
            }
        }
        if (Math.sqrt(dot(rest, rest)) <= NOTHING * length) {
            Arrays.fill(rest, 0);
        }
        return rest;
    }

    /**
     * Adds a column.
     *
     * @return the squared length of what it adds; 0 where the basis holds it already, and is left as it was
     */
    public double add(double[] column) {
        double[] rest = rest(column);
        double square = dot(rest, rest);
        if (square > 0) {
            double length = Math.sqrt(square);
            for (int i = 0; i < rows; i++) {
                rest[i] /= length;
            }
            vectors.add(rest);
        }
        return square;
    }

    /** How many directions it has, the intercept counted. */
    public int rank() {
        return vectors.size();
    }

    /** The inner product of two columns. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
