package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Symbols;

/**
 * Fast reactions (SBML Level 3 Version 1, section 4.11.1): much faster than all else, so that they are at rest at all
 * times. An amount that they change is {@code a = b + N x}: the slow reactions change the reserve b, and the extents x of
 * the fast reactions are whatever makes {@code W v(a) = 0}, where {@code N W} is the stoichiometry of all fast reactions
 * and the columns of N are independent. This is the limit of rates that grow without bound (quasi-equilibrium, or quasi-steady state
 * where fast reactions form a cycle; Heinrich and Schuster, The Regulation of Cellular Systems, 1996, ch. 4).
 */
final class FastReactions {
    static final String EXTENT = "#extent";
    static final String IDLE = "#idle";
    static final String RESERVE = "#reserve";

    private final Definitions definitions;
    private final Set<String> moved;
    private final Map<String, Map<String, Expr>> effects = new LinkedHashMap<>();
    private final Set<String> pools = new LinkedHashSet<>();
    private final List<String> independent = new ArrayList<>();
    private final Map<String, List<Expr>> weighted = new LinkedHashMap<>();

    /** @param startValue an expression in base symbols with the numbers of the start in it */
    FastReactions(Mechanism mechanism, Definitions definitions, Set<String> moved, UnaryOperator<Expr> startValue) {
        this.definitions = definitions;
        this.moved = moved;
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            if (reaction.fast()) {
                Map<String, Expr> effect = definitions.rates().effects(reaction.id());
                effect.forEach((pool, change) -> requireFixed(reaction.id(), pool, change));
                if (!effect.isEmpty() && !definitions.of(reaction.id()).equals(Expr.ZERO)) {
                    effects.put(reaction.id(), effect);
                    pools.addAll(effect.keySet());
                }
            }
        }
        choose(startValue);
    }

    private void requireFixed(String reaction, String pool, Expr change) {
        Symbols symbols = Symbols.of(change);
        Set<String> varying = new LinkedHashSet<>(symbols.names());
        varying.removeIf(name -> !definitions.states().contains(name) && !definitions.residuals().containsKey(name));
        if (symbols.time() || !varying.isEmpty()) {
            throw new Refusal("The stoichiometry of " + pool + " in the fast reaction " + reaction
                    + " changes in time; that is not supported.", "Maybe give it a constant stoichiometry.");
        }
    }

    private void choose(UnaryOperator<Expr> startValue) {
        List<String> reactions = List.copyOf(effects.keySet());
        List<String> rows = List.copyOf(pools);
        double[][] matrix = new double[rows.size()][reactions.size()];
        boolean plain = true;
        for (int column = 0; column < reactions.size(); column++) {
            Map<String, Expr> effect = effects.getOrDefault(reactions.get(column), Map.of());
            for (int row = 0; row < rows.size(); row++) {
                Expr change = effect.getOrDefault(rows.get(row), Expr.ZERO);
                plain &= change instanceof Expr.Num;
                matrix[row][column] = startValue.apply(change) instanceof Expr.Num(double value) ? value : Double.NaN;
            }
        }
        Echelon echelon = new Echelon(matrix);
        if (reactions.size() > 1 && !plain && (echelon.pivots().size() < reactions.size() || !echelon.isFinite())) {
            throw new Refusal("The fast reactions " + String.join(", ", reactions)
                    + " depend on each other, and their stoichiometry is not written in plain numbers.",
                    "Maybe write it in numbers.");
        }
        for (int row = 0; row < echelon.pivots().size(); row++) {
            String reaction = reactions.get(echelon.pivots().get(row));
            independent.add(reaction);
            List<Expr> terms = new ArrayList<>();
            for (int column = 0; column < reactions.size(); column++) {
                double weight = echelon.at(row, column);
                String other = reactions.get(column);
                if (weight != 0) {
                    requireUnmoved(reaction, other);
                    Expr rate = definitions.of(other);
                    terms.add(weight == 1 ? rate : Expr.call(Operator.MUL, Expr.num(weight), rate));
                }
            }
            weighted.put(reaction, terms);
        }
    }

    private void requireUnmoved(String reaction, String other) {
        if (!reaction.equals(other) && (moved.contains(reaction) || moved.contains(other))) {
            throw new Refusal("The fast reactions " + reaction + " and " + other
                    + " do the same to the species, so that only their sum is determined and one alone cannot be moved.",
                    "Maybe move a parameter of its rate law.");
        }
    }

    /** Species whose amounts are algebraic states. */
    Set<String> pools() {
        return pools;
    }

    /** Reactions whose extents are algebraic states. */
    List<String> independent() {
        return independent;
    }

    /** Zero where the reaction, with those that depend on it, is at rest. */
    Expr residual(String reaction) {
        Expr extent = Expr.sym(reaction + EXTENT);
        Expr rate = Expr.call(Operator.ADD, weighted.getOrDefault(reaction, List.of()));
        Expr idle = Expr.call(Operator.EQ, Expr.sym(reaction + IDLE), Expr.ONE);
        Expr still = moved.contains(reaction) ? Expr.call(Operator.OR, idle, new Gate(reaction).held()) : idle;
        return Simplifier.simplify(Expr.call(Operator.PIECEWISE, Expr.call(Operator.NEG, extent), still, rate));
    }

    /** Zero where the amount is its reserve and what the fast reactions have made of it. */
    Expr balance(String pool) {
        List<Expr> made = new ArrayList<>();
        for (String reaction : independent) {
            Expr change = effects.getOrDefault(reaction, Map.of()).get(pool);
            if (change != null) {
                made.add(Expr.call(Operator.MUL, change, Expr.sym(reaction + EXTENT)));
            }
        }
        Expr sum = Expr.call(Operator.ADD, made);
        Expr counted = moved.contains(pool)
                ? Expr.call(Operator.PIECEWISE, Expr.ZERO, new Gate(pool).held(), sum)
                : sum;
        String amount = pool + Definitions.AMOUNT;
        return Simplifier.simplify(Expr.call(Operator.SUB,
                Expr.call(Operator.ADD, Expr.sym(amount + RESERVE), counted), Expr.sym(amount)));
    }
}
