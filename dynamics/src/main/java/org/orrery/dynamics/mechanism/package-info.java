/**
 * What a mechanism is, as its author wrote it. The door is {@link org.orrery.dynamics.mechanism.Mechanism}.
 *
 * <p>Every reader fills one, inlines the author's functions through
 * {@link org.orrery.dynamics.mechanism.Definitions}, and has it looked at by
 * {@link org.orrery.dynamics.mechanism.Validation} before anyone sees it, so that what is wrong is said the same way
 * whatever the format.
 */
@NullMarked
package org.orrery.dynamics.mechanism;

import org.jspecify.annotations.NullMarked;
