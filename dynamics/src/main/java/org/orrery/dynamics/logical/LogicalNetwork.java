package org.orrery.dynamics.logical;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.RunFailure;
import org.orrery.equation.Expr;
import org.orrery.equation.Symbols;

/**
 * A network of species with whole levels, as the package qual of SBML level 3 states it (C. Chaouiya and others, SBML
 * qualitative models, BMC Systems Biology 7 (2013) 135, doi:10.1186/1752-0509-7-135).
 *
 * @param remarks what a reader left out or took for granted
 */
public record LogicalNetwork(String id, String name, List<Species> species, List<Transition> transitions,
        List<String> remarks) {
    /** Combinations of levels over which the terms of one transition are compared. */
    private static final long COMPARED = 1 << 16;

    public LogicalNetwork {
        species = List.copyOf(species);
        transitions = List.copyOf(transitions);
        remarks = List.copyOf(remarks);
    }

    /**
     * @param max the highest level; the lowest is 0
     * @param initial its level at step 0, or null where the file gives none
     * @param constant whether no transition may move it
     */
    public record Species(String id, String name, int max, @Nullable Integer initial, boolean constant) {}

    /**
     * Gives its outputs the level of the term whose condition holds, and changes other species as often as that level says.
     *
     * @param id its name for messages
     * @param outputs ids of species that are given the level; no species is an output of two transitions
     * @param changes what it takes and makes; no species of them is an output
     * @param otherwise the level where no condition holds
     */
    public record Transition(String id, List<String> outputs, List<Change> changes, List<Term> terms, int otherwise) {
        public Transition {
            outputs = List.copyOf(outputs);
            changes = List.copyOf(changes);
            terms = List.copyOf(terms);
        }
    }

    /** @param by below zero where the species is consumed */
    public record Change(String species, int by) {}

    /** Whether some transition takes or makes instead of giving a level. */
    public boolean hasChanges() {
        return transitions.stream().anyMatch(each -> !each.changes().isEmpty());
    }

    /**
     * @param condition over the ids of species, whose values are their levels
     * @param level where it holds
     */
    public record Term(Expr condition, int level) {}

    /**
     * How two terms of a transition contradict each other: both hold and give different levels. Looked for over all levels
     * of the species that the conditions use, where these are few enough; every update looks again.
     *
     * @return null where none was found
     */
    public @Nullable String contradiction(Transition transition) {
        List<Expr> conditions = transition.terms().stream().map(Term::condition).toList();
        List<Species> used = new ArrayList<>();
        long states = 1;
        for (Species each : species) {
            if (Symbols.of(conditions).names().contains(each.id())) {
                used.add(each);
                states *= each.max() + 1L;
                if (states > COMPARED) {
                    return null;
                }
            }
        }
        Update update = new Update(used,
                List.of(new Transition(transition.id(), List.of(), List.of(), transition.terms(),
                        transition.otherwise())));
        Update.Worker worker = update.worker();
        int[] state = new int[used.size()];
        try {
            do {
                worker.next(state, state.clone());
            } while (update.count(state));
        } catch (RunFailure failure) {
            return failure.getMessage();
        }
        return null;
    }
}
