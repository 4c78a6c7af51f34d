/**
 * Antimony text to {@link org.orrery.dynamics.mechanism.Mechanism}. The door is
 * {@link org.orrery.dynamics.antimony.AntimonyReader}.
 *
 * <p>The way of a text: {@code Source} blanks the comments, {@code Lexer} makes tokens, {@code Parser} takes statements
 * in any order and writes them on a {@code Sheet}; when all is read, {@code Assembly} decides what each name is (a
 * participant of a reaction is a species, the target of {@code in} a compartment, the rest parameters) and builds the
 * mechanism. Formulas stay spans of text until then, because functions may be defined below their use.
 *
 * <p>The language is that of libAntimony 2.13 and later, less submodels, strands of DNA, interactions and objectives,
 * which are refused by name. {@code log} is the natural logarithm there and here, {@code log10} the decimal one.
 */
@NullMarked
package org.orrery.dynamics.antimony;

import org.jspecify.annotations.NullMarked;
