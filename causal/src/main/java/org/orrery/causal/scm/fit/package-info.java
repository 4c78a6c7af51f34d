/**
 * Structural causal models fitted to a graph and data. The door is {@link org.orrery.causal.scm.fit.Scms}. Each variable with
 * causes gets a linear function, smooth ones or trees, by a declared rule ({@link org.orrery.causal.scm.fit.Kind}), or a table
 * where it is discrete; what is left over is its noise.
 */
@NullMarked
package org.orrery.causal.scm.fit;

import org.jspecify.annotations.NullMarked;
