/**
 * The oracle: a slow, plain evaluator of ONNX in float64, written from the standard alone and independent of ONNX Runtime
 * and of the gradient code. The door is {@link org.orrery.network.reference.Evaluator}.
 * <ol>
 * <li>{@code Array} holds the elements: real ones as doubles, whole ones and booleans as longs, texts.
 * <li>{@code Table} finds the operator of a node; each family of operators has a class that lists its members there.
 * <li>An operator sees a {@code Call}: the node, its inputs and the version of its operator set.
 * </ol>
 * Most operators that only move elements do so by one list of places ({@code Axes.places}, {@code Array.pick}).
 * Source: the ONNX operator specifications, operator sets 7 to 24, ai.onnx.ml 1 to 5, and ONNX Runtime's own operators.
 */
@NullMarked
package org.orrery.network.reference;

import org.jspecify.annotations.NullMarked;
