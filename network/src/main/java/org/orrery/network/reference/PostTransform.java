package org.orrery.network.reference;

import java.util.Arrays;

/** What ai.onnx.ml does to a row of scores in the end. */
enum PostTransform {
    NONE, SOFTMAX, LOGISTIC, SOFTMAX_ZERO, PROBIT;

    static PostTransform of(Call call) {
        return valueOf(call.text("post_transform", "NONE"));
    }

    /** By number as ONNX Runtime counts; the standard has SOFTMAX before LOGISTIC. */
    static PostTransform numbered(Call call) {
        int number = call.whole("post_transform", 0);
        return number == 1 ? LOGISTIC : number == 2 ? SOFTMAX : values()[number];
    }

    /** ONNX Runtime does nothing to the score of a single target but PROBIT. */
    PostTransform ofTargets(int targets) {
        return targets > 1 || this == PROBIT ? this : NONE;
    }

    double[] apply(double[] scores) {
        return switch (this) {
            case NONE -> scores;
            case SOFTMAX -> Softmaxes.softmax(scores);
            case LOGISTIC -> Arrays.stream(scores).map(Special::sigmoid).toArray();
            case SOFTMAX_ZERO -> softmaxZero(scores);
            case PROBIT -> Arrays.stream(scores).map(PostTransform::probit).toArray();
        };
    }

    /** A softmax in which what is zero stays zero, up to ONNX Runtime's 1e-7. */
    private static double[] softmaxZero(double[] scores) {
        double max = Reductions.max(scores);
        double[] exp = Arrays.stream(scores).map(x -> Math.abs(x) > 1e-7 ? Math.exp(x - max) : x * Math.exp(-max))
                .toArray();
        double sum = Arrays.stream(exp).sum();
        return Arrays.stream(exp).map(x -> sum > 0 ? x / sum : x).toArray();
    }

    /** The quantile function of the normal distribution, by bisection of its distribution function. */
    static double probit(double p) {
        if (!(p > 0 && p < 1)) {
            return p == 0 ? Double.NEGATIVE_INFINITY : p == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        double low = -40;
        double high = 40;
        for (int i = 0; i < 120; i++) {
            double middle = (low + high) / 2;
            if (Special.phi(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
