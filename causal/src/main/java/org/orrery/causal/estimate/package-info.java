/**
 * Numbers with intervals from data. {@link org.orrery.causal.estimate.Ols} regresses by least squares; its errors are
 * {@link org.orrery.causal.estimate.Errors}, HC3 where nothing else is asked for. {@link org.orrery.causal.estimate.Glm}
 * regresses outcomes of 0 and 1 and counts.
 */
@NullMarked
package org.orrery.causal.estimate;

import org.jspecify.annotations.NullMarked;
