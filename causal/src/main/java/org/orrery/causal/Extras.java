package org.orrery.causal;

import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;

/** What can be asked beside a question of machines that are run, and not of models that reason. */
final class Extras {
    private Extras() {}

    /** @param model for the message: "A causal graph" */
    static void refuse(Experiment asked, String model) {
        if (!asked.settings().isEmpty()) {
            throw new InvalidInput(model + " has no value to be set: "
                    + String.join(", ", asked.settings().keySet()) + ".",
                    "Maybe an intervention is meant: do(x = 1)");
        }
        if (asked.ensemble().size() > 0) {
            throw new InvalidInput(model + " has no ensemble: nothing in it is drawn.",
                    "Leave --ensemble and --vary out.");
        }
        if (asked.options().containsKey("row")) {
            throw new InvalidInput("--row asks what one case of the data would have been, and " + asked.question()
                    + " is of no one case.", "Maybe ask a causal graph with data (--with): y | had(x = 0)");
        }
        if (!asked.options().isEmpty()) {
            throw new InvalidInput(model + " is not solved in time: --"
                    + String.join(", --", asked.options().keySet()) + " has no meaning here.", "Leave it out.");
        }
    }
}
