package org.orrery.network.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the scores of a row in the end. The order is that of the numbers in {@code TreeEnsemble} as ONNX Runtime
 * reads them; the standard has SOFTMAX before LOGISTIC.
 */
enum Post {
    NONE, LOGISTIC, SOFTMAX, SOFTMAX_ZERO, PROBIT;

    static @Nullable Post named(String name) {
        return Arrays.stream(values()).filter(post -> post.name().equals(name)).findFirst().orElse(null);
    }

    static @Nullable Post numbered(long number) {
        return number >= 0 && number < values().length ? values()[(int) number] : null;
    }
}
