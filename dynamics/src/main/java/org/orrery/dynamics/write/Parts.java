package org.orrery.dynamics.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Unit;

/** A mechanism whose lists can be replaced one by one. */
final class Parts {
    String id;
    final String name;
    List<Mechanism.Function> functions;
    List<Mechanism.Compartment> compartments;
    List<Mechanism.Species> species;
    List<Mechanism.Parameter> parameters;
    List<Mechanism.Reaction> reactions;
    List<Mechanism.Rule> rules;
    List<Mechanism.InitialAssignment> initialAssignments;
    List<Mechanism.Event> events;
    final Map<String, Unit> units;
    private final @Nullable String conversionFactor;
    private final @Nullable String timeUnit;

    Parts(Mechanism mechanism) {
        id = mechanism.id();
        name = mechanism.name();
        functions = mechanism.functions();
        compartments = mechanism.compartments();
        species = mechanism.species();
        parameters = new ArrayList<>(mechanism.parameters());
        reactions = mechanism.reactions();
        rules = new ArrayList<>(mechanism.rules());
        initialAssignments = mechanism.initialAssignments();
        events = mechanism.events();
        units = new HashMap<>(mechanism.units());
        conversionFactor = mechanism.conversionFactor();
        timeUnit = mechanism.timeUnit();
    }

    /** All names that are taken. */
    Set<String> ids() {
        Set<String> ids = new HashSet<>();
        functions.forEach(part -> ids.add(part.id()));
        compartments.forEach(part -> ids.add(part.id()));
        species.forEach(part -> ids.add(part.id()));
        parameters.forEach(part -> ids.add(part.id()));
        reactions.forEach(part -> ids.add(part.id()));
        events.forEach(part -> ids.add(part.id()));
        return ids;
    }

    /** The mechanism; what its reader remarked is of the file that was read and does not go along. */
    Mechanism whole() {
        return new Mechanism(id, name, functions, compartments, species, parameters, reactions, rules,
                initialAssignments, events, conversionFactor, timeUnit, units, List.of());
    }
}
