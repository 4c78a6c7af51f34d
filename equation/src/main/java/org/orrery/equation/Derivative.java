package org.orrery.equation;

import java.util.List;
import java.util.Map;

import org.orrery.core.Refusal;

/**
 * Exact derivatives, simplified. Steps (floor, relations, truth values) count as flat, a piecewise is differentiated in
 * each branch, |x| gives the sign of x, minimum and maximum follow the argument that is the extreme one. An exponent
 * that does not depend on the variable is treated as a constant, so that no logarithm of the base appears.
 */
public final class Derivative {
    private Derivative() {}

    /**
     * By one symbol; all other symbols are held fixed.
     *
     * @throws Refusal for a factorial of the symbol, and for a {@code rateOf} or a {@code delay} that was not lowered
     */
    public static Expr of(Expr expression, String symbol) {
        return one(expression, Map.of(symbol, 0), -1);
    }

    /**
     * By the time where it is written out; symbols are held fixed.
     *
     * @throws Refusal as {@link #of}
     */
    public static Expr ofTime(Expr expression) {
        return one(expression, Map.of(), 0);
    }

    private static Expr one(Expr expression, Map<String, Integer> seeds, int time) {
        Map<Integer, Expr> gradient = Gradient.of(List.of(expression), seeds, time).getFirst();
        return Simplifier.simplify(gradient.getOrDefault(0, Expr.ZERO));
    }
}
