/**
 * The command line. The door is {@link org.orrery.cli.Main}: arguments in, an exit code out.
 * <ol>
 * <li>{@code Main} knows the commands, turns every end into an exit code and one or two lines on stderr.
 * <li>Each {@code Command} names its options and does one thing: open, ask, simulate, convert, run, cases.
 * <li>Models come through {@link org.orrery.core.ModelReader} services, cases through {@code Case} services: a new
 * machine or a new case changes nothing here.
 * </ol>
 */
@NullMarked
package org.orrery.cli;

import org.jspecify.annotations.NullMarked;
