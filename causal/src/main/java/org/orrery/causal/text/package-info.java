/**
 * Causal graphs as text. The door is {@link org.orrery.causal.text.GraphText}: arrows in the syntax of dagitty or DOT,
 * equations in the manner of lavaan, or a Bayesian network in BIF with its tables.
 */
@NullMarked
package org.orrery.causal.text;

import org.jspecify.annotations.NullMarked;
