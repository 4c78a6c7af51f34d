/** What a mechanism is, as its author wrote it. The door is {@link org.orrery.dynamics.mechanism.Mechanism}. */
@NullMarked
package org.orrery.dynamics.mechanism;

import org.jspecify.annotations.NullMarked;
