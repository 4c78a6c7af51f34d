package org.orrery.core;

/** What became of one world among many. */
public sealed interface Outcome {
    /** It came to its end. */
    record Finished(Run run) implements Outcome {}

    /** It has no answer; the others are not touched by that. */
    record Failed(RunFailure failure) implements Outcome {}

    /** Runs one world by itself. */
    static Outcome of(Machine machine, World world) {
        try {
            return new Finished(machine.run(world));
        } catch (RunFailure failure) {
            return new Failed(failure);
        }
    }
}
