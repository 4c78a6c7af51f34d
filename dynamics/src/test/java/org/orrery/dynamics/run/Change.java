package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.orrery.dynamics.lower.Rewriter;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;

/**
 * Other ways to say the same mechanism.
 *
 * @param formulas what becomes of a formula
 * @param set what becomes of the value that is given to a symbol
 * @param rate what becomes of a law or of the rate of a symbol
 */
record Change(UnaryOperator<Expr> formulas, BiFunction<String, Expr, Expr> set, BiFunction<String, Expr, Expr> rate,
        UnaryOperator<Expr> delay, UnaryOperator<Species> species, UnaryOperator<String> names) {
    private static Expr times(Expr value, double factor) {
        return Expr.call(Operator.MUL, value, Expr.num(factor));
    }

    private static UnaryOperator<Expr> leaves(UnaryOperator<Expr> leaf) {
        return expr -> new Rewriter(leaf, _ -> null).rewrite(expr);
    }

    private static boolean isPool(Mechanism mechanism, String name) {
        return mechanism.species().stream().anyMatch(pool -> pool.id().equals(name));
    }

    /** All substances counted in units of which one of the old is so many. */
    static Mechanism substance(Mechanism mechanism, double factor) {
        UnaryOperator<Expr> old = leaves(leaf -> leaf instanceof Expr.Sym(String name) && isPool(mechanism, name)
                ? times(leaf, 1 / factor)
                : leaf);
        return new Change(old, (target, value) -> isPool(mechanism, target) ? times(value, factor) : value,
                (target, value) -> target.startsWith("J") ? times(value, factor) : value, e -> e,
                pool -> new Species(pool.id(), pool.name(), pool.compartment(), pool.amount() * factor,
                        pool.concentration() * factor, pool.onlySubstance(), pool.boundary(), pool.constant(), null),
                n -> n).of(mechanism);
    }

    /** Time counted in units of which one of the old is so many. */
    static Mechanism time(Mechanism mechanism, double factor) {
        return new Change(leaves(leaf -> leaf instanceof Expr.Time ? times(leaf, 1 / factor) : leaf), (s, e) -> e,
                (target, value) -> times(value, 1 / factor), delay -> times(delay, factor), s -> s, n -> n)
                .of(mechanism);
    }

    /** Symbols of concentrations mean amounts and the other way about. */
    static Mechanism meaning(Mechanism mechanism) {
        Map<String, Species> pools = new HashMap<>();
        mechanism.species().forEach(pool -> pools.put(pool.id(), pool));
        UnaryOperator<Expr> old = leaves(leaf -> leaf instanceof Expr.Sym(String name) && pools.containsKey(name)
                ? Expr.call(pools.get(name).onlySubstance() ? Operator.MUL : Operator.DIV, leaf,
                        Expr.sym(pools.get(name).compartment()))
                : leaf);
        return new Change(old, (target, value) -> pools.containsKey(target)
                ? Expr.call(pools.get(target).onlySubstance() ? Operator.DIV : Operator.MUL, value,
                        Expr.sym(pools.get(target).compartment()))
                : value, (s, e) -> e, e -> e,
                pool -> new Species(pool.id(), pool.name(), pool.compartment(), pool.amount(), pool.concentration(),
                        !pool.onlySubstance(), pool.boundary(), pool.constant(), null),
                n -> n).of(mechanism);
    }

    /** Start values given as amounts instead of concentrations and the other way about. */
    static Mechanism starts(Mechanism mechanism) {
        Map<String, Double> sizes = new HashMap<>();
        mechanism.compartments().forEach(place -> sizes.put(place.id(), place.size()));
        return new Change(e -> e, (s, e) -> e, (s, e) -> e, e -> e, pool -> {
            double size = sizes.get(pool.compartment());
            return new Species(pool.id(), pool.name(), pool.compartment(), pool.concentration() * size,
                    pool.amount() / size, pool.onlySubstance(), pool.boundary(), pool.constant(), null);
        }, n -> n).of(mechanism);
    }

    /** Other names, also such as mean something elsewhere. */
    static Mechanism names(Mechanism mechanism, Map<String, String> names) {
        UnaryOperator<String> name = id -> names.getOrDefault(id, id);
        return new Change(leaves(leaf -> leaf instanceof Expr.Sym(String id) ? Expr.sym(name.apply(id)) : leaf),
                (s, e) -> e, (s, e) -> e, e -> e, s -> s, name).of(mechanism);
    }

    /** Every reaction as two of half its rate, and every event's and rule's place in the file another. */
    static Mechanism halves(Mechanism mechanism) {
        List<Mechanism.Reaction> halves = new ArrayList<>();
        for (Mechanism.Reaction whole : mechanism.reactions()) {
            for (String side : List.of("a", "b")) {
                halves.add(new Mechanism.Reaction(whole.id() + side, "", whole.reactants(), whole.products(),
                        whole.modifiers(), times(whole.rate(), 0.5), whole.reversible(), whole.fast()));
            }
        }
        return with(mechanism, mechanism.compartments(), mechanism.species(), mechanism.parameters(), halves,
                mechanism.rules(), mechanism.events());
    }

    /** Twice the stoichiometry and half the rate. */
    static Mechanism extents(Mechanism mechanism) {
        List<Mechanism.Reaction> doubled = mechanism.reactions().stream()
                .map(each -> new Mechanism.Reaction(each.id(), "", twice(each.reactants()), twice(each.products()),
                        each.modifiers(), times(each.rate(), 0.5), each.reversible(), each.fast()))
                .toList();
        return with(mechanism, mechanism.compartments(), mechanism.species(), mechanism.parameters(), doubled,
                mechanism.rules(), mechanism.events());
    }

    private static List<Mechanism.Participant> twice(List<Mechanism.Participant> parts) {
        return parts.stream().map(part -> new Mechanism.Participant(part.species(), times(part.stoichiometry(), 2)))
                .toList();
    }

    /** All lists in another order. */
    static Mechanism order(Mechanism mechanism, long seed) {
        Random random = new Random(seed);
        return with(mechanism, shuffled(mechanism.compartments(), random), shuffled(mechanism.species(), random),
                shuffled(mechanism.parameters(), random), shuffled(mechanism.reactions(), random),
                shuffled(mechanism.rules(), random), shuffled(mechanism.events(), random));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> other = new ArrayList<>(list);
        Collections.shuffle(other, random);
        return other;
    }

    private static Mechanism with(Mechanism mechanism, List<Mechanism.Compartment> compartments, List<Species> species,
            List<Mechanism.Parameter> parameters, List<Mechanism.Reaction> reactions, List<Mechanism.Rule> rules,
            List<Mechanism.Event> events) {
        return new Mechanism(mechanism.id(), "", List.of(), compartments, species, parameters, reactions, rules,
                mechanism.initialAssignments(), events, null, null, Map.of(), List.of());
    }

    Mechanism of(Mechanism mechanism) {
        return with(mechanism,
                mechanism.compartments().stream().map(place -> new Mechanism.Compartment(names.apply(place.id()), "",
                        place.dimensions(), place.size(), place.constant())).toList(),
                mechanism.species().stream().map(species).map(pool -> new Species(names.apply(pool.id()), "",
                        names.apply(pool.compartment()), pool.amount(), pool.concentration(), pool.onlySubstance(),
                        pool.boundary(), pool.constant(), null)).toList(),
                mechanism.parameters().stream().map(each -> new Mechanism.Parameter(names.apply(each.id()), "",
                        each.value(), each.constant(), each.role())).toList(),
                mechanism.reactions().stream().map(each -> new Mechanism.Reaction(names.apply(each.id()), "",
                        parts(each.reactants()), parts(each.products()), List.of(),
                        rate.apply(each.id(), formulas.apply(each.rate())), each.reversible(), each.fast())).toList(),
                mechanism.rules().stream().map(this::rule).toList(),
                mechanism.events().stream().map(this::event).toList());
    }

    private List<Mechanism.Participant> parts(List<Mechanism.Participant> parts) {
        return parts.stream()
                .map(part -> new Mechanism.Participant(names.apply(part.species()), part.stoichiometry())).toList();
    }

    private Mechanism.Rule rule(Mechanism.Rule rule) {
        return switch (rule) {
            case Mechanism.Rule.Assignment(String target, Expr value) ->
                new Mechanism.Rule.Assignment(names.apply(target), set.apply(target, formulas.apply(value)));
            case Mechanism.Rule.Rate(String target, Expr value) ->
                new Mechanism.Rule.Rate(names.apply(target), rate.apply(target, formulas.apply(value)));
            case Mechanism.Rule.Algebraic(Expr value) -> new Mechanism.Rule.Algebraic(formulas.apply(value));
        };
    }

    private Mechanism.Event event(Mechanism.Event event) {
        Expr after = event.delay();
        return new Mechanism.Event(names.apply(event.id()), "", formulas.apply(event.trigger()), event.initialValue(),
                event.persistent(), after == null ? null : delay.apply(formulas.apply(after)), null,
                event.valuesFromTriggerTime(),
                event.assignments().stream().map(each -> new Mechanism.EventAssignment(names.apply(each.target()),
                        set.apply(each.target(), formulas.apply(each.value())))).toList());
    }
}
