package org.orrery.dynamics.mechanism;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.equation.Expr;
import org.orrery.equation.Unit;

/**
 * A mechanism in time as its author wrote it, whatever the format of the file: what every reader produces and what is
 * lowered to differential equations. Calls of user functions are already inlined; local parameters of a reaction stand
 * among the parameters as {@code reaction.name}; everything that has a value has one symbol.
 *
 * @param id the model's identifier, or the empty string
 * @param name the author's title, or the empty string
 * @param functions for display and writing back; the mathematics below no longer calls them
 * @param conversionFactor the model-wide conversion factor's parameter, or null
 * @param timeUnit the unit of time for people ("day", "s"), or null where the file gives none
 * @param units the unit of each symbol, where the file gives one
 * @param remarks what the reader ignored because it has no mathematical meaning (layout, annotations), one line each
 * @param unsized the compartments whose size the file leaves open, read as 1
 */
public record Mechanism(String id, String name, List<Function> functions, List<Compartment> compartments,
        List<Species> species, List<Parameter> parameters, List<Reaction> reactions, List<Rule> rules,
        List<InitialAssignment> initialAssignments, List<Event> events, @Nullable String conversionFactor,
        @Nullable String timeUnit, Map<String, Unit> units, List<String> remarks, List<String> unsized) {
    public Mechanism {
        functions = List.copyOf(functions);
        compartments = List.copyOf(compartments);
        species = List.copyOf(species);
        parameters = List.copyOf(parameters);
        reactions = List.copyOf(reactions);
        rules = List.copyOf(rules);
        initialAssignments = List.copyOf(initialAssignments);
        events = List.copyOf(events);
        units = Map.copyOf(units);
        remarks = List.copyOf(remarks);
        unsized = List.copyOf(unsized);
    }

    /** A mechanism with the sizes that its author gave. */
    public Mechanism(String id, String name, List<Function> functions, List<Compartment> compartments,
            List<Species> species, List<Parameter> parameters, List<Reaction> reactions, List<Rule> rules,
            List<InitialAssignment> initialAssignments, List<Event> events, @Nullable String conversionFactor,
            @Nullable String timeUnit, Map<String, Unit> units, List<String> remarks) {
        this(id, name, functions, compartments, species, parameters, reactions, rules, initialAssignments, events,
                conversionFactor, timeUnit, units, remarks, List.of());
    }

    /** A user function. */
    public record Function(String id, List<String> parameters, Expr body) {}

    /** @param size NaN where the file gives none */
    public record Compartment(String id, String name, double dimensions, double size, boolean constant) {}

    /**
     * A pool. In mathematics its symbol means the concentration, or the amount where {@code onlySubstance} holds or the
     * compartment has no dimensions.
     *
     * @param amount initial amount, NaN where not given
     * @param concentration initial concentration, NaN where not given
     * @param boundary whether reactions leave it alone
     * @param conversionFactor parameter that converts a reaction's extent into this substance's units, or null
     */
    public record Species(String id, String name, String compartment, double amount, double concentration,
            boolean onlySubstance, boolean boundary, boolean constant, @Nullable String conversionFactor) {}

    /**
     * A named number; the stoichiometry of a species reference that has an identifier is one too.
     *
     * @param value NaN where not given
     * @param role what it is in the file
     */
    public record Parameter(String id, String name, double value, boolean constant, Role role) {
        /** Where the parameter stands in the file. */
        public enum Role {
            GLOBAL, LOCAL, STOICHIOMETRY
        }
    }

    /**
     * @param rate the kinetic law in amount (extent) per time, or null where the file gives none
     * @param modifiers species that the law may read
     */
    public record Reaction(String id, String name, List<Participant> reactants, List<Participant> products,
            List<String> modifiers, @Nullable Expr rate, boolean reversible, boolean fast) {
        public Reaction {
            reactants = List.copyOf(reactants);
            products = List.copyOf(products);
            modifiers = List.copyOf(modifiers);
        }
    }

    /** @param stoichiometry a number, NaN where not given, the symbol of a stoichiometry parameter, or an expression */
    public record Participant(String species, Expr stoichiometry) {
        /** Whether the file leaves the stoichiometry open. */
        public boolean isOpen() {
            return stoichiometry instanceof Expr.Num(double value) && Double.isNaN(value);
        }
    }

    /** An equation that holds at all times. */
    public sealed interface Rule {
        /** {@code target = value}. */
        record Assignment(String target, Expr value) implements Rule {}

        /** {@code d target / dt = value}. */
        record Rate(String target, Expr value) implements Rule {}

        /** {@code 0 = value}. */
        record Algebraic(Expr value) implements Rule {}
    }

    /** {@code target = value} at the start. */
    public record InitialAssignment(String target, Expr value) {}

    /**
     * Something that happens when its trigger turns from false to true.
     *
     * @param initialValue the trigger's value just before the start
     * @param persistent whether a delayed execution survives the trigger's turning false
     * @param delay null for none
     * @param priority null for none
     * @param valuesFromTriggerTime whether assignments are computed when triggered, not when executed
     */
    public record Event(String id, String name, Expr trigger, boolean initialValue, boolean persistent,
            @Nullable Expr delay, @Nullable Expr priority, boolean valuesFromTriggerTime,
            List<EventAssignment> assignments) {
        public Event {
            assignments = List.copyOf(assignments);
        }
    }

    /** {@code target = value} when the event is executed. */
    public record EventAssignment(String target, Expr value) {}
}
