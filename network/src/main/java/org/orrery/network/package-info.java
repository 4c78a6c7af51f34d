/**
 * Trained networks. The way of the data:
 * <ol>
 * <li>{@code onnx} holds an ONNX model as plain records, read from bytes and written back.
 * <li>{@code graph} takes graphs apart: who reads what, cutting, functions unfolded, arithmetic of shapes.
 * <li>{@code run} executes a model on the unmodified ONNX Runtime.
 * <li>{@code place} knows the axes of every tensor and what an address means.
 * <li>{@code structure} recognises what a graph is built of, and gives friendly names.
 * <li>{@code tree} takes ensembles of decision trees apart, so that each tree can be read and moved.
 * <li>{@code data} reads examples and fits them to the inputs.
 * <li>{@code surgery} moves gears: worlds off and on as rows through one instrumented graph.
 * <li>{@code gradient} writes derivatives of a graph as a graph.
 * <li>{@code explain} attributes a number to parts, each method beside its checks.
 * </ol>
 * Aside stands {@code reference}, a slow float64 evaluator that shares no code with these: the oracle of their tests.
 */
@NullMarked
package org.orrery.network;

import org.jspecify.annotations.NullMarked;
