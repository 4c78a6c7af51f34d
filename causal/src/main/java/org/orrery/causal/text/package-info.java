/**
 * Causal graphs as text. The door is {@link org.orrery.causal.text.GraphText}: arrows in the syntax of dagitty or DOT,
 * or equations in the manner of lavaan.
 */
@NullMarked
package org.orrery.causal.text;

import org.jspecify.annotations.NullMarked;
