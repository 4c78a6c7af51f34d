package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Symbols;

/** How fast each symbol of a mechanism changes, in base symbols: by rate rules, by reactions, and by what it follows from. */
final class Rates {
    /** How the names of the derivatives of algebraic states end. */
    static final String FOLLOWER = "#rate";

    private final Definitions definitions;
    private final Set<String> moved;
    private final Set<String> followers = new LinkedHashSet<>();
    private final @Nullable String modelFactor;
    private final Map<String, Expr> rules = new HashMap<>();
    private final Map<String, List<Change>> changes = new LinkedHashMap<>();
    private final Map<String, Expr> known = new HashMap<>();
    private final Set<String> resolving = new LinkedHashSet<>();

    /** One reaction's effect on one species: signed stoichiometry, not given where open, times the reaction's rate. */
    private record Change(String reaction, Expr stoichiometry, boolean open) {}

    Rates(Mechanism mechanism, Definitions definitions, Set<String> moved) {
        this.definitions = definitions;
        this.moved = moved;
        modelFactor = mechanism.conversionFactor();
        for (Mechanism.Rule rule : mechanism.rules()) {
            if (rule instanceof Mechanism.Rule.Rate rate) {
                rules.put(rate.target(), rate.value());
            }
        }
        collectChanges(mechanism);
    }

    /** Whether the symbol has a rate of its own: a rule's, or that of reactions. */
    boolean isState(String symbol) {
        return rules.containsKey(symbol) || changes.containsKey(symbol);
    }

    private void collectChanges(Mechanism mechanism) {
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            for (Mechanism.Participant reactant : reaction.reactants()) {
                addChange(reaction, reactant, Expr.call(Operator.NEG, reactant.stoichiometry()));
            }
            for (Mechanism.Participant product : reaction.products()) {
                addChange(reaction, product, product.stoichiometry());
            }
        }
    }

    private void addChange(Mechanism.Reaction reaction, Mechanism.Participant participant, Expr stoichiometry) {
        String pool = participant.species();
        Mechanism.Species changed = definitions.species().get(pool);
        if (changed != null && !changed.boundary() && !changed.constant() && !definitions.isAssigned(pool)
                && !rules.containsKey(pool)) {
            changes.computeIfAbsent(pool, _ -> new ArrayList<>())
                    .add(new Change(reaction.id(), stoichiometry, participant.isOpen()));
        }
    }

    /** The derivative of a symbol by time, in base symbols. */
    Expr of(String symbol) {
        Expr before = known.get(symbol);
        if (before != null) {
            return before;
        }
        if (!resolving.add(symbol + "'")) {
            throw new InvalidInput("The rate of change of " + symbol + " is defined by itself.",
                    "Maybe rateOf was used in the variable's own rule.");
        }
        Expr own = defineRate(symbol);
        Expr rate = Simplifier.simplify(
                moved.contains(symbol) && definitions.isState(symbol)
                        ? new Gate(symbol).derivative(own, Expr.ZERO)
                        : own);
        resolving.remove(symbol + "'");
        known.put(symbol, rate);
        return rate;
    }

    private Expr defineRate(String symbol) {
        Expr rule = rules.get(symbol);
        if (rule != null) {
            return definitions.inBase(rule);
        }
        Mechanism.Species pool = definitions.species().get(symbol);
        if (pool != null && changes.containsKey(symbol)) {
            Expr amountRate = amountRate(pool);
            return definitions.meansAmount(pool) ? amountRate : concentrationRate(pool, amountRate);
        }
        return total(definitions.of(symbol), true);
    }

    /** d(A/V)/dt = A'/V - (A/V) V'/V. */
    private Expr concentrationRate(Mechanism.Species pool, Expr amountRate) {
        Expr volume = definitions.of(pool.compartment());
        Expr volumeRate = of(pool.compartment());
        Expr dilution = Expr.call(Operator.DIV, Expr.call(Operator.MUL, definitions.of(pool.id()), volumeRate), volume);
        return Expr.call(Operator.SUB, Expr.call(Operator.DIV, amountRate, volume), dilution);
    }

    /**
     * The total derivative by time of an expression in base symbols.
     *
     * @throws Refusal where it reads what follows from an equation
     */
    Expr chainRule(Expr value) {
        return total(value, false);
    }

    private Expr total(Expr value, boolean implicit) {
        List<Expr> terms = new ArrayList<>();
        terms.add(timeRule(value));
        Set<String> used = Symbols.of(value).names();
        for (String state : definitions.states()) {
            if (used.contains(state)) {
                requireRate(state, implicit || !isPool(state));
                terms.add(Expr.call(Operator.MUL, Derivative.of(value, state), heldRate(state)));
            }
        }
        for (String variable : definitions.residuals().keySet()) {
            if (used.contains(variable)) {
                requireRate(variable, implicit);
                terms.add(Expr.call(Operator.MUL, Derivative.of(value, variable), follower(variable)));
            }
        }
        return Expr.call(Operator.ADD, terms);
    }

    private static void requireRate(String state, boolean known) {
        if (!known) {
            throw new Refusal("The rate of change of " + state + " in the past is asked for, which follows from an"
                    + " algebraic rule or a fast reaction; that is not supported.",
                    "Maybe ask for the rate of change of what it follows from.");
        }
    }

    private boolean isPool(String state) {
        Mechanism.Species pool = definitions.pool(state);
        return pool != null && changes.getOrDefault(pool.id(), List.of()).stream().anyMatch(this::isFast);
    }

    /** The derivative by time of an algebraic state is an algebraic state itself. */
    private Expr follower(String state) {
        followers.add(state);
        return Expr.sym(state + FOLLOWER);
    }

    /** The algebraic states whose derivatives by time are read. */
    Set<String> followers() {
        return followers;
    }

    /** What is zero where the algebraic state that follows from an equation moves such that the equation stays true. */
    Expr residual(Expr equation, Map<String, Expr> derivatives, Set<String> algebraic) {
        List<Expr> terms = new ArrayList<>();
        terms.add(timeRule(equation));
        for (String name : Symbols.of(equation).names()) {
            Expr derivative = derivatives.get(name);
            if (derivative != null) {
                terms.add(Expr.call(Operator.MUL, Derivative.of(equation, name),
                        algebraic.contains(name) ? follower(name) : derivative));
            }
        }
        return Simplifier.simplify(Expr.call(Operator.ADD, terms));
    }

    /** The derivative of a state that stands still while an intervention holds it. */
    private Expr heldRate(String state) {
        Mechanism.Species pool = definitions.pool(state);
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
                terms.add(Expr.call(Operator.MUL, Derivative.of(value, name), definitions.delays().rate(name)));
            }
        }
        return Expr.call(Operator.ADD, terms);
    }

    /** The state's own derivative, as if nothing held it. */
    private Expr stateRate(String state) {
        Mechanism.Species pool = definitions.pool(state);
        return pool == null ? of(state) : amountRate(pool);
    }

    /** dA/dt of a species that is a state. */
    private Expr amountRate(Mechanism.Species pool) {
        Expr rule = rules.get(pool.id());
        if (rule != null) {
            Expr own = definitions.inBase(rule);
            return definitions.meansAmount(pool)
                    ? own
                    : Expr.call(Operator.ADD, Expr.call(Operator.MUL, own, definitions.of(pool.compartment())),
                            stillRate(pool));
        }
        if (isPool(pool.id() + Definitions.AMOUNT)) {
            return follower(pool.id() + Definitions.AMOUNT);
        }
        return slowRate(pool);
    }

    private boolean isFast(Change change) {
        Mechanism.Reaction reaction = definitions.reaction(change.reaction());
        return reaction != null && reaction.fast();
    }

    /** @throws Refusal where what the reaction does to the species is not known, and it does something */
    private boolean counts(String pool, Change change) {
        if (!change.open()) {
            return true;
        }
        if (definitions.of(change.reaction()).equals(Expr.ZERO)) {
            return false;
        }
        throw new Refusal("The file does not say how much of " + pool + " one turn of reaction " + change.reaction()
                + " uses or makes, and SBML Level 3 has no default for it.",
                "Maybe 1 is meant: a stoichiometry in the file would license an answer.");
    }

    /** What the reactions that are not fast do to an amount. */
    private Expr slowRate(Mechanism.Species pool) {
        List<Expr> terms = new ArrayList<>();
        for (Change change : changes.getOrDefault(pool.id(), List.of())) {
            if (!isFast(change) && counts(pool.id(), change)) {
                terms.add(Expr.call(Operator.MUL, definitions.inBase(change.stoichiometry()),
                        definitions.of(change.reaction())));
            }
        }
        return converted(pool, Expr.call(Operator.ADD, terms));
    }

    private Expr converted(Mechanism.Species pool, Expr extent) {
        String factor = pool.conversionFactor() == null ? modelFactor : pool.conversionFactor();
        return factor == null ? extent : Expr.call(Operator.MUL, definitions.of(factor), extent);
    }

    /** What one turn of a reaction does to each amount that it changes. */
    Map<String, Expr> effects(String reaction) {
        Map<String, Expr> effects = new LinkedHashMap<>();
        changes.forEach((pool, all) -> {
            List<Expr> terms = all.stream()
                    .filter(change -> change.reaction().equals(reaction) && counts(pool, change))
                    .map(change -> definitions.inBase(change.stoichiometry())).toList();
            Mechanism.Species changed = definitions.species().get(pool);
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
        return definitions.meansAmount(pool)
                ? Expr.ZERO
                : Expr.call(Operator.MUL, definitions.of(pool.id()), of(pool.compartment()));
    }

    /**
     * The derivative of a state as the solver sees it: without fast reactions, and cut while an intervention holds the
     * state.
     */
    Expr derivative(String state) {
        Mechanism.Species pool = definitions.pool(state);
        String symbol = pool == null ? state : pool.id();
        Expr own = pool != null && changes.containsKey(symbol) ? slowRate(pool) : stateRate(state);
        if (!moved.contains(symbol)) {
            return Simplifier.simplify(own);
        }
        Expr still = pool == null ? Expr.ZERO : stillRate(pool);
        return Simplifier.simplify(new Gate(symbol).derivative(own, still));
    }
}
