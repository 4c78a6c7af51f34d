/** The command line. */
@NullMarked
package org.orrery.cli;

import org.jspecify.annotations.NullMarked;
