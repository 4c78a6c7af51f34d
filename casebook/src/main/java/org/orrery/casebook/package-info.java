/** The cases, told with the rooms below. Its run-time class path is the whole program. */
@NullMarked
package org.orrery.casebook;

import org.jspecify.annotations.NullMarked;
