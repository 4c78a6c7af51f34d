package org.orrery.equation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes expressions smaller without changing their meaning: constants are computed, sums in sums and products in
 * products become one, neutral elements vanish, branches that cannot be taken are cut. One pass in linear time; shared
 * parts stay shared.
 * <p>
 * The value stays the same up to rounding (terms are regrouped) and the sign of a zero. What would be wrong for
 * infinities is not done: {@code 0*x} and {@code x - x} stay, because they are NaN where x is infinite.
 */
public final class Simplifier {
    private final Set<Expr> absorbed;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    private Simplifier(Set<Expr> absorbed) {
        this.absorbed = absorbed;
    }

    public static Expr simplify(Expr expression) {
        return simplify(List.of(expression)).getFirst();
    }

    /** Simplifies several expressions; parts that they share are shared in the results. */
    public static List<Expr> simplify(List<Expr> expressions) {
        List<Expr> order = Postorder.of(expressions);
        Simplifier simplifier = new Simplifier(absorbable(order, expressions));
        for (Expr node : order) {
            if (!simplifier.absorbed.contains(node)) {
                simplifier.done.put(node, simplifier.simplified(node));
            }
        }
        return expressions.stream().map(simplifier::result).toList();
    }

    /** Sums whose only user is a sum, and products likewise. Shared ones stay apart, or the result could explode. */
    private static Set<Expr> absorbable(List<Expr> order, List<Expr> roots) {
        Set<Expr> used = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Expr> absorbed = Collections.newSetFromMap(new IdentityHashMap<>());
        used.addAll(roots);
        for (Expr node : order) {
            if (node instanceof Expr.Call call) {
                for (Expr argument : call.arguments()) {
                    boolean first = used.add(argument);
                    if (first && flattens(call.operator()) && argument instanceof Expr.Call inner
                            && inner.operator() == call.operator()) {
                        absorbed.add(argument);
                    } else {
                        absorbed.remove(argument);
                    }
                }
            }
        }
        return absorbed;
    }

    private static boolean flattens(Operator operator) {
        return operator == Operator.ADD || operator == Operator.MUL;
    }

    private Expr result(Expr node) {
        return done.getOrDefault(node, node);
    }

    private Expr simplified(Expr node) {
        if (!(node instanceof Expr.Call call)) {
            return node;
        }
        List<Expr> arguments = arguments(call);
        Operator operator = call.operator();
        if (Arithmetic.foldable(operator, arguments)) {
            return Arithmetic.fold(operator, arguments);
        }
        Expr simple = switch (operator) {
            case ADD -> Arithmetic.sum(arguments);
            case MUL -> Arithmetic.product(arguments);
            case SUB -> Arithmetic.difference(arguments.getFirst(), arguments.getLast());
            case DIV -> Arithmetic.ratio(arguments.getFirst(), arguments.getLast());
            case POW -> Arithmetic.power(arguments.getFirst(), arguments.getLast());
            case NEG -> Arithmetic.negation(arguments.getFirst());
            case AND -> Logic.all(arguments);
            case OR -> Logic.any(arguments);
            case NOT -> Logic.not(arguments.getFirst());
            case PIECEWISE -> Logic.choice(arguments);
            default -> Expr.call(operator, arguments);
        };
        return same(simple, call) ? call : simple;
    }

    /** Simplified, and with the arguments of absorbed calls in their place. */
    private List<Expr> arguments(Expr.Call call) {
        List<Expr> arguments = new ArrayList<>(call.arguments().size());
        Deque<Expr> open = new ArrayDeque<>(call.arguments());
        while (!open.isEmpty()) {
            Expr next = open.pop();
            if (absorbed.contains(next) && next instanceof Expr.Call inner) {
                inner.arguments().reversed().forEach(open::push);
            } else {
                arguments.add(result(next));
            }
        }
        return arguments;
    }

    private static boolean same(Expr simple, Expr.Call call) {
        if (!(simple instanceof Expr.Call now) || now.operator() != call.operator()
                || now.arguments().size() != call.arguments().size()) {
            return false;
        }
        for (int i = 0; i < now.arguments().size(); i++) {
            if (now.argument(i) != call.argument(i)) {
                return false;
            }
        }
        return true;
    }
}
