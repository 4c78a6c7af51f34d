/**
 * Observations as tables. The door is {@link org.orrery.causal.data.Table}; {@link org.orrery.causal.data.TableFile} reads
 * one, {@link org.orrery.causal.data.Encoder} turns columns into numbers, the same way when a model is fitted and when a
 * value is set.
 */
@NullMarked
package org.orrery.causal.data;

import org.jspecify.annotations.NullMarked;
