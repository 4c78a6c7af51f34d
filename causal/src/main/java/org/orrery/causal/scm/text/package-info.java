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
 * With data (one case a row) some of it may be left to them:
 *
 * <pre>
 * k = fit(0.5)                         a number that is to be fitted, from 0.5 on
 * y = x*exp(-k*z) + noise              noise as the rows leave it over
 * x ~ z, w                             some function of these causes, chosen and fitted
 * z ~ data                             values as they are met
 * </pre>
 *
 * Distributions are {@code normal(mean, sd)}, {@code uniform(low, high)}, {@code lognormal(median, sigma)} and
 * {@code loguniform(low, high)}. What has neither chance nor a column follows from its formula. Numbers are fitted by least
 * squares, each in one equation; where the rows do not tell them, they are said to be not identified, and what is asked
 * through them is refused. The doors are {@link org.orrery.causal.scm.text.ScmText} and, as a service,
 * {@link org.orrery.causal.scm.text.ScmModelReader}.
 */
@NullMarked
package org.orrery.causal.scm.text;

import org.jspecify.annotations.NullMarked;
