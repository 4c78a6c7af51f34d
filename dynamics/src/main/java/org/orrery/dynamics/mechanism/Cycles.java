package org.orrery.dynamics.mechanism;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.orrery.core.InvalidInput;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;

/**
 * Whether what assignments and rate laws give can be computed in some order: none may need itself (rule 20906 of SBML). A value of
 * some time ago is known already, and a rate of change is asked of another equation, so neither counts.
 */
final class Cycles {
    private final Map<String, Equation> equations = new LinkedHashMap<>();

    /** What gives a value, as a part of the mechanism, and the names that it reads. */
    private record Equation(String name, Object part, Set<String> needs) {}

    private Cycles(Mechanism mechanism) {
        mechanism.initialAssignments().forEach(each -> add(each.target(), each.value(), each));
        for (Mechanism.Rule rule : mechanism.rules()) {
            if (rule instanceof Mechanism.Rule.Assignment assignment) {
                add(assignment.target(), assignment.value(), assignment);
            }
        }
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            if (reaction.rate() != null) {
                add(reaction.id(), reaction.rate(), reaction);
            }
        }
    }

    private void add(String name, Expr value, Object part) {
        equations.put(name, new Equation(name, part, names(value)));
    }

    /** @param where the place of a part, to put before a message */
    static void check(Mechanism mechanism, Function<Object, String> where) {
        Cycles cycles = new Cycles(mechanism);
        List<Equation> cycle = cycles.find();
        if (!cycle.isEmpty()) {
            Equation first = cycle.getFirst();
            List<String> others = cycle.stream().skip(1).map(Equation::name).toList();
            throw new InvalidInput(where.apply(first.part()) + first.name() + " is computed from itself"
                    + (others.isEmpty() ? "." : ", by way of " + String.join(", ", others) + "."),
                    "Maybe one of these equations was meant to be a rate rule, or an initial value.");
        }
    }

    private List<Equation> find() {
        Set<String> done = new HashSet<>();
        for (Equation start : equations.values()) {
            List<Equation> path = new ArrayList<>();
            List<Iterator<String>> rest = new ArrayList<>();
            Set<String> open = new HashSet<>();
            for (Equation next = done.add(start.name()) ? start : null; next != null || !path.isEmpty();) {
                if (next != null) {
                    path.add(next);
                    open.add(next.name());
                    rest.add(next.needs().iterator());
                }
                if (!rest.getLast().hasNext()) {
                    rest.removeLast();
                    open.remove(path.removeLast().name());
                    next = null;
                    continue;
                }
                String name = rest.getLast().next();
                if (open.contains(name)) {
                    return path.stream().dropWhile(each -> !each.name().equals(name)).toList();
                }
                next = equations.containsKey(name) && done.add(name) ? equations.get(name) : null;
            }
        }
        return List.of();
    }

    /** The names in an expression, without those that a delay or a rate of change is taken of. */
    private static Set<String> names(Expr expression) {
        Set<String> names = new TreeSet<>();
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Expr> open = new ArrayList<>(List.of(expression));
        while (!open.isEmpty()) {
            Expr next = open.removeLast();
            if (next instanceof Expr.Sym(String name)) {
                names.add(name);
            } else if (next instanceof Expr.Call call && seen.add(call) && call.operator() != Operator.RATE_OF) {
                open.addAll(call.operator() == Operator.DELAY ? call.arguments().subList(1, 2) : call.arguments());
            }
        }
        return names;
    }
}
