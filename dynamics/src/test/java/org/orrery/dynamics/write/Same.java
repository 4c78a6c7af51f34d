package org.orrery.dynamics.write;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Unit;

/**
 * What a mechanism says, in lines that can be compared: the order of its parts means nothing, and formulas are the same
 * when they are written alike.
 */
final class Same {
    private Same() {}

    static Map<String, String> lines(Mechanism m) {
        Map<String, String> lines = new TreeMap<>();
        lines.put("model", m.id() + " " + m.name() + " " + m.conversionFactor() + " " + m.timeUnit());
        put(lines, "function ", m.functions(), Mechanism.Function::id, f -> f.parameters() + " " + math(f.body()));
        put(lines, "compartment ", m.compartments(), Mechanism.Compartment::id, Object::toString);
        put(lines, "species ", m.species(), Mechanism.Species::id, Object::toString);
        put(lines, "parameter ", m.parameters(), Mechanism.Parameter::id, Object::toString);
        put(lines, "reaction ", m.reactions(), Mechanism.Reaction::id,
                r -> r.name() + " " + participants(r.reactants()) + " -> " + participants(r.products()) + " by "
                        + new TreeSet<>(r.modifiers()) + " at " + math(r.rate()) + " " + r.reversible() + r.fast());
        int number = 0;
        for (Mechanism.Rule rule : m.rules()) {
            switch (rule) {
                case Mechanism.Rule.Assignment(String target, Expr value) -> lines.put("rule " + target, math(value));
                case Mechanism.Rule.Rate(String target, Expr value) -> lines.put("rate " + target, math(value));
                case Mechanism.Rule.Algebraic(Expr value) -> lines.put("algebraic " + number++, math(value));
            }
        }
        put(lines, "start ", m.initialAssignments(), Mechanism.InitialAssignment::target, a -> math(a.value()));
        put(lines, "event ", m.events(), Mechanism.Event::id, Same::event);
        return lines;
    }

    /** The units of each symbol, of which rounding leaves nine digits. */
    static Map<String, String> units(Mechanism m) {
        Map<String, String> units = new TreeMap<>();
        m.units().forEach((id, unit) -> units.put(id, unit(unit)));
        return units;
    }

    private static String unit(Unit unit) {
        return "%.9e %s".formatted(unit.multiplier(), new TreeMap<>(unit.exponents()));
    }

    private static <T> void put(Map<String, String> lines, String kind, Collection<T> parts, Function<T, String> id,
            Function<T, String> says) {
        parts.forEach(part -> lines.put(kind + id.apply(part), says.apply(part)));
    }

    private static String event(Mechanism.Event e) {
        return e.name() + " " + math(e.trigger()) + " " + e.initialValue() + e.persistent() + e.valuesFromTriggerTime()
                + " after " + math(e.delay()) + " priority " + math(e.priority()) + " "
                + e.assignments().stream().map(a -> a.target() + " = " + math(a.value())).sorted().toList();
    }

    private static List<String> participants(List<Mechanism.Participant> participants) {
        return participants.stream().map(p -> math(p.stoichiometry()) + " " + p.species()).toList();
    }

    private static String math(@Nullable Expr expression) {
        return expression == null ? "nothing" : Infix.print(expression);
    }
}
