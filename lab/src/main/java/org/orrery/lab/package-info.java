/**
 * Where trials run and what they are drawn from. The doors are {@link org.orrery.lab.LocalLab} (this machine's cores),
 * {@link org.orrery.lab.Ensembles} (draws of uncertain inputs) and {@link org.orrery.lab.ClaimJson} (claims as text).
 * <ol>
 * <li>A {@link org.orrery.lab.Distribution} is read from {@code lognormal(1, 0.2)} on the command line or from the
 * small YAML file beside a model ({@link org.orrery.lab.EnsembleFile}).
 * <li>{@code Ensembles} draws it: a member's draw of an input depends on the seed, the member and the input's name alone.
 * <li>{@code LocalLab} runs the trials, in any number of threads, with the same results in the same order.
 * </ol>
 */
@NullMarked
package org.orrery.lab;

import org.jspecify.annotations.NullMarked;
