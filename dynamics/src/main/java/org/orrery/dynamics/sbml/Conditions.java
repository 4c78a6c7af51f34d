package org.orrery.dynamics.sbml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Suggestion;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Substitution;
import org.orrery.equation.Symbols;

/** Reads the conditions of function terms: truths over levels and thresholds. */
record Conditions(Mathematics mathematics) {
    /** @param thresholds the inputs of the transition by id; NaN where one gives no threshold */
    Expr of(Element term, Map<String, Expr> thresholds, Set<String> species, String transition) {
        Expr raw = mathematics.of(term, "function term of " + transition);
        if (raw == null) {
            throw term.invalid("a function term of " + transition + " has no mathematics.",
                    "Write its condition, or take the term out.");
        }
        Symbols symbols = Symbols.of(raw);
        if (symbols.time()) {
            throw new Refusal(term.where() + "a condition of " + transition + " uses the time.",
                    "The package qual knows no time.");
        }
        for (String name : symbols.names()) {
            if (thresholds.get(name) instanceof Expr.Num(double level) && Double.isNaN(level)) {
                throw term.invalid("the condition uses the threshold of the input " + name + ", which has none.",
                        "Give the input a thresholdLevel.");
            }
            if (!thresholds.containsKey(name) && !species.contains(name)) {
                throw term.invalid("the condition uses " + name
                        + ", which is neither a qualitative species nor an input of " + transition + ".",
                        Suggestion.of(name, species, "Only levels and thresholds may stand there."));
            }
        }
        if (!isTruth(raw) || joinsNumbers(raw)) {
            throw new Refusal(term.where() + "a condition of " + transition
                    + " takes a level for a truth value, which is ambiguous where levels are more than two.",
                    "Compare it: A >= 1.");
        }
        return new Substitution(new HashMap<>(thresholds)).apply(raw);
    }

    private static boolean joinsNumbers(Expr whole) {
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Expr> open = new ArrayList<>(List.of(whole));
        while (!open.isEmpty()) {
            Expr next = open.removeLast();
            if (joins(next)) {
                return true;
            }
            if (seen.add(next) && next instanceof Expr.Call call) {
                open.addAll(call.arguments());
            }
        }
        return false;
    }

    private static boolean joins(Expr part) {
        if (!(part instanceof Expr.Call(Operator operator, List<Expr> arguments))) {
            return false;
        }
        return switch (operator) {
            case AND, OR, XOR, NOT -> !arguments.stream().allMatch(Conditions::isTruth);
            case RATE_OF, DELAY -> true;
            default -> false;
        };
    }

    private static boolean isTruth(Expr part) {
        return switch (part) {
            case Expr.Num(double value) -> value == 0 || value == 1;
            case Expr.Sym _,Expr.Time _ -> false;
            case Expr.Call(Operator operator, List<Expr> arguments) when operator == Operator.PIECEWISE -> {
                boolean all = arguments.size() % 2 == 1;
                for (Expr argument : arguments) {
                    all &= isTruth(argument);
                }
                yield all;
            }
            case Expr.Call call -> call.operator().isLogical();
        };
    }
}
