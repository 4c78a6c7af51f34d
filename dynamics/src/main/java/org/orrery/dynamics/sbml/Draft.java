package org.orrery.dynamics.sbml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Compartment;
import org.orrery.dynamics.mechanism.Mechanism.Event;
import org.orrery.dynamics.mechanism.Mechanism.Function;
import org.orrery.dynamics.mechanism.Mechanism.InitialAssignment;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Reaction;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.dynamics.mechanism.Validation;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.equation.Unit;

/** A mechanism while it is read, with the element that each part came from. */
final class Draft {
    final List<Function> functions = new ArrayList<>();
    final List<Compartment> compartments = new ArrayList<>();
    final List<Species> species = new ArrayList<>();
    final List<Parameter> parameters = new ArrayList<>();
    final List<Reaction> reactions = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    final List<InitialAssignment> initialAssignments = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    /** Compartments without a size, read as 1. */
    final List<String> unsized = new ArrayList<>();
    final Map<String, Unit> units = new HashMap<>();
    @Nullable
    String conversionFactor;
    @Nullable
    String timeUnit;

    private final Set<String> remarks = new LinkedHashSet<>();
    private final Map<Object, Element> origins = new IdentityHashMap<>();

    /** Notes where the part came from and hands it back. */
    <T> T from(Element element, T part) {
        origins.put(part, element);
        return part;
    }

    void remark(String line) {
        remarks.add(line);
    }

    /** The mechanism, if it makes sense. */
    Mechanism finish(Element model, Level level) {
        Mechanism mechanism = new Mechanism(model.attribute(level.idKey(), ""), level.label(model), functions,
                compartments, species, parameters, reactions, rules,
                initialAssignments, events, conversionFactor, timeUnit, units, List.copyOf(remarks), unsized);
        Validation.check(mechanism, part -> origins.getOrDefault(part, model).where());
        return mechanism;
    }
}
