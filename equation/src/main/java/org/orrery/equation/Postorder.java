package org.orrery.equation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Every node of a graph of expressions once, arguments before their users. Found without recursion, and by identity:
 * {@code equals} of a shared graph takes exponential time, and recursion on a deep one overflows the stack.
 */
final class Postorder {
    private Postorder() {}

    static List<Expr> of(Expr root) {
        return of(List.of(root));
    }

    static List<Expr> of(List<? extends Expr> roots) {
        List<Expr> order = new ArrayList<>();
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Visit> open = new ArrayDeque<>();
        for (Expr root : roots) {
            enter(root, seen, open, order);
            while (!open.isEmpty()) {
                Visit visit = open.peek();
                if (visit.next == visit.call.arguments().size()) {
                    open.pop();
                    order.add(visit.call);
                } else {
                    enter(visit.call.argument(visit.next++), seen, open, order);
                }
            }
        }
        return order;
    }

    private static void enter(Expr node, Set<Expr> seen, Deque<Visit> open, List<Expr> order) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof Expr.Call call) {
            open.push(new Visit(call));
        } else {
            order.add(node);
        }
    }

    /** A call whose arguments are being visited. */
    private static final class Visit {
        private final Expr.Call call;
        private int next;

        Visit(Expr.Call call) {
            this.call = call;
        }
    }
}
