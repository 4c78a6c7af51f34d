package org.orrery.dynamics.flux;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flux balance problem: fluxes {@code v} through reactions, within bounds, that leave every metabolite's amount as it is
 * ({@code S v = 0}), and a linear objective of the fluxes. Everything is a number: what the file computes is worked out.
 *
 * @param id the model's identifier, or the empty string
 * @param name the author's title, or the empty string
 * @param genes gene products that rules may name
 * @param objectives all that the file gives, at least one
 * @param active the identifier of the one to be optimised
 * @param constraints further linear constraints on the fluxes
 * @param unit of the fluxes, or null where the file gives none
 * @param remarks what was ignored or taken by default, one line each
 */
public record FluxProblem(String id, String name, List<Metabolite> metabolites, List<Reaction> reactions,
        List<Gene> genes, List<Objective> objectives, String active, List<Constraint> constraints,
        @Nullable String unit, List<String> remarks) {
    public FluxProblem {
        metabolites = List.copyOf(metabolites);
        reactions = List.copyOf(reactions);
        genes = List.copyOf(genes);
        objectives = List.copyOf(objectives);
        constraints = List.copyOf(constraints);
        remarks = List.copyOf(remarks);
        if (objectives.stream().noneMatch(objective -> objective.id().equals(active))) {
            throw new IllegalArgumentException("no objective " + active);
        }
    }

    /**
     * A pool.
     *
     * @param boundary whether it need not balance: it stands outside the system
     * @param formula its elements, or null where not given
     * @param charge null where not given
     */
    public record Metabolite(String id, String name, boolean boundary, @Nullable String formula,
            @Nullable Double charge) {}

    /**
     * @param stoichiometry net amount of each metabolite made by one unit of flux (below zero: used up)
     * @param lower bound of the flux, may be negative infinity
     * @param upper bound of the flux, may be infinity
     * @param rule which genes it takes, or null for none
     * @param biomass whether it stands for growth and need not conserve mass
     */
    public record Reaction(String id, String name, Map<String, Double> stoichiometry, double lower, double upper,
            @Nullable GeneRule rule, boolean biomass) {
        public Reaction {
            stoichiometry = Collections.unmodifiableMap(new LinkedHashMap<>(stoichiometry));
        }
    }

    /** @param label how people call it, the identifier where they have no other word */
    public record Gene(String id, String label) {}

    /** @param coefficients by reaction */
    public record Objective(String id, String name, boolean maximize, Map<String, Double> coefficients) {
        public Objective {
            coefficients = Collections.unmodifiableMap(new LinkedHashMap<>(coefficients));
        }
    }

    /** {@code lower <= sum of coefficient times flux <= upper}. */
    public record Constraint(String id, double lower, double upper, Map<String, Double> coefficients) {
        public Constraint {
            coefficients = Collections.unmodifiableMap(new LinkedHashMap<>(coefficients));
        }
    }

    /** The objective to be optimised. */
    public Objective objective() {
        return objectives.stream().filter(each -> each.id().equals(active)).findFirst().orElseThrow();
    }
}
