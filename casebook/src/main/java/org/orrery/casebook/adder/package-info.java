/**
 * What does a part of a network do? The door is {@link org.orrery.casebook.adder.AdderCase}.
 * <ol>
 * <li>{@link org.orrery.casebook.adder.Adder} is a network that adds modulo 53, written by hand, so that it is known what
 * each unit does.
 * <li>{@link org.orrery.casebook.adder.Findings} silences the units of one frequency after the other and weighs what is
 * missing then.
 * <li>{@link org.orrery.casebook.adder.Heads} cuts the heads of a network that continues what it has seen, in three ways.
 * <li>{@link org.orrery.casebook.adder.Story} tells it.
 * </ol>
 */
@NullMarked
package org.orrery.casebook.adder;

import org.jspecify.annotations.NullMarked;
