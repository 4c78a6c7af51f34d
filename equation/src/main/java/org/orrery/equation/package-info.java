/**
 * Expressions: parse, differentiate, simplify, check units, compile.
 * <p>
 * The way of an expression:
 * <ol>
 * <li>{@link org.orrery.equation.Infix} or {@link org.orrery.equation.MathMl} reads it into an
 * {@link org.orrery.equation.Expr}; functions of the model are put in place as it is read
 * ({@link org.orrery.equation.Functions}, {@link org.orrery.equation.Lambda}).
 * <li>{@link org.orrery.equation.Substitution}, {@link org.orrery.equation.Simplifier},
 * {@link org.orrery.equation.Derivative} and {@link org.orrery.equation.SparseJacobian} make new ones of it;
 * {@link org.orrery.equation.UnitCheck} looks whether its units fit.
 * <li>{@link org.orrery.equation.KernelCompiler} makes a list of them into a {@link org.orrery.equation.Kernel}, over
 * arrays that a {@link org.orrery.equation.Layout} describes. {@link org.orrery.equation.Interpreter} does the same
 * slowly, and with the same bits: it is what the compiler is tested against. {@link org.orrery.equation.GrowingKernel}
 * starts without generated code and generates it when the kernel turns out to be called often.
 * </ol>
 * An expression is a graph with shared parts. Everything here takes time linear in the graph and works without
 * recursion, so neither 100,000 terms nor deep nesting nor heavy sharing do harm. {@code equals}, {@code hashCode} and
 * {@code toString} of the records do recurse: use them on small expressions only.
 * <p>
 * To extend: a new {@link org.orrery.equation.Operator} needs a value in {@code Elementary}, code in
 * {@code ChunkWriter}, a slope in {@code Slope}, a unit in {@link org.orrery.equation.UnitCheck}, and a name in
 * {@code Builtins}; the switches without default say where.
 */
@NullMarked
package org.orrery.equation;

import org.jspecify.annotations.NullMarked;
