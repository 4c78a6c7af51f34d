/** Mechanisms in time: reaction networks, solvers, ensembles. */
@NullMarked
package org.orrery.dynamics;

import org.jspecify.annotations.NullMarked;
