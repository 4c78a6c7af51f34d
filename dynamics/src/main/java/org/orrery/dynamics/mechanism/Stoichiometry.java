package org.orrery.dynamics.mechanism;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.InvalidInput;
import org.orrery.dynamics.mechanism.Mechanism.Participant;

/** What a reaction makes and uses in all, as numbers. */
public final class Stoichiometry {
    private Stoichiometry() {}

    /**
     * The net amount of each species that one turn of the reaction makes; below zero where it is used up.
     *
     * @throws InvalidInput if a number is missing where it counts
     */
    public static Map<String, Double> net(Mechanism mechanism, Mechanism.Reaction reaction, Constants constants) {
        Map<String, Double> net = new LinkedHashMap<>();
        add(mechanism, reaction, reaction.reactants(), -1, constants, net);
        add(mechanism, reaction, reaction.products(), 1, constants, net);
        return net;
    }

    private static void add(Mechanism mechanism, Mechanism.Reaction reaction, List<Participant> participants, int sign,
            Constants constants, Map<String, Double> net) {
        for (Participant participant : participants) {
            if (participant.isOpen() && isUntouched(mechanism, participant.species())) {
                continue;
            }
            String what = "the stoichiometry of " + participant.species() + " in " + reaction.id();
            double amount = constants.of(participant.stoichiometry(), what);
            if (!Double.isFinite(amount)) {
                throw new InvalidInput(what + " is " + amount + ".", "Give it a finite number.");
            }
            net.merge(participant.species(), sign * amount, Double::sum);
        }
    }

    private static boolean isUntouched(Mechanism mechanism, String species) {
        return mechanism.species().stream()
                .anyMatch(pool -> pool.id().equals(species) && (pool.boundary() || pool.constant()));
    }
}
