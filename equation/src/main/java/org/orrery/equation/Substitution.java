package org.orrery.equation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Symbols and what to write in their place, all at once: what is put in is not looked at again. What does not change
 * stays the same object, and shared parts stay shared. Linear time.
 *
 * @param values by name of the symbol
 */
public record Substitution(Map<String, Expr> values) {
    public Substitution {
        values = Map.copyOf(values);
    }

    public Expr apply(Expr expression) {
        return apply(List.of(expression)).getFirst();
    }

    /** Parts that the expressions share are shared in the results. */
    public List<Expr> apply(List<Expr> expressions) {
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : Postorder.of(expressions)) {
            done.put(node, switch (node) {
                case Expr.Sym(String name) -> values.getOrDefault(name, node);
                case Expr.Call call -> rebuilt(call, done);
                case Expr.Num number -> number;
                case Expr.Time time -> time;
            });
        }
        return expressions.stream().map(expression -> done.getOrDefault(expression, expression)).toList();
    }

    private static Expr rebuilt(Expr.Call call, Map<Expr, Expr> done) {
        List<Expr> arguments = new ArrayList<>(call.arguments().size());
        boolean changed = false;
        for (Expr argument : call.arguments()) {
            Expr now = done.getOrDefault(argument, argument);
            changed |= now != argument;
            arguments.add(now);
        }
        return changed ? Expr.call(call.operator(), arguments) : call;
    }
}
