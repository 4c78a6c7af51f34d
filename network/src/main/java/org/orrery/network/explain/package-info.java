/**
 * Attribution: which parts of an input (or of an edge inside) a number leans on. The door is
 * {@link org.orrery.network.explain.Explanation}. Every method comes with the check that fits it and with the
 * parameter-randomisation test. An attribution is of rung see about the model: only an intervention says what causes what.
 */
@NullMarked
package org.orrery.network.explain;

import org.jspecify.annotations.NullMarked;
