package org.orrery.network.reference;

/**
 * Two classes. The standard does not say what a classifier with the votes of one class only gives; this is what ONNX
 * Runtime does: all weights positive are probabilities p of the second class (p > 0.5, scores 1 - p and p), others are
 * margins m (m > 0, scores -m and m, or their logistic functions).
 */
final class Binary {
    private Binary() {}

    /**
     * @param sums votes for both classes, NaN where there are none
     * @param one whether all votes are for one and the same class
     */
    static double[] finish(double[] sums, double[] base, boolean one, boolean positive, PostTransform transform,
            int[] chosen, int row) {
        double first = Double.isNaN(sums[0]) ? 0 : sums[0];
        boolean both = !Double.isNaN(sums[1]);
        double second = both ? sums[1] : 0;
        if (base.length == 2 && both) {
            second = base[1] + first;
            first = -second;
        } else if (base.length == 2) {
            second = base[1];
            first += base[0];
            both = true;
        } else if (base.length == 1) {
            first += base[0];
        }
        double weight = both ? second : first;
        boolean yes = weight > (one && positive ? 0.5 : 0);
        chosen[row] = yes ? 1 : 0;
        if (both) {
            return transform.apply(new double[]{first, second});
        }
        return single(first, one && positive, transform);
    }

    /** Scores of both classes from one number. */
    static double[] single(double score, boolean probability, PostTransform transform) {
        if (transform == PostTransform.PROBIT) {
            return new double[]{PostTransform.probit(score), 0};
        }
        if (transform == PostTransform.LOGISTIC) {
            return new double[]{Special.sigmoid(-score), Special.sigmoid(score)};
        }
        return new double[]{probability ? 1 - score : -score, score};
    }
}
