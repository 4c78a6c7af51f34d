/**
 * Which mechanism made the difference. The doors are {@link org.orrery.causal.scm.attribution.ChangeAttribution}, of a mean
 * between two tables, and {@link org.orrery.causal.scm.attribution.AnomalyAttribution}, of one odd case.
 */
@NullMarked
package org.orrery.causal.scm.attribution;

import org.jspecify.annotations.NullMarked;
