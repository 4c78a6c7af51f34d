/** Solvers of ordinary differential equations. */
@NullMarked
package org.orrery.dynamics.solve;

import org.jspecify.annotations.NullMarked;
