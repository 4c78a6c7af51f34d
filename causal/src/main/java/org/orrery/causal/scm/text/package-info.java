/**
 * Structural causal models as people write them, one line a variable:
 *
 * <pre>
 * # a comment
 * k = 2                                a constant, which --set and --vary may change
 * z ~ normal(0, 1)                     nothing but chance
 * x = k*z + noise normal(0, 0.5)       a formula, and noise that is added to it
 * w = x^2                              a formula alone
 * t ~ bernoulli(1/(1 + exp(-x)))       1 with a probability, else 0
 * </pre>
 *
 * Distributions are {@code normal(mean, sd)}, {@code uniform(low, high)}, {@code lognormal(median, sigma)} and
 * {@code loguniform(low, high)}. The doors are {@link org.orrery.causal.scm.text.ScmText} and, as a service,
 * {@link org.orrery.causal.scm.text.ScmModelReader}.
 */
@NullMarked
package org.orrery.causal.scm.text;

import org.jspecify.annotations.NullMarked;
