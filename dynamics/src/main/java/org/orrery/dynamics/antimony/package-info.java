/**
 * Antimony text to {@link org.orrery.dynamics.mechanism.Mechanism}. The door is
 * {@link org.orrery.dynamics.antimony.AntimonyReader}.
 *
 * <p>The way of a text: {@code Source} blanks the comments, {@code Lexer} makes tokens, {@code Parser} takes statements
 * in any order and writes them on a {@code Sheet}, one for each model; the sheets and the functions of a file and of what
 * it imports are the {@code Library}. {@code Whole} puts the submodels of the main model in place: each use of a model is
 * an {@code Instance}, each thing a {@code Node}, joined names share one. {@code Meaning} reads formulas in the place
 * where they were written, with the factors of time and extent; {@code Strands} follows rates along strands of DNA; {@code Pools} and {@code Assembly} decide what each name
 * is and build the mechanism; {@code Balance} makes a flux problem of it where there is an objective. Formulas stay spans of text until then, because functions may be defined below their use.
 *
 * <p>The language is that of libAntimony 3.3; drawings, annotations and uncertainties are left out with a remark. {@code log} is the natural logarithm there and here,
 * {@code log10} the decimal one.
 */
@NullMarked
package org.orrery.dynamics.antimony;

import org.jspecify.annotations.NullMarked;
