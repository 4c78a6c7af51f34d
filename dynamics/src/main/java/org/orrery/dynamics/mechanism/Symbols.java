package org.orrery.dynamics.mechanism;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;
import org.orrery.equation.Expr;

/** The names that an expression uses. Shared parts are visited once. */
final class Symbols {
    private Symbols() {}

    static Set<String> in(Expr expression) {
        Set<String> names = new TreeSet<>();
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Expr> open = new ArrayDeque<>();
        open.push(expression);
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case Expr.Sym symbol -> names.add(symbol.name());
                case Expr.Call call -> {
                    if (seen.add(call)) {
                        call.arguments().forEach(open::push);
                    }
                }
                case Expr.Num number -> {
                }
                case Expr.Time time -> {
                }
            }
        }
        return names;
    }
}
