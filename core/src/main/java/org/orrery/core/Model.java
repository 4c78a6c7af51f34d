package org.orrery.core;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /**
     * Those of the assumptions that stand in for what the file leaves out, by the variable that they are about; a world that
     * brings a value of the variable does not need it.
     */
    default Map<String, String> taken() {
        return Map.of();
    }

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
     * The same model with data to look at: a network with examples, a causal model with its observations.
     *
     * @throws InvalidInput if the data cannot be read or does not fit the model
     * @throws Refusal if such a model takes no data
     */
    default Model with(Path data) {
        throw new Refusal("A " + kind() + " takes no data, and '" + data + "' was given.", "Leave --with out.");
    }

    /** SHA-256 of the data in hexadecimal, null without data. */
    default @Nullable String dataSha256() {
        return null;
    }

    /**
     * The cases that {@code E} and {@code P} run over where no ensemble was asked for: those for which all that was seen
     * holds. None for a model that has no cases.
     *
     * @throws InvalidInput if what was seen names something unknown, or holds for no case
     * @throws Refusal if the model cannot be conditioned
     */
    default Ensemble sample(List<Condition.Observation> seen) {
        if (seen.isEmpty()) {
            return Ensemble.NONE;
        }
        throw new Refusal("Conditioning a " + kind() + " on observations needs its noise model or data to weigh the"
                + " ensemble by: " + new Condition.See(seen), "Maybe ask with do(...), or vary inputs with --vary.");
    }

    /**
     * Answers by reasoning, where the model is one that licenses answers and is not itself run: a causal graph, with data or
     * without.
     *
     * @return the whole answer, with the controls that its method has; null for a machine that is run in paired worlds
     * @throws InvalidInput if the question, a setting or an option does not fit the model
     * @throws Refusal if this kind of question is not supported; what is asked for and not licensed comes back as a claim
     */
    default @Nullable Answer answer(Experiment asked, Lab lab) {
        return null;
    }

    /**
     * Where a model came from.
     *
     * @param file the file's name as the user gave it
     * @param sha256 of its bytes, in hexadecimal
     */
    record Source(String file, String sha256) {}
}
