package org.orrery.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine with named variables that can be run in a {@link World}. Immutable, shared between threads. */
public interface Model {
    /** Where the model came from. */
    Source source();

    /** What sort of machine it is, in one word: mechanism, network, scm. */
    String kind();

    /** All variables in the order of the author. */
    List<Variable> variables();

    /** What a person should know of the structure, one line each: counts, units, methods. */
    List<String> summary();

    /** What the model takes for granted, said with each of its claims. */
    List<Claim.Assumption> assumptions();

    /** The unit of time for people ("day", "s"); null where there is no time or the model does not say. */
    default @Nullable String timeUnit() {
        return null;
    }

    /** Whether it runs in time. Without time a run has one moment: questions name none, and a course is one value. */
    default boolean isTimed() {
        return true;
    }

    /**
     * Prepares the model for many runs of the same plan: everything that can be done once is done here.
     *
     * @throws InvalidInput if an address is unknown (with the nearest names) or a time is impossible
     * @throws Refusal if a move or a reading is not supported for this machine
     */
    Machine prepare(Plan plan);

    /** Prepares the model for several plans that are alternatives to each other, as {@link #prepare} does for one. */
    default Battery prepareAll(List<Plan> plans) {
        return Battery.of(this, plans);
    }

    /**
     * How many places one selector of an address has to choose from; 0 where there is no such axis or its length is open.
     *
     * @param address with all its selectors; the one that is asked for may be anything
     * @param selector its number
     */
    default int places(Address address, int selector) {
        return variables().stream().filter(variable -> variable.name().equals(address.name()))
                .filter(variable -> selector < variable.shape().size())
                .mapToInt(variable -> Math.max(0, variable.shape().get(selector))).findFirst().orElse(0);
    }

    /**
     * Where a model came from.
     *
     * @param file the file's name as the user gave it
     * @param sha256 of its bytes, in hexadecimal
     */
    record Source(String file, String sha256) {}
}
