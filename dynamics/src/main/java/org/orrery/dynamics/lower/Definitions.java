package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.moiety.Moiety;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Symbols;

/**
 * What each symbol of a mechanism is, in base symbols. Base symbols are the amounts of species ({@code S.amount}), the
 * compartments and parameters that no assignment determines, and the gates of moved symbols. Amounts are the states
 * because they, not concentrations, stay as they are when a compartment changes its size.
 */
final class Definitions {
    static final String AMOUNT = ".amount";
    static final String CONCENTRATION = ".concentration";

    private final Map<String, Mechanism.Compartment> compartments = new LinkedHashMap<>();
    private final Map<String, Mechanism.Species> species = new LinkedHashMap<>();
    private final Map<String, Mechanism.Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Mechanism.Reaction> reactions = new LinkedHashMap<>();
    private final Map<String, Expr> assignments = new HashMap<>();
    private final Map<String, AlgebraicRules.Residual> residuals = new LinkedHashMap<>();
    private final Set<String> opaque;
    private Set<String> solved = Set.of();
    private final Map<String, Expr> rates = new HashMap<>();
    private final Map<String, List<Change>> changes = new LinkedHashMap<>();
    private final Set<String> moved;
    private final @Nullable String modelFactor;
    private final Totals totals;

    private final Map<String, Expr> resolved = new HashMap<>();
    private final Map<String, Expr> rateOf = new HashMap<>();
    private final Set<String> resolving = new LinkedHashSet<>();
    private final Set<String> states = new LinkedHashSet<>();
    private final Delays delays;

    /** One reaction's effect on one species: signed stoichiometry times the reaction's rate. */
    private record Change(String reaction, Expr stoichiometry) {}

    Definitions(Mechanism mechanism, Set<String> moved) {
        this(mechanism, moved, Set.of());
        List<Expr> algebraic = mechanism.rules().stream().filter(Mechanism.Rule.Algebraic.class::isInstance)
                .map(rule -> ((Mechanism.Rule.Algebraic) rule).value()).toList();
        if (!algebraic.isEmpty()) {
            List<String> free = Undetermined.of(mechanism, this);
            Definitions trial = new Definitions(mechanism, Set.of(), Set.copyOf(free));
            AlgebraicRules.Outcome outcome = AlgebraicRules.solve(algebraic, free, Undetermined.setByEvents(mechanism),
                    moved, trial);
            outcome.assignments().forEach((variable, value) -> assignments.put(variable, trial.delays.asCalls(value)));
            solved = outcome.assignments().keySet();
            outcome.residuals().forEach((variable, residual) -> residuals.put(variable,
                    new AlgebraicRules.Residual(trial.delays.asCalls(residual.rule()), residual.alone())));
        }
    }

    /** @param opaque symbols that stand for themselves, whatever determines them */
    private Definitions(Mechanism mechanism, Set<String> moved, Set<String> opaque) {
        this.moved = moved;
        delays = new Delays(this, Delays.isIn(mechanism));
        this.opaque = opaque;
        this.modelFactor = mechanism.conversionFactor();
        this.totals = new Totals(mechanism, this::inBase);
        mechanism.compartments().forEach(compartment -> compartments.put(compartment.id(), compartment));
        mechanism.species().forEach(pool -> species.put(pool.id(), pool));
        mechanism.parameters().forEach(parameter -> parameters.put(parameter.id(), parameter));
        mechanism.reactions().forEach(reaction -> reactions.put(reaction.id(), reaction));
        for (Mechanism.Rule rule : mechanism.rules()) {
            switch (rule) {
                case Mechanism.Rule.Assignment assignment -> assignments.put(assignment.target(), assignment.value());
                case Mechanism.Rule.Rate rate -> rates.put(rate.target(), rate.value());
                case Mechanism.Rule.Algebraic _ -> {
                }
            }
        }
        collectChanges(mechanism);
        states.addAll(stateNames());
    }

    private void collectChanges(Mechanism mechanism) {
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            for (Mechanism.Participant reactant : reaction.reactants()) {
                addChange(reaction, reactant.species(), Expr.call(Operator.NEG, reactant.stoichiometry()));
            }
            for (Mechanism.Participant product : reaction.products()) {
                addChange(reaction, product.species(), product.stoichiometry());
            }
        }
    }

    private void addChange(Mechanism.Reaction reaction, String pool, Expr stoichiometry) {
        Mechanism.Species changed = species.get(pool);
        if (changed != null && !changed.boundary() && !changed.constant() && !assignments.containsKey(pool)
                && !rates.containsKey(pool)) {
            changes.computeIfAbsent(pool, _ -> new ArrayList<>()).add(new Change(reaction.id(), stoichiometry));
        }
    }

    private List<String> stateNames() {
        List<String> names = new ArrayList<>();
        for (String pool : species.keySet()) {
            if (changes.containsKey(pool) || rates.containsKey(pool)) {
                names.add(pool + AMOUNT);
            }
        }
        compartments.keySet().stream().filter(rates::containsKey).forEach(names::add);
        parameters.keySet().stream().filter(rates::containsKey).forEach(names::add);
        return names;
    }

    /** Names of the states, in the order of the file: amounts, then compartments, then parameters. */
    List<String> states() {
        return List.copyOf(states);
    }

    /** What the past is read for, by everything that has been defined so far. */
    Delays delays() {
        return delays;
    }

    /** Defines all that follows from others, so that every delayed value is known. */
    void defineAll() {
        assignments.keySet().forEach(this::of);
        reactions.values().stream().filter(reaction -> reaction.rate() != null).map(Mechanism.Reaction::id)
                .forEach(this::of);
    }

    boolean isState(String symbol) {
        return states.contains(species.containsKey(symbol) ? symbol + AMOUNT : symbol);
    }

    boolean isAssigned(String symbol) {
        return assignments.containsKey(symbol) || reactions.containsKey(symbol) || residuals.containsKey(symbol);
    }

    /** Whether something determines the symbol at all times: a rule, or what reactions do to it. */
    boolean isDetermined(String symbol) {
        return isAssigned(symbol) || isState(symbol);
    }

    /** The variables of the algebraic rules that are not solved, with their rules. */
    Map<String, AlgebraicRules.Residual> residuals() {
        return residuals;
    }

    /** The variables of the algebraic rules that are solved. */
    Set<String> solved() {
        return solved;
    }

    /** What an assignment rule or a kinetic law says the symbol is; null for all else. */
    @Nullable
    Expr formula(String symbol) {
        Mechanism.Reaction reaction = reactions.get(symbol);
        return reaction == null ? assignments.get(symbol) : reaction.rate();
    }

    /** What is zero at all times, in base symbols; while the variable is held, that it is what it is held at. */
    Expr residual(String variable) {
        AlgebraicRules.Residual residual = residuals.get(variable);
        if (residual == null) {
            throw new IllegalArgumentException(variable);
        }
        Expr own = new Rewriter(leaf -> leaf instanceof Expr.Sym(String name) && !name.equals(variable)
                ? of(name)
                : leaf, this::rateCall).rewrite(residual.rule());
        return Simplifier.simplify(
                moved.contains(variable) ? new Gate(variable).residual(own, Expr.sym(variable)) : own);
    }

    Map<String, Mechanism.Compartment> compartments() {
        return compartments;
    }

    Map<String, Mechanism.Species> species() {
        return species;
    }

    Map<String, Mechanism.Parameter> parameters() {
        return parameters;
    }

    /** Whether the species' symbol means its amount. */
    boolean meansAmount(Mechanism.Species pool) {
        Mechanism.Compartment home = compartments.get(pool.compartment());
        return pool.onlySubstance() || home == null || home.dimensions() == 0;
    }

    /** What a symbol is, in base symbols. */
    Expr of(String symbol) {
        Expr known = resolved.get(symbol);
        if (known != null) {
            return known;
        }
        if (!resolving.add(symbol)) {
            throw new InvalidInput("The definitions of " + String.join(", ", resolving) + " form a loop.",
                    "Maybe one of them was meant to be a rate rule, or an initial value.");
        }
        Expr definition = Simplifier.simplify(define(symbol));
        resolving.remove(symbol);
        resolved.put(symbol, definition);
        return definition;
    }

    private Expr define(String symbol) {
        if (opaque.contains(symbol) || residuals.containsKey(symbol)) {
            return gated(symbol, Expr.sym(symbol));
        }
        Mechanism.Reaction reaction = reactions.get(symbol);
        if (reaction != null) {
            Expr rate = reaction.rate();
            if (rate == null) {
                throw new Refusal("Reaction " + symbol + " has no rate law, so nothing can be computed from it.",
                        "A kinetic law for " + symbol + " would license an answer.");
            }
            return gated(symbol, inBase(rate));
        }
        Expr assignment = assignments.get(symbol);
        if (assignment != null) {
            return gated(symbol, inBase(assignment));
        }
        Mechanism.Species pool = species.get(symbol);
        if (pool != null) {
            Expr amount = Expr.sym(symbol + AMOUNT);
            Expr value = meansAmount(pool) ? amount : Expr.call(Operator.DIV, amount, of(pool.compartment()));
            return isState(symbol) ? value : gated(symbol, value);
        }
        if (compartments.containsKey(symbol) || parameters.containsKey(symbol)) {
            return isState(symbol) ? Expr.sym(symbol) : gated(symbol, Expr.sym(symbol));
        }
        return defineReading(symbol);
    }

    Totals totals() {
        return totals;
    }

    private Expr defineReading(String symbol) {
        Moiety moiety = totals.find(symbol);
        if (moiety != null) {
            return totals.sum(moiety);
        }
        for (String ending : List.of(AMOUNT, CONCENTRATION)) {
            Mechanism.Species pool = symbol.endsWith(ending)
                    ? species.get(symbol.substring(0, symbol.length() - ending.length()))
                    : null;
            if (pool != null) {
                boolean amountAsked = ending.equals(AMOUNT);
                if (amountAsked && !isAssigned(pool.id()) && (isState(pool.id()) || !moved.contains(pool.id()))) {
                    // Known also where the compartment has no size.
                    return Expr.sym(symbol);
                }
                Expr value = of(pool.id());
                return amountAsked == meansAmount(pool)
                        ? value
                        : Expr.call(amountAsked ? Operator.MUL : Operator.DIV, value, of(pool.compartment()));
            }
        }
        throw unknown(symbol);
    }

    /** The complaint about a symbol that the model does not have. */
    InvalidInput unknown(String symbol) {
        Set<String> names = new TreeSet<>(species.keySet());
        names.addAll(parameters.keySet());
        names.addAll(compartments.keySet());
        names.addAll(reactions.keySet());
        List<String> near = Nearest.to(symbol, names);
        return new InvalidInput("The model has nothing called " + symbol + ".", near.isEmpty()
                ? "Maybe list its variables with 'orrery open'."
                : "Maybe " + String.join(" or ", near) + " is meant.");
    }

    private Expr gated(String symbol, Expr own) {
        return moved.contains(symbol) ? new Gate(symbol).value(own) : own;
    }

    /** An expression over the mechanism's symbols, written in base symbols. */
    Expr inBase(Expr expr) {
        return new Rewriter(leaf -> leaf instanceof Expr.Sym(String name) ? of(name) : leaf, this::rateCall)
                .rewrite(expr);
    }

    private @Nullable Expr rateCall(Expr.Call call) {
        return switch (call.operator()) {
            case RATE_OF -> {
                if (call.argument(0) instanceof Expr.Sym(String name)) {
                    yield delays.sinceStart(of(name), rateOf(name));
                }
                throw new InvalidInput("rateOf takes a symbol, not an expression.", "Maybe name the variable itself.");
            }
            case DELAY -> delays.symbol(call);
            default -> null;
        };
    }

    /** The derivative of a symbol by time, in base symbols. */
    Expr rateOf(String symbol) {
        Expr known = rateOf.get(symbol);
        if (known != null) {
            return known;
        }
        if (!resolving.add(symbol + "'")) {
            throw new InvalidInput("The rate of change of " + symbol + " is defined by itself.",
                    "Maybe rateOf was used in the variable's own rule.");
        }
        Expr own = defineRate(symbol);
        Expr rate = Simplifier.simplify(
                moved.contains(symbol) && isState(symbol) ? new Gate(symbol).derivative(own, Expr.ZERO) : own);
        resolving.remove(symbol + "'");
        rateOf.put(symbol, rate);
        return rate;
    }

    private Expr defineRate(String symbol) {
        Expr rule = rates.get(symbol);
        if (rule != null) {
            return inBase(rule);
        }
        Mechanism.Species pool = species.get(symbol);
        if (pool != null && changes.containsKey(symbol)) {
            Expr amountRate = amountRate(pool);
            return meansAmount(pool) ? amountRate : concentrationRate(pool, amountRate);
        }
        if (residuals.containsKey(symbol)) {
            throw new Refusal("The rate of change of " + symbol
                    + " is asked for, which follows from an algebraic rule; that is not supported.",
                    "SBML does not allow rateOf for such a variable; a rate rule for it would license an answer.");
        }
        return chainRule(of(symbol));
    }

    /** d(A/V)/dt = A'/V - (A/V) V'/V. */
    private Expr concentrationRate(Mechanism.Species pool, Expr amountRate) {
        Expr volume = of(pool.compartment());
        Expr volumeRate = rateOf(pool.compartment());
        Expr dilution = Expr.call(Operator.DIV, Expr.call(Operator.MUL, of(pool.id()), volumeRate), volume);
        return Expr.call(Operator.SUB, Expr.call(Operator.DIV, amountRate, volume), dilution);
    }

    /** The total derivative by time of an expression in base symbols. */
    Expr chainRule(Expr value) {
        List<Expr> terms = new ArrayList<>();
        terms.add(timeRule(value));
        Set<String> used = Symbols.of(value).names();
        for (String state : states) {
            if (used.contains(state)) {
                terms.add(Expr.call(Operator.MUL, Derivative.of(value, state), heldRate(state)));
            }
        }
        for (String variable : residuals.keySet()) {
            if (used.contains(variable)) {
                terms.add(Expr.call(Operator.MUL, Derivative.of(value, variable), rateOf(variable)));
            }
        }
        return Expr.call(Operator.ADD, terms);
    }

    /** The derivative of a state that stands still while an intervention holds it. */
    private Expr heldRate(String state) {
        Mechanism.Species pool = state.endsWith(AMOUNT)
                ? species.get(state.substring(0, state.length() - AMOUNT.length()))
                : null;
        Expr own = stateRate(state);
        return pool != null && moved.contains(pool.id())
                ? new Gate(pool.id()).derivative(own, stillRate(pool))
                : own;
    }

    /** The derivative by time while the states stand still. */
    Expr timeRule(Expr value) {
        List<Expr> terms = new ArrayList<>();
        terms.add(Derivative.ofTime(value));
        for (String name : Symbols.of(value).names()) {
            if (Delays.isDelay(name)) {
                terms.add(Expr.call(Operator.MUL, Derivative.of(value, name), delays.rate(name)));
            }
        }
        return Expr.call(Operator.ADD, terms);
    }

    /** The state's own derivative, as if nothing held it. */
    private Expr stateRate(String state) {
        if (state.endsWith(AMOUNT)) {
            Mechanism.Species pool = species.get(state.substring(0, state.length() - AMOUNT.length()));
            if (pool != null) {
                return amountRate(pool);
            }
        }
        return rateOf(state);
    }

    /** dA/dt of a species that is a state. */
    private Expr amountRate(Mechanism.Species pool) {
        Expr rule = rates.get(pool.id());
        if (rule != null) {
            Expr own = inBase(rule);
            return meansAmount(pool)
                    ? own
                    : Expr.call(Operator.ADD, Expr.call(Operator.MUL, own, of(pool.compartment())), stillRate(pool));
        }
        for (Change change : changes.getOrDefault(pool.id(), List.of())) {
            if (isFast(change)) {
                throw new Refusal("The rate of change of " + pool.id() + " is asked for, which the fast reaction "
                        + change.reaction() + " changes; that is not supported.",
                        "Written with fast=\"false\" and a large rate it could be used.");
            }
        }
        return slowRate(pool);
    }

    private boolean isFast(Change change) {
        Mechanism.Reaction reaction = reactions.get(change.reaction());
        return reaction != null && reaction.fast();
    }

    /** What the reactions that are not fast do to an amount. */
    private Expr slowRate(Mechanism.Species pool) {
        List<Expr> terms = new ArrayList<>();
        for (Change change : changes.getOrDefault(pool.id(), List.of())) {
            if (!isFast(change)) {
                terms.add(Expr.call(Operator.MUL, inBase(change.stoichiometry()), of(change.reaction())));
            }
        }
        return converted(pool, Expr.call(Operator.ADD, terms));
    }

    private Expr converted(Mechanism.Species pool, Expr extent) {
        String factor = pool.conversionFactor() == null ? modelFactor : pool.conversionFactor();
        return factor == null ? extent : Expr.call(Operator.MUL, of(factor), extent);
    }

    /** What one turn of a reaction does to each amount that it changes. */
    Map<String, Expr> effects(String reaction) {
        Map<String, Expr> effects = new LinkedHashMap<>();
        changes.forEach((pool, all) -> {
            List<Expr> terms = all.stream().filter(change -> change.reaction().equals(reaction))
                    .map(change -> inBase(change.stoichiometry())).toList();
            Mechanism.Species changed = species.get(pool);
            if (!terms.isEmpty() && changed != null) {
                Expr effect = Simplifier.simplify(converted(changed, Expr.call(Operator.ADD, terms)));
                if (!effect.equals(Expr.ZERO)) {
                    effects.put(pool, effect);
                }
            }
        });
        return effects;
    }

    /** dA/dt that keeps the species' symbol where it is: 0 for an amount, the concentration times V' otherwise. */
    private Expr stillRate(Mechanism.Species pool) {
        return meansAmount(pool)
                ? Expr.ZERO
                : Expr.call(Operator.MUL, of(pool.id()), rateOf(pool.compartment()));
    }

    /**
     * The derivative of a state as the solver sees it: without fast reactions, and cut while an intervention holds the
     * state.
     */
    Expr derivative(String state) {
        String symbol = state.endsWith(AMOUNT)
                && species.containsKey(state.substring(0, state.length() - AMOUNT.length()))
                        ? state.substring(0, state.length() - AMOUNT.length())
                        : state;
        Mechanism.Species pool = species.get(symbol);
        Expr own = pool != null && changes.containsKey(symbol) ? slowRate(pool) : stateRate(state);
        if (!moved.contains(symbol)) {
            return Simplifier.simplify(own);
        }
        Expr still = pool == null ? Expr.ZERO : stillRate(pool);
        return Simplifier.simplify(new Gate(symbol).derivative(own, still));
    }
}
