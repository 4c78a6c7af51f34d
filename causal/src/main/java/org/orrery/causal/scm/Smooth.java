package org.orrery.causal.scm;

import java.util.List;

/**
 * A sum of smooth functions, one a cause: cubic B-splines over equal pieces (Eilers and Marx, Statistical Science 11, 1996).
 * Outside of the range that they were fitted on they go on as straight lines.
 *
 * @param terms one a cause, in their order
 */
public record Smooth(double intercept, List<Term> terms) implements Regressor {
    public Smooth {
        terms = List.copyOf(terms);
    }

    @Override
    public double at(double[] causes) {
        double sum = intercept;
        for (int i = 0; i < causes.length; i++) {
            sum += terms.get(i).at(causes[i]);
        }
        return sum;
    }

    /**
     * The part of one cause.
     *
     * @param low end of the range
     * @param high end of the range
     * @param coefficients of the splines; one alone is a slope
     */
    public record Term(double low, double high, double[] coefficients) {
        private static final int OVERLAP = 3;

        double at(double x) {
            double[] basis = new double[coefficients.length];
            basis(x, low, high, basis);
            double sum = 0;
            for (int i = 0; i < basis.length; i++) {
                sum += basis[i] * coefficients[i];
            }
            return sum;
        }

        /** The values of the basis at a point; a basis of one is the point itself. */
        public static void basis(double x, double low, double high, double[] into) {
            int pieces = into.length - OVERLAP;
            if (pieces < 1) {
                into[0] = x;
                return;
            }
            double inside = Math.clamp(x, low, high);
            double t = (inside - low) / (high - low) * pieces;
            int piece = Math.min((int) t, pieces - 1);
            double u = t - piece;
            double v = 1 - u;
            double along = (x - inside) / (high - low) * pieces;
            into[piece] += v * v * v / 6 - along * v * v / 2;
            into[piece + 1] += (3 * u * u * u - 6 * u * u + 4) / 6 + along * (9 * u * u - 12 * u) / 6;
            into[piece + 2] += (-3 * u * u * u + 3 * u * u + 3 * u + 1) / 6 + along * (-9 * u * u + 6 * u + 3) / 6;
            into[piece + OVERLAP] += u * u * u / 6 + along * u * u / 2;
        }
    }
}
