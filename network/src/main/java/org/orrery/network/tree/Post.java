package org.orrery.network.tree;

/**
 * What is done to the scores of a row in the end. The order is that of the numbers in {@code TreeEnsemble} as ONNX Runtime
 * reads them; the standard has SOFTMAX before LOGISTIC.
 */
enum Post {
    NONE, LOGISTIC, SOFTMAX, SOFTMAX_ZERO, PROBIT
}
