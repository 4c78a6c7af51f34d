/** Expressions: parse, differentiate, simplify, units, compile. */
@NullMarked
package org.orrery.equation;

import org.jspecify.annotations.NullMarked;
