/**
 * What a run has been through. The door is {@link org.orrery.dynamics.history.History}: the course of the states as
 * polynomials, one for each step, from which delayed values are read.
 */
@NullMarked
package org.orrery.dynamics.history;

import org.jspecify.annotations.NullMarked;
