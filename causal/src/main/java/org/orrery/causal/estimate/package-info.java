/**
 * Numbers with intervals from data. The door is {@link org.orrery.causal.estimate.Estimates}: an
 * {@link org.orrery.causal.estimate.EffectQuestion} (what is asked, what is set against what, and the
 * {@link org.orrery.causal.estimate.Ground} that a graph gives) and a table become an
 * {@link org.orrery.causal.estimate.Effect}, with the naive answer beside it. Which estimator does it is decided by
 * {@link org.orrery.causal.estimate.Estimator#pick}, with its reason. Beneath, {@link org.orrery.causal.estimate.Ols}
 * regresses by least squares (errors: {@link org.orrery.causal.estimate.Errors}, HC3 where nothing else is asked for),
 * {@link org.orrery.causal.estimate.Glm} outcomes of 0 and 1 and counts, {@link org.orrery.causal.estimate.TwoStage} with
 * instruments.
 */
@NullMarked
package org.orrery.causal.estimate;

import org.jspecify.annotations.NullMarked;
