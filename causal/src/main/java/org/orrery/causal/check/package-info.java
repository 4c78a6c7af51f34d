/**
 * What a graph implies, held against data. The door is {@link org.orrery.causal.check.MarkovCheck};
 * {@link org.orrery.causal.check.Implications} reads the implications off the graph alone.
 */
@NullMarked
package org.orrery.causal.check;

import org.jspecify.annotations.NullMarked;
