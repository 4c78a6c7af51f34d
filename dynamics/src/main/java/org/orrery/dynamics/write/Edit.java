package org.orrery.dynamics.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;
import org.orrery.equation.Unit;

/**
 * A change of all names and all mathematics of a mechanism.
 *
 * @param id what becomes of a name
 * @param math what becomes of an expression over the old names
 */
record Edit(UnaryOperator<String> id, UnaryOperator<Expr> math) {
    Mechanism apply(Mechanism old) {
        Map<String, Unit> units = new HashMap<>();
        old.units().forEach((name, unit) -> units.put(id.apply(name), unit));
        return new Mechanism(old.id(), old.name(),
                old.functions().stream().map(f -> new Mechanism.Function(id.apply(f.id()), f.parameters(), f.body()))
                        .toList(),
                old.compartments().stream().map(c -> new Mechanism.Compartment(id.apply(c.id()), c.name(),
                        c.dimensions(), c.size(), c.constant())).toList(),
                old.species().stream().map(this::species).toList(),
                old.parameters().stream().map(p -> new Mechanism.Parameter(id.apply(p.id()), p.name(), p.value(),
                        p.constant(), p.role())).toList(),
                old.reactions().stream().map(this::reaction).toList(), old.rules().stream().map(this::rule).toList(),
                old.initialAssignments().stream().map(a -> new Mechanism.InitialAssignment(id.apply(a.target()),
                        math.apply(a.value()))).toList(),
                old.events().stream().map(this::event).toList(), optional(old.conversionFactor()), old.timeUnit(),
                units, old.remarks());
    }

    private Mechanism.Species species(Mechanism.Species s) {
        return new Mechanism.Species(id.apply(s.id()), s.name(), id.apply(s.compartment()), s.amount(),
                s.concentration(), s.onlySubstance(), s.boundary(), s.constant(), optional(s.conversionFactor()));
    }

    private Mechanism.Reaction reaction(Mechanism.Reaction r) {
        return new Mechanism.Reaction(id.apply(r.id()), r.name(), participants(r.reactants()),
                participants(r.products()), r.modifiers().stream().map(id).toList(), optional(r.rate()),
                r.reversible(), r.fast());
    }

    private List<Mechanism.Participant> participants(List<Mechanism.Participant> participants) {
        return participants.stream()
                .map(p -> new Mechanism.Participant(id.apply(p.species()), math.apply(p.stoichiometry()))).toList();
    }

    private Mechanism.Rule rule(Mechanism.Rule rule) {
        return switch (rule) {
            case Mechanism.Rule.Assignment(String target, Expr value) ->
                new Mechanism.Rule.Assignment(id.apply(target), math.apply(value));
            case Mechanism.Rule.Rate(String target, Expr value) ->
                new Mechanism.Rule.Rate(id.apply(target), math.apply(value));
            case Mechanism.Rule.Algebraic(Expr value) -> new Mechanism.Rule.Algebraic(math.apply(value));
        };
    }

    private Mechanism.Event event(Mechanism.Event e) {
        return new Mechanism.Event(id.apply(e.id()), e.name(), math.apply(e.trigger()), e.initialValue(),
                e.persistent(), optional(e.delay()), optional(e.priority()), e.valuesFromTriggerTime(),
                e.assignments().stream().map(a -> new Mechanism.EventAssignment(id.apply(a.target()),
                        math.apply(a.value()))).toList());
    }

    private @Nullable String optional(@Nullable String name) {
        return name == null ? null : id.apply(name);
    }

    private @Nullable Expr optional(@Nullable Expr expression) {
        return expression == null ? null : math.apply(expression);
    }
}
