package org.orrery.dynamics.flux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.orrery.dynamics.flux.FluxProblem.Metabolite;
import org.orrery.dynamics.flux.FluxProblem.Reaction;

/**
 * Whether the reactions inside the system conserve the elements and the charge of their metabolites' formulas. Exchanges
 * with the outside (all on one side) and biomass cannot and need not. What is missing in a formula counts as nothing, so
 * that a reaction which uses it up is found wanting.
 *
 * @param internal all reactions that should balance
 * @param unknown those of them with a metabolite whose formula is not given or cannot be read
 * @param mass those that lose or make an element by the formulas given
 * @param charge those that conserve the elements and not the charge
 * @param biomass left out
 */
record MassBalance(int internal, int unknown, List<String> mass, List<String> charge, List<String> biomass) {
    private static final double ROUNDING = 1e-6;

    static MassBalance of(FluxProblem problem) {
        Map<String, Metabolite> pools = new HashMap<>();
        problem.metabolites().forEach(pool -> pools.put(pool.id(), pool));
        int internal = 0;
        int unknown = 0;
        List<String> mass = new ArrayList<>();
        List<String> charge = new ArrayList<>();
        List<String> biomass = new ArrayList<>();
        for (Reaction reaction : problem.reactions()) {
            if (isExchange(reaction)) {
                continue;
            }
            if (reaction.biomass()) {
                biomass.add(reaction.id());
                continue;
            }
            internal++;
            Map<String, Double> sums = new TreeMap<>();
            unknown += elements(reaction, pools, sums) ? 0 : 1;
            if (sums.values().stream().anyMatch(sum -> Math.abs(sum) > ROUNDING)) {
                mass.add(reaction.id());
            } else if (Math.abs(charge(reaction, pools)) > ROUNDING) {
                charge.add(reaction.id());
            }
        }
        return new MassBalance(internal, unknown, mass, charge, biomass);
    }

    static boolean isExchange(Reaction reaction) {
        boolean uses = reaction.stoichiometry().values().stream().anyMatch(amount -> amount < 0);
        boolean makes = reaction.stoichiometry().values().stream().anyMatch(amount -> amount > 0);
        return !(uses && makes);
    }

    /** Adds up what is known; whether that is all. */
    private static boolean elements(Reaction reaction, Map<String, Metabolite> pools, Map<String, Double> sums) {
        boolean all = true;
        for (Map.Entry<String, Double> part : reaction.stoichiometry().entrySet()) {
            Metabolite pool = pools.get(part.getKey());
            String text = pool == null ? null : pool.formula();
            Formula formula = Formula.of(text == null ? "" : text);
            all &= formula.whole();
            formula.counts().forEach((element, count) -> sums.merge(element, count * part.getValue(), Double::sum));
        }
        return all;
    }

    /** A charge that is not given counts as none. */
    private static double charge(Reaction reaction, Map<String, Metabolite> pools) {
        double sum = 0;
        for (Map.Entry<String, Double> part : reaction.stoichiometry().entrySet()) {
            Metabolite pool = pools.get(part.getKey());
            Double charge = pool == null ? null : pool.charge();
            sum += charge == null ? 0 : charge * part.getValue();
        }
        return sum;
    }

    /** One line for people. */
    String told() {
        String looked = internal + " internal reactions: ";
        if (unknown == internal) {
            return looked + "no formulas to balance them by";
        }
        return looked + listed(mass, "out of balance in mass") + ", " + listed(charge, "more in charge")
                + (unknown > 0 ? "; in " + unknown + " some formula is missing or unclear" : "")
                + (biomass.isEmpty() ? "" : "; biomass, which need not balance: " + names(biomass));
    }

    private static String listed(List<String> reactions, String what) {
        return reactions.size() + " " + what + (reactions.isEmpty() ? "" : " (" + names(reactions) + ")");
    }

    private static String names(List<String> reactions) {
        return String.join(", ", reactions.subList(0, Math.min(8, reactions.size())))
                + (reactions.size() > 8 ? ", ..." : "");
    }
}
