/**
 * Questions of what would have been: conjunctions of events in several worlds at once. The door is
 * {@link org.orrery.causal.counterfactual.Counterfactuals}; it answers an
 * {@link org.orrery.causal.counterfactual.Imagined} query with a {@link org.orrery.causal.counterfactual.Finding}: an
 * estimand, a probability of 0, or why there is none.
 */
@NullMarked
package org.orrery.causal.counterfactual;

import org.jspecify.annotations.NullMarked;
