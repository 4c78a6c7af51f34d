package org.orrery.causal;

import java.util.List;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;

/** What can be asked beside a question of machines that are run, and not of models that reason. */
final class Extras {
    private Extras() {}

    /** @param model for the message: "A causal graph" */
    static void refuse(Experiment asked, String model) {
        if (asked.options().containsKey("row")) {
            throw new InvalidInput("--row asks what one case of the data would have been, and " + asked.question()
                    + " is of no one case.", "Maybe ask a causal graph with data (--with): y | had(x = 0)");
        }
        refuseBut(asked, model, List.of());
    }

    /** @param known options that mean something */
    static void refuseBut(Experiment asked, String model, List<String> known) {
        if (!asked.settings().isEmpty()) {
            throw new InvalidInput(model + " has no value to be set: "
                    + String.join(", ", asked.settings().keySet()) + ".",
                    "Maybe an intervention is meant: do(x = 1)");
        }
        if (asked.ensemble().size() > 0) {
            throw new InvalidInput(model + " has no ensemble: nothing in it is drawn.",
                    "Leave --ensemble and --vary out.");
        }
        List<String> others = asked.options().keySet().stream().filter(name -> !known.contains(name)).sorted().toList();
        if (!others.isEmpty()) {
            throw new InvalidInput(model + " is not solved in time: --" + String.join(", --", others)
                    + " has no meaning here.", "Leave it out.");
        }
    }
}
