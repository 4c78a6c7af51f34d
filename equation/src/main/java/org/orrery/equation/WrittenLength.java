package org.orrery.equation;

import java.util.IdentityHashMap;
import java.util.Map;

import org.orrery.core.Refusal;

/** Guards the printers: a graph of 200 shared sums written out is longer than any memory. */
final class WrittenLength {
    private static final double MOST = 1e7;

    private WrittenLength() {}

    /** @throws Refusal if the expression has too many parts to be written out */
    static void check(Expr expression) {
        Map<Expr, Double> lengths = new IdentityHashMap<>();
        for (Expr node : Postorder.of(expression)) {
            double length = 2;
            if (node instanceof Expr.Call call) {
                for (Expr argument : call.arguments()) {
                    length += lengths.getOrDefault(argument, 0.0);
                }
            }
            lengths.put(node, length);
        }
        if (lengths.getOrDefault(expression, 0.0) > MOST) {
            throw new Refusal("the formula is too long to be written out: its parts are shared too often",
                    "Write its parts one by one.");
        }
    }
}
