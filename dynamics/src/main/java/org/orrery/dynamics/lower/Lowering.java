package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.moiety.Moiety;
import org.orrery.equation.Expr;
import org.orrery.equation.Layout;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Substitution;
import org.orrery.equation.Symbols;

/** Turns a mechanism into an initial value problem, with a gate at each moved symbol. */
public final class Lowering {
    /** Stands in where nothing changes by a differential equation, so that time still passes. */
    private static final String NO_STATE = "#none";

    private final Mechanism mechanism;
    private final Set<String> moved;
    private final Set<String> inputs;
    private final Definitions definitions;
    private final Map<String, Expr> initialAssignments = new HashMap<>();
    private final Map<String, Expr> starts = new HashMap<>();
    private final List<String> path = new ArrayList<>();
    /** Variables of unsolved algebraic rules whose declared values went into other initial values. */
    private final Set<String> counted = new HashSet<>();

    private Lowering(Mechanism mechanism, Set<String> moved, Set<String> inputs) {
        this.mechanism = mechanism;
        this.moved = moved;
        this.inputs = inputs;
        this.definitions = new Definitions(mechanism, moved);
        for (Mechanism.InitialAssignment assignment : mechanism.initialAssignments()) {
            initialAssignments.put(assignment.target(), assignment.value());
        }
    }

    /**
     * @param moved symbols that interventions may move
     * @param inputs symbols whose start values the worlds bring, against the file's initial assignments
     * @throws Refusal if the mechanism uses what is not supported, by name
     * @throws InvalidInput if its definitions make no sense
     */
    public static Lowered lower(Mechanism mechanism, Set<String> moved, Set<String> inputs) {
        return new Lowering(mechanism, moved, inputs).lower();
    }

    private Lowered lower() {
        moved.forEach(definitions::of);
        inputs.forEach(this::requireSettable);
        Map<String, Double> declared = declaredValues();
        ImplicitStates implicit = new ImplicitStates(definitions,
                new FastReactions(mechanism, definitions, moved, this::startValue));
        List<String> parameters = parameterNames();
        parameters.addAll(implicit.parameters());
        Map<String, Expr> equations = new LinkedHashMap<>();
        definitions.states().forEach(state -> equations.put(state, definitions.rates().derivative(state)));
        implicit.enter(equations);
        if (equations.isEmpty()) {
            equations.put(NO_STATE, Expr.ZERO);
        }
        List<Lowered.Event> events = mechanism.events().stream().map(this::event).toList();
        mechanism.initialAssignments().forEach(assignment -> definitions.inBase(assignment.value()));
        implicit.follow(equations);
        List<String> states = List.copyOf(equations.keySet());
        List<Expr> derivatives = List.copyOf(equations.values());
        List<Lowered.Delay> delays = definitions.delays().all(derivatives);
        delays.forEach(delay -> counted.addAll(implicit.past(delay)));
        refuseRatesBeforeTheStart(states);
        Map<String, Expr> absorbing = definitions.totals().starts(inputs, this::start);
        List<Expr> startStates = states.stream().map(state -> absorbing.getOrDefault(state, start(state))).toList();
        List<Expr> startParameters = parameters.stream().map(this::start).toList();
        return new Lowered(new Layout(states, parameters), derivatives, implicit.algebra(counted),
                List.copyOf(declared.keySet()),
                declared.values().stream().mapToDouble(Double::doubleValue).toArray(), startStates, startParameters,
                events, moved.stream().sorted().map(this::moved).toList(), definitions::of, delays);
    }

    /** Where initial assignments make states move before the start, delayed rates of change would have to know it. */
    private void refuseRatesBeforeTheStart(List<String> states) {
        if (definitions.delays().ratesAsked() && states.stream().anyMatch(state -> Symbols.of(start(state)).time())) {
            throw new Refusal("The model asks for the rate of change of a delayed value, and an initial assignment"
                    + " makes a variable change before the start.",
                    "Without time in the initial assignments it could be computed.");
        }
    }

    private Lowered.Moved moved(String symbol) {
        Moiety moiety = definitions.totals().find(symbol);
        if (moiety != null) {
            return new Lowered.Moved(new Gate(symbol), Totals.dependent(moiety) + Definitions.AMOUNT,
                    definitions.totals().share(moiety), true);
        }
        Mechanism.Species pool = definitions.species().get(symbol);
        String base = pool == null ? symbol : symbol + Definitions.AMOUNT;
        return new Lowered.Moved(new Gate(symbol), definitions.isState(symbol) ? base : null,
                pool == null || definitions.meansAmount(pool) ? Expr.ONE : definitions.of(pool.compartment()), false);
    }

    /** With all that is known at the start in numbers. */
    private Expr startValue(Expr inBase) {
        Map<String, Expr> numbers = new HashMap<>();
        declaredValues().forEach((name, value) -> numbers.put(name, Expr.num(value)));
        return Simplifier.simplify(new Substitution(numbers).apply(atStart(inBase)));
    }

    private void requireSettable(String symbol) {
        definitions.of(symbol);
        if (definitions.totals().find(symbol) != null) {
            return;
        }
        if (definitions.isAssigned(symbol) && !definitions.residuals().containsKey(symbol)) {
            throw new InvalidInput(symbol + " follows from a rule, so it has no value of its own to set.",
                    "Maybe move it with do(" + symbol + " = ...) instead.");
        }
        if (!definitions.species().containsKey(symbol) && !definitions.compartments().containsKey(symbol)
                && !definitions.parameters().containsKey(symbol)) {
            throw new InvalidInput(symbol + " cannot be set.", "Maybe set the species, parameter or compartment.");
        }
    }

    private List<String> parameterNames() {
        List<String> names = new ArrayList<>();
        definitions.species().keySet().stream().filter(this::isParameter).map(id -> id + Definitions.AMOUNT)
                .forEach(names::add);
        definitions.compartments().keySet().stream().filter(this::isParameter).forEach(names::add);
        definitions.parameters().keySet().stream().filter(this::isParameter).forEach(names::add);
        for (String symbol : moved.stream().sorted().toList()) {
            Gate gate = new Gate(symbol);
            names.addAll(List.of(gate.mode(), gate.factor(), gate.addend()));
        }
        return names;
    }

    private boolean isParameter(String symbol) {
        return !definitions.isState(symbol) && !definitions.isAssigned(symbol);
    }

    private Map<String, Double> declaredValues() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Mechanism.Species pool : definitions.species().values()) {
            values.put(pool.id(), Double.isNaN(pool.amount()) ? pool.concentration() : pool.amount());
        }
        definitions.compartments().values().forEach(place -> values.put(place.id(), place.size()));
        definitions.parameters().values().forEach(parameter -> values.put(parameter.id(), parameter.value()));
        inputs.stream().filter(input -> definitions.totals().find(input) != null).sorted()
                .forEach(total -> values.put(total, Double.NaN));
        return values;
    }

    /** A base symbol at the start, over the declared values. */
    private Expr start(String base) {
        Expr known = starts.get(base);
        if (known != null) {
            return known;
        }
        Expr start = Simplifier.simplify(defineStart(base));
        starts.put(base, start);
        return start;
    }

    private Expr defineStart(String base) {
        if (Delays.isDelay(base)) {
            return definitions.delays().atStart(base, this::atStart);
        }
        if (base.indexOf('#') >= 0) {
            return base.endsWith("#factor") ? Expr.ONE : Expr.ZERO;
        }
        String symbol = base.endsWith(Definitions.AMOUNT)
                ? base.substring(0, base.length() - Definitions.AMOUNT.length())
                : base;
        Mechanism.Species pool = definitions.species().get(symbol);
        if (definitions.residuals().containsKey(base)) {
            return guess(base, pool);
        }
        if (pool == null) {
            Expr own = declaredOrAssigned(base);
            return own == null ? Expr.sym(base) : own;
        }
        Expr value = declaredOrAssigned(symbol);
        if (value == null) {
            return Double.isNaN(pool.amount()) ? timesVolume(Expr.sym(symbol), pool) : Expr.sym(symbol);
        }
        return definitions.meansAmount(pool) ? value : timesVolume(value, pool);
    }

    /** Where the search for the value of an algebraic variable begins. */
    private Expr guess(String symbol, Mechanism.@Nullable Species pool) {
        Expr value = declaredOrAssigned(symbol);
        if (value != null || pool == null) {
            return value == null ? Expr.sym(symbol) : value;
        }
        boolean given = !Double.isNaN(pool.amount());
        if (given == definitions.meansAmount(pool) || isPoint(pool)) {
            return Expr.sym(symbol);
        }
        Expr volume = atStart(definitions.of(pool.compartment()));
        return Expr.call(given ? Operator.DIV : Operator.MUL, Expr.sym(symbol), volume);
    }

    /** A compartment without dimensions has no volume to multiply with. */
    private boolean isPoint(Mechanism.Species pool) {
        Mechanism.Compartment home = definitions.compartments().get(pool.compartment());
        return home == null || home.dimensions() == 0;
    }

    private Expr timesVolume(Expr value, Mechanism.Species pool) {
        return isPoint(pool) ? value : Expr.call(Operator.MUL, value, atStart(definitions.of(pool.compartment())));
    }

    private @Nullable Expr declaredOrAssigned(String symbol) {
        if (inputs.contains(symbol)) {
            return Expr.sym(symbol);
        }
        Expr assignment = initialAssignments.get(symbol);
        return assignment == null ? null : atStart(definitions.inBase(assignment));
    }

    private Expr atStart(Expr inBase) {
        return new Rewriter(leaf -> {
            if (!(leaf instanceof Expr.Sym(String name))) {
                return leaf;
            }
            if (name.endsWith(Rates.FOLLOWER)) {
                throw new Refusal("An initial value is computed from the rate of change of "
                        + name.substring(0, name.length() - Rates.FOLLOWER.length())
                        + ", which follows from an equation and is not known before; that is not supported.",
                        "Maybe give the initial value as a number.");
            }
            if (path.contains(name)) {
                throw new InvalidInput("The initial values of " + String.join(", ", path) + " depend on each other.",
                        "Maybe give one of them a number.");
            }
            if (definitions.residuals().containsKey(name)) {
                counted.add(name);
            }
            path.add(name);
            Expr value = start(name);
            path.removeLast();
            return value;
        }, this::givenConcentration).rewrite(inBase);
    }

    /**
     * A concentration that the file gives is known without the volume, which may itself follow from the concentration; null
     * for all else.
     */
    private @Nullable Expr givenConcentration(Expr.Call call) {
        if (call.operator() != Operator.DIV || !(call.argument(0) instanceof Expr.Sym(String base))) {
            return null;
        }
        Mechanism.Species pool = definitions.pool(base);
        return pool != null && Double.isNaN(pool.amount()) && !definitions.meansAmount(pool)
                && !initialAssignments.containsKey(pool.id()) && !definitions.isAssigned(pool.id())
                && call.argument(1).equals(definitions.of(pool.compartment())) ? Expr.sym(pool.id()) : null;
    }

    private Lowered.Event event(Mechanism.Event event) {
        List<Lowered.Assignment> assignments = event.assignments().stream().map(this::assignment).toList();
        return new Lowered.Event(event.id(), definitions.inBase(event.trigger()), event.initialValue(),
                event.persistent(), inBase(event.delay()), inBase(event.priority()), event.valuesFromTriggerTime(),
                assignments);
    }

    private @Nullable Expr inBase(@Nullable Expr expr) {
        return expr == null ? null : definitions.inBase(expr);
    }

    private Lowered.Assignment assignment(Mechanism.EventAssignment assignment) {
        String symbol = assignment.target();
        if (definitions.isAssigned(symbol)) {
            throw new InvalidInput("An event sets " + symbol + ", which already follows from a rule.",
                    "Maybe remove the rule or the event's assignment.");
        }
        definitions.of(symbol);
        Expr value = definitions.inBase(assignment.value());
        Mechanism.Species pool = definitions.species().get(symbol);
        if (pool == null) {
            return new Lowered.Assignment(symbol, symbol, value, null);
        }
        Expr volume = definitions.meansAmount(pool) ? null : definitions.of(pool.compartment());
        return new Lowered.Assignment(symbol + Definitions.AMOUNT, symbol, value, volume);
    }
}
