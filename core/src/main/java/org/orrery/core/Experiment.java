package org.orrery.core;

import java.util.List;
import java.util.Map;

/**
 * A question asked of a model in paired worlds, off and on, over an ensemble.
 *
 * @param model the machine
 * @param question what is asked
 * @param settings values that hold in both worlds ({@code --set})
 * @param ensemble draws of the uncertain inputs
 * @param options the machine's own settings
 * @param courses variables to record for pictures, over {@code grid}
 * @param grid times for the courses, may be empty
 * @param seed of the claim
 * @param version of Orrery, for the provenance
 */
public record Experiment(Model model, Question question, Map<String, Double> settings, Ensemble ensemble,
        Map<String, String> options, List<Address> courses, List<Double> grid, long seed, String version) {
    public Experiment {
        settings = Map.copyOf(settings);
        options = Map.copyOf(options);
        courses = List.copyOf(courses);
        grid = List.copyOf(grid);
    }

    /** The same over another ensemble. */
    Experiment over(Ensemble other) {
        return new Experiment(model, question, settings, other, options, courses, grid, seed, version);
    }

    /**
     * Asks the question: the machine as it is (off) and operated (on), as published and for each member of the ensemble,
     * with the control and the proofs that the claim demands. The same experiment gives the same bits in every lab; only
     * {@link Claim.Provenance#millis()} differs. A question that could not be answered soundly comes back refused, with
     * the reason, and without a number.
     *
     * <p>Without an ensemble {@code E} and {@code P} run over the model's own cases, where it has data; {@code see(...)} keeps
     * those for which it holds ({@link Model#sample}).
     *
     * <p>A model that reasons ({@link Model#answer}) answers by itself, under the same laws.
     *
     * <p>Two kinds of interval answer two different questions. For a quantity of one run the interval holds the middle
     * 95 % of the members ({@code ENSEMBLE}): where the answer may lie, given what is not known of the inputs. More
     * members do not make it narrower. For {@code E[x]} and {@code P(x > 1)} it says how well this many members fix the mean
     * or the share ({@code ANALYTIC}, or {@code BOOTSTRAP} for arithmetic over several of them): it shrinks with the square
     * root of the number of members.
     *
     * @throws InvalidInput if the question or a setting does not fit the model
     * @throws Refusal if this kind of question is not licensed for this kind of machine
     * @throws java.util.concurrent.CancellationException if the work was interrupted
     */
    public Answer ask(Lab lab) {
        Answer reasoned = model.answer(this, lab);
        return reasoned != null ? reasoned : new Inquiry(this).answer(lab);
    }
}
