/**
 * Examples that a network looks at. The doors are
 * {@link org.orrery.network.data.Fitting}, which reads data and fits them to a network, {@link org.orrery.network.data.Examples}, rows of data made ready for a
 * network's inputs, and {@link org.orrery.network.data.Feed}, which turns worlds into the inputs of a run.
 */
@NullMarked
package org.orrery.network.data;

import org.jspecify.annotations.NullMarked;
