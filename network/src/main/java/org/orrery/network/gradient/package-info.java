/**
 * Derivatives of a graph, written as a graph. The door is {@link org.orrery.network.gradient.Gradients}: a model goes in, a
 * model comes out that computes what the first one does and its derivatives besides, in plain ONNX operators.
 *
 * <p>How it goes:
 * <ol>
 * <li>{@code Lift} rewrites a model of an old operator set in one of set 18, whose operators the rules speak.
 * <li>{@code Typing} asks the runtime for type and shape of every edge; {@code Types} holds them.
 * <li>{@code Expansions} writes operators that are made of others out in plain ones: one {@code Definition} each.
 * <li>{@code Sweep} walks the graph backwards once and has the rule of each operator add its part by {@code Emit}.
 * <li>{@code Rules} is the table: one treatment an operator.
 * </ol>
 * There are reverse rules only. What they emit has rules again, so the second derivative is the first one taken twice; and
 * since the reverse graph is linear in its cotangent, the forward derivative is the transpose of the reverse one.
 *
 * <p>To add an operator, write a rule beside its family and name it in that family's table; where the operator is a formula of
 * others, write the formula as a definition instead. {@code docs/differentiable.md} lists them, and a test holds it to the tables.
 */
@NullMarked
package org.orrery.network.gradient;

import org.jspecify.annotations.NullMarked;
