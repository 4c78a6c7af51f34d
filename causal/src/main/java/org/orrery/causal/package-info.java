/**
 * Causal graphs and data. The way of the data:
 * <ol>
 * <li>{@code graph} holds mixed graphs and what can be read off them: ancestors, districts, separation.
 * <li>{@code text} reads graphs as people write them.
 * <li>{@code adjust} advises covariates that make seeing tell of doing, front doors and instruments.
 * <li>{@code identify} answers whether a query follows from a graph and the distribution of what is observed, and how.
 * <li>{@code counterfactual} answers the same for what would have been.
 * <li>{@code transport} answers it for one population from data and experiments of others.
 * <li>{@code missing} answers it for complete data from data with holes.
 * <li>{@code data} holds observations and reads them from files.
 * <li>{@code check} holds what a graph implies against them.
 * <li>{@code bound} tells how large an effect can be where it is not identified.
 * <li>{@code discrete} computes in Bayesian networks with tables.
 * <li>{@code estimate} makes numbers with intervals of them, where a graph licenses it.
 * <li>{@code scm} holds structural causal models: written, fitted, imagined with, attributed to.
 * </ol>
 * {@link org.orrery.causal.GraphModelReader} and {@link org.orrery.causal.BifModelReader} open files as models that answer
 * questions; {@link org.orrery.causal.CausalModel} is a graph, with data or without.
 */
@NullMarked
package org.orrery.causal;

import org.jspecify.annotations.NullMarked;
