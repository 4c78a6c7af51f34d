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
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;

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
    private final Set<String> moved;
    private final Rates rates;
    private final Totals totals;

    private final Map<String, Expr> resolved = new HashMap<>();
    private final Set<String> resolving = new LinkedHashSet<>();
    private final Set<String> states = new LinkedHashSet<>();
    private final Delays delays;

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
        this.totals = new Totals(mechanism, this::inBase);
        mechanism.compartments().forEach(compartment -> compartments.put(compartment.id(), compartment));
        mechanism.species().forEach(pool -> species.put(pool.id(), pool));
        mechanism.parameters().forEach(parameter -> parameters.put(parameter.id(), parameter));
        mechanism.reactions().forEach(reaction -> reactions.put(reaction.id(), reaction));
        for (Mechanism.Rule rule : mechanism.rules()) {
            switch (rule) {
                case Mechanism.Rule.Assignment assignment -> assignments.put(assignment.target(), assignment.value());
                case Mechanism.Rule.Rate _,Mechanism.Rule.Algebraic _ -> {
                }
            }
        }
        rates = new Rates(mechanism, this, moved);
        states.addAll(stateNames());
    }

    private List<String> stateNames() {
        List<String> names = new ArrayList<>();
        for (String pool : species.keySet()) {
            if (rates.isState(pool)) {
                names.add(pool + AMOUNT);
            }
        }
        compartments.keySet().stream().filter(rates::isState).forEach(names::add);
        parameters.keySet().stream().filter(rates::isState).forEach(names::add);
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

    Rates rates() {
        return rates;
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

    /** The species whose amount this base symbol is; null for any other symbol. */
    Mechanism.@Nullable Species pool(String base) {
        return base.endsWith(AMOUNT) ? species.get(base.substring(0, base.length() - AMOUNT.length())) : null;
    }

    Mechanism.@Nullable Reaction reaction(String id) {
        return reactions.get(id);
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
                    yield delays.sinceStart(of(name), rates.of(name));
                }
                throw new InvalidInput("rateOf takes a symbol, not an expression.", "Maybe name the variable itself.");
            }
            case DELAY -> delays.symbol(call);
            default -> null;
        };
    }
}
