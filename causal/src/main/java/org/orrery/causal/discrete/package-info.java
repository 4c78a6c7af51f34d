/**
 * Bayesian networks over variables with a few named states: exact probabilities, and what they become under interventions.
 * The door is {@link org.orrery.causal.discrete.BayesianNetwork}; {@link org.orrery.causal.discrete.Bif} reads one from a
 * file, and {@link org.orrery.causal.discrete.Elimination} computes in it.
 */
@NullMarked
package org.orrery.causal.discrete;

import org.jspecify.annotations.NullMarked;
