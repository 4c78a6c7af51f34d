/**
 * Whether a query about complete data follows from data with holes, and by which expression over cases in which what it speaks
 * of is observed. The door is {@link org.orrery.causal.missing.Recovery}; it answers with a
 * {@link org.orrery.causal.missing.Finding}.
 */
@NullMarked
package org.orrery.causal.missing;

import org.jspecify.annotations.NullMarked;
