package org.orrery.dynamics.flux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.core.Refusal;

/** What an address of a flux problem means. A gene answers to its label as well, where no one else does. */
final class Places {
    static final String LOWER = ".lower";
    static final String UPPER = ".upper";

    private final FluxProblem problem;
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> metabolites = new HashSet<>();

    /** What can be named. */
    sealed interface Place {
        record Flux(int column) implements Place {}

        record Bound(int column, boolean upper) implements Place {}

        record Gene(String id) implements Place {}

        record Goal(FluxProblem.Objective objective) implements Place {}
    }

    Places(FluxProblem problem) {
        this.problem = problem;
        for (int j = 0; j < problem.reactions().size(); j++) {
            String id = problem.reactions().get(j).id();
            places.put(id, new Place.Flux(j));
            places.put(id + LOWER, new Place.Bound(j, false));
            places.put(id + UPPER, new Place.Bound(j, true));
        }
        problem.objectives().forEach(objective -> places.put(objective.id(), new Place.Goal(objective)));
        problem.genes().forEach(gene -> places.put(gene.id(), new Place.Gene(gene.id())));
        Map<String, @Nullable String> labels = new HashMap<>();
        problem.genes().forEach(gene -> labels.put(gene.label(), labels.containsKey(gene.label()) ? null : gene.id()));
        labels.forEach((label, id) -> {
            if (id != null) {
                places.putIfAbsent(label, new Place.Gene(id));
            }
        });
        problem.metabolites().forEach(pool -> metabolites.add(pool.id()));
    }

    /**
     * @throws InvalidInput if there is no such place
     * @throws Refusal if the place has no value in a balance of fluxes
     */
    Place at(Address address) {
        if (!address.selectors().isEmpty()) {
            throw new InvalidInput(address + " asks for a part of " + address.name() + ", which is a single number.",
                    "Maybe leave out the brackets.");
        }
        Place place = places.get(address.name());
        if (place != null) {
            return place;
        }
        if (metabolites.contains(address.name())) {
            throw new Refusal(address.name() + " is a metabolite: a balance of fluxes says nothing of its amount.",
                    "Maybe ask for the flux of a reaction that makes or uses it.");
        }
        List<String> names = new ArrayList<>();
        problem.objectives().forEach(objective -> names.add(objective.id()));
        problem.reactions().forEach(reaction -> names.add(reaction.id()));
        problem.reactions().forEach(reaction -> names.addAll(List.of(reaction.id() + LOWER, reaction.id() + UPPER)));
        problem.genes().forEach(gene -> names.add(gene.id()));
        problem.genes().forEach(gene -> names.add(gene.label()));
        throw new InvalidInput("There is no '" + address.name() + "' in this flux problem.",
                Nearest.advice(address.name(), names));
    }
}
