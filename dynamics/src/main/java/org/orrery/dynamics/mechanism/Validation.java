package org.orrery.dynamics.mechanism;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.dynamics.mechanism.Mechanism.Event;
import org.orrery.dynamics.mechanism.Mechanism.EventAssignment;
import org.orrery.dynamics.mechanism.Mechanism.InitialAssignment;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Participant;
import org.orrery.dynamics.mechanism.Mechanism.Reaction;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.equation.Expr;
import org.orrery.equation.Symbols;

/**
 * Whether a mechanism makes sense, whatever the format it was written in: every name declared once, every target free to
 * be set and set by one equation only. The first thing that is wrong is thrown.
 */
public final class Validation {
    private final Mechanism mechanism;
    private final Function<Object, String> where;
    private final Declared declared;
    private final Map<String, Rule> ruled = new HashMap<>();

    private Validation(Mechanism mechanism, Function<Object, String> where) {
        this.mechanism = mechanism;
        this.where = where;
        declared = new Declared(mechanism, where);
    }

    /**
     * Throws what is wrong first.
     *
     * @param where the place of a part of the mechanism (a species, a rule ...), the very object, to put before a message:
     *     {@code "model.xml, line 7: "}
     * @throws InvalidInput if something is wrong
     */
    public static void check(Mechanism mechanism, Function<Object, String> where) {
        Validation validation = new Validation(mechanism, where);
        validation.species();
        validation.rules();
        validation.initialAssignments();
        validation.reactions();
        validation.events();
        Cycles.check(mechanism, where);
    }

    private void species() {
        String factor = mechanism.conversionFactor();
        if (factor != null) {
            factor(mechanism, "the model", factor);
        }
        for (Species species : mechanism.species()) {
            Object compartment = declared.part(species.compartment());
            if (!(compartment instanceof Mechanism.Compartment)) {
                throw invalid(species, "species " + species.id() + " is in compartment " + species.compartment()
                        + ", which is not declared.",
                        Suggestion.of(species.compartment(),
                                mechanism.compartments().stream().map(Mechanism.Compartment::id).toList(),
                                "Declare it."));
            }
            if (species.conversionFactor() != null) {
                factor(species, "species " + species.id(), species.conversionFactor());
            }
        }
    }

    private void factor(Object part, String owner, String factor) {
        if (!(declared.part(factor) instanceof Parameter)) {
            throw invalid(part, owner + " has the conversion factor " + factor + ", which is no parameter.",
                    Suggestion.of(factor, mechanism.parameters().stream().map(Parameter::id).toList(), "Declare it."));
        }
    }

    private void rules() {
        for (Rule rule : mechanism.rules()) {
            switch (rule) {
                case Rule.Assignment assignment -> rule(rule, assignment.target(), assignment.value());
                case Rule.Rate rate -> rule(rule, rate.target(), rate.value());
                case Rule.Algebraic algebraic -> symbols(rule, "the algebraic rule", algebraic.value());
            }
        }
    }

    private void rule(Rule rule, String target, Expr value) {
        target(rule, "the rule", target);
        if (ruled.put(target, rule) != null) {
            throw invalid(rule, target + " has a second rule.", "One equation sets it already; take one of them out.");
        }
        symbols(rule, "the rule for " + target, value);
    }

    private void initialAssignments() {
        Set<String> seen = new HashSet<>();
        for (InitialAssignment assignment : mechanism.initialAssignments()) {
            String target = assignment.target();
            settable(assignment, "the initial assignment", target);
            if (!seen.add(target)) {
                throw invalid(assignment, target + " has a second initial assignment.", "Take one of them out.");
            }
            if (ruled.get(target) instanceof Rule.Assignment) {
                throw invalid(assignment, target + " has an initial assignment and an assignment rule.",
                        "The rule holds at the start too; take the initial assignment out.");
            }
            symbols(assignment, "the initial assignment of " + target, assignment.value());
        }
    }

    private void reactions() {
        for (Reaction reaction : mechanism.reactions()) {
            participants(reaction, reaction.reactants());
            participants(reaction, reaction.products());
            for (String modifier : reaction.modifiers()) {
                speciesNamed(reaction, reaction.id(), modifier);
            }
            if (reaction.rate() != null) {
                symbols(reaction, "the kinetic law of " + reaction.id(), reaction.rate());
            }
        }
    }

    private void participants(Reaction reaction, List<Participant> participants) {
        for (Participant participant : participants) {
            Species species = speciesNamed(participant, reaction.id(), participant.species());
            if (!species.boundary() && species.constant()) {
                throw invalid(participant, "species " + species.id() + " is constant and takes part in reaction "
                        + reaction.id() + ".", "Make it a boundary species, or not constant.");
            }
            if (!species.boundary() && ruled.containsKey(species.id())) {
                throw invalid(participant, "species " + species.id() + " is set by a rule and by reaction "
                        + reaction.id() + ".", "Make it a boundary species, or take the rule out.");
            }
            symbols(participant, "the stoichiometry of " + species.id() + " in " + reaction.id(),
                    participant.stoichiometry());
        }
    }

    private Species speciesNamed(Object part, String reaction, String id) {
        if (declared.part(id) instanceof Species species) {
            return species;
        }
        throw invalid(part, "reaction " + reaction + " names the species " + id + ", which is not declared.",
                Suggestion.of(id, mechanism.species().stream().map(Species::id).toList(), "Declare it."));
    }

    private void events() {
        for (Event event : mechanism.events()) {
            symbols(event, "the trigger of event " + event.id(), event.trigger());
            optional(event, "the delay", event.delay());
            optional(event, "the priority", event.priority());
            Set<String> seen = new HashSet<>();
            for (EventAssignment assignment : event.assignments()) {
                String target = assignment.target();
                target(assignment, "event " + event.id(), target);
                if (!seen.add(target)) {
                    throw invalid(assignment, "event " + event.id() + " sets " + target + " twice.",
                            "Take one of the assignments out.");
                }
                if (ruled.get(target) instanceof Rule.Assignment) {
                    throw invalid(assignment, "event " + event.id() + " sets " + target
                            + ", which an assignment rule sets at all times.", "Take one of them out.");
                }
                symbols(assignment, "event " + event.id(), assignment.value());
            }
        }
    }

    private void optional(Event event, String what, @Nullable Expr value) {
        if (value != null) {
            symbols(event, what + " of event " + event.id(), value);
        }
    }

    private void target(Object part, String setter, String target) {
        if (Declared.isConstant(settable(part, setter, target))) {
            throw invalid(part, setter + " sets " + target + ", which is constant.",
                    "Declare it as not constant.");
        }
    }

    private Object settable(Object part, String setter, String target) {
        Object owner = declared.part(target);
        if (owner == null) {
            throw invalid(part, setter + " sets " + target + ", which is not declared.",
                    Suggestion.of(target, declared.valued(), "Declare it."));
        }
        if (!declared.hasValue(target) || owner instanceof Reaction) {
            throw invalid(part, setter + " sets " + target + ", which is a " + Declared.kind(owner) + ".",
                    "Only compartments, species, parameters and stoichiometries can be set.");
        }
        return owner;
    }

    private void symbols(Object part, String place, Expr expression) {
        for (String name : Symbols.of(expression).names()) {
            if (!declared.hasValue(name)) {
                String problem = declared.part(name) == null
                        ? "which is not declared."
                        : "which is a name without a value.";
                throw invalid(part, place + " uses " + name + ", " + problem,
                        Suggestion.of(name, declared.valued(), "Declare it, or correct the name."));
            }
        }
    }

    private InvalidInput invalid(Object part, String message, String advice) {
        return new InvalidInput(where.apply(part) + message, advice);
    }
}
