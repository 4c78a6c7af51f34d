package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.Refusal;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Symbols;

/** The states that algebraic rules and fast reactions bring, with their equations. */
final class ImplicitStates {
    private final Definitions definitions;
    private final FastReactions fast;

    ImplicitStates(Definitions definitions, FastReactions fast) {
        this.definitions = definitions;
        this.fast = fast;
    }

    /** Puts residuals in the place of the rates of pools that fast reactions change, and adds what is new. */
    void enter(Map<String, Expr> equations) {
        for (String pool : fast.pools()) {
            String amount = pool + Definitions.AMOUNT;
            equations.put(amount + FastReactions.RESERVE, definitions.rates().derivative(amount));
            equations.put(amount, fast.balance(pool));
        }
        for (String reaction : fast.independent()) {
            equations.put(reaction + FastReactions.EXTENT, fast.residual(reaction));
        }
        for (String variable : definitions.residuals().keySet()) {
            equations.put(variable, definitions.residual(variable));
        }
    }

    /**
     * Adds the derivatives by time of algebraic states that something reads, and of those that these depend on.
     *
     * @throws Refusal where an algebraic state depends on the derivative of another
     */
    void follow(Map<String, Expr> equations) {
        if (fast.pools().isEmpty() && definitions.residuals().isEmpty()) {
            return;
        }
        definitions.defineAll();
        Set<String> algebraic = new HashSet<>(algebra(Set.of()).states());
        Map<String, Expr> derivatives = Map.copyOf(equations);
        List<String> open = new ArrayList<>(definitions.rates().followers());
        Set<String> done = new HashSet<>();
        while (!open.isEmpty()) {
            String state = open.removeLast();
            if (done.add(state)) {
                equations.put(state + Rates.FOLLOWER,
                        definitions.rates().residual(derivatives.getOrDefault(state, Expr.ZERO), derivatives,
                                algebraic));
                open.addAll(definitions.rates().followers());
            }
        }
        for (String state : algebraic) {
            for (String name : Symbols.of(derivatives.getOrDefault(state, Expr.ZERO)).names()) {
                if (name.endsWith(Rates.FOLLOWER)) {
                    throw new Refusal("The equation that " + state + " follows from asks for the rate of change of "
                            + name.substring(0, name.length() - Rates.FOLLOWER.length())
                            + ", which follows from an equation too; that is not supported.",
                            "Maybe name what the rate of change depends on instead.");
                }
            }
        }
    }

    List<String> parameters() {
        return fast.independent().stream().map(reaction -> reaction + FastReactions.IDLE).toList();
    }

    /**
     * The variables of unsolved algebraic rules that a delayed value reads, also from before the start.
     *
     * @throws Refusal for an amount that fast reactions change: before the start it is not at rest
     */
    Set<String> past(Lowered.Delay delay) {
        Set<String> read = new HashSet<>(Symbols.of(List.of(delay.value(), delay.duration())).names());
        for (String pool : fast.pools()) {
            if (read.contains(pool + Definitions.AMOUNT)) {
                throw new Refusal(delay.text() + " looks back at " + pool
                        + ", which a fast reaction changes; that is not supported.",
                        "Written with fast=\"false\" and a large rate it could be used.");
            }
        }
        for (String name : read) {
            if (name.endsWith(Rates.FOLLOWER)) {
                throw new Refusal(delay.text() + " looks back at the rate of change of "
                        + name.substring(0, name.length() - Rates.FOLLOWER.length())
                        + ", which follows from an algebraic rule or a fast reaction; that is not supported.",
                        "Maybe ask for the rate of change now.");
            }
        }
        read.retainAll(definitions.residuals().keySet());
        return read;
    }

    /** @param counted variables whose declared values were used for other initial values */
    Algebra algebra(Set<String> counted) {
        List<Algebra.Rule> rules = new ArrayList<>();
        definitions.residuals().forEach((variable, residual) -> rules
                .add(new Algebra.Rule(variable, "0 = " + Infix.print(residual.rule()), counted.contains(variable))));
        List<Algebra.Pool> pools = fast.pools().stream().map(pool -> pool + Definitions.AMOUNT)
                .map(amount -> new Algebra.Pool(amount, amount + FastReactions.RESERVE)).toList();
        List<Algebra.Extent> extents = fast.independent().stream()
                .map(id -> new Algebra.Extent(id + FastReactions.EXTENT, id, id + FastReactions.IDLE)).toList();
        List<String> followers = definitions.rates().followers().stream().map(state -> state + Rates.FOLLOWER).toList();
        return new Algebra(rules, pools, extents, followers);
    }
}
