/**
 * Whether what was learnt elsewhere, or in experiments on something else, tells about the population in question. The door is
 * {@link org.orrery.causal.transport.Transport}; it answers with a {@link org.orrery.causal.transport.Finding}.
 */
@NullMarked
package org.orrery.causal.transport;

import org.jspecify.annotations.NullMarked;
