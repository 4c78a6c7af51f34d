/**
 * The cases, told with the rooms below, one package each. Its run-time class path is the whole program. What they share
 * is {@link org.orrery.casebook.EmbeddedMechanism}.
 */
@NullMarked
package org.orrery.casebook;

import org.jspecify.annotations.NullMarked;
