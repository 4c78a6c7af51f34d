package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.moiety.Moieties;
import org.orrery.dynamics.moiety.Moiety;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;

/**
 * The totals of conserved moieties as symbols: read as the sum at any time; set and moved by way of the one species that
 * absorbs the difference. The moieties are looked for when the first name asks for one.
 */
final class Totals {
    private final Mechanism mechanism;
    private final UnaryOperator<Expr> factors;
    private @Nullable Map<String, Moiety> known;

    /** @param factors what a conversion factor is, in base symbols */
    Totals(Mechanism mechanism, UnaryOperator<Expr> factors) {
        this.mechanism = mechanism;
        this.factors = factors;
    }

    @Nullable
    Moiety find(String symbol) {
        if (!symbol.startsWith(Moiety.PREFIX)) {
            return null;
        }
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Moiety moiety : Moieties.of(mechanism).conserved()) {
                known.put(moiety.name(), moiety);
            }
        }
        return known.get(symbol);
    }

    /** The sum, in base symbols. */
    Expr sum(Moiety moiety) {
        return sum(moiety, Expr::sym);
    }

    private Expr sum(Moiety moiety, Function<String, Expr> amounts) {
        List<Expr> terms = new ArrayList<>();
        for (Moiety.Term term : moiety.terms()) {
            Expr amount = amounts.apply(term.species() + Definitions.AMOUNT);
            Expr scaled = term.factor() == null
                    ? amount
                    : Expr.call(Operator.DIV, amount, factors.apply(Expr.sym(term.factor())));
            terms.add(term.weight() == 1 ? scaled : Expr.call(Operator.MUL, Expr.num(term.weight()), scaled));
        }
        return Expr.call(Operator.ADD, terms);
    }

    /** How much of the dependent species' amount one unit of the total is worth. */
    Expr share(Moiety moiety) {
        Moiety.Term term = moiety.term(dependent(moiety));
        Expr weight = Expr.num(1 / term.weight());
        return term.factor() == null
                ? weight
                : Expr.call(Operator.MUL, weight, factors.apply(Expr.sym(term.factor())));
    }

    /** @throws Refusal where every species of the moiety belongs to others too */
    static String dependent(Moiety moiety) {
        String dependent = moiety.dependent();
        if (dependent == null) {
            throw new Refusal("Every species of " + moiety.name() + " belongs to another conserved total too, so none"
                    + " can absorb a change of this one alone.", "Maybe set or move one of its species instead.");
        }
        return dependent;
    }

    /**
     * The start values of species that absorb the difference between a total that a world brings and the sum of the
     * start values.
     *
     * @param inputs what the worlds bring, totals among it
     * @param start the start value of a base symbol
     * @throws InvalidInput where a world brings a total and the species that is to absorb it
     */
    Map<String, Expr> starts(Set<String> inputs, Function<String, Expr> start) {
        Map<String, Expr> starts = new HashMap<>();
        for (String input : inputs) {
            Moiety moiety = find(input);
            if (moiety != null) {
                String dependent = dependent(moiety);
                if (inputs.contains(dependent)) {
                    throw new InvalidInput(input + " is brought about by " + dependent
                            + ", which is given a value of its own as well.", "Maybe give only one of the two.");
                }
                String base = dependent + Definitions.AMOUNT;
                Expr lacking = Expr.call(Operator.SUB, Expr.sym(input), sum(moiety, start));
                starts.put(base, Simplifier.simplify(Expr.call(Operator.ADD, start.apply(base),
                        Expr.call(Operator.MUL, share(moiety), lacking))));
            }
        }
        return starts;
    }
}
