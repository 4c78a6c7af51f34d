package org.orrery.causal.estimate;

import org.orrery.core.Value;

/** Of whom an effect is asked. */
public sealed interface Population {
    Population EVERYBODY = new Everybody();

    /** All that the rows stand for. */
    record Everybody() implements Population {}

    /** Those who had a value of the treatment by themselves: with the value 1, the treated. */
    record Having(Value value) implements Population {}
}
