package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Symbols;

/**
 * An expression as a sum of unknowns, each times a coefficient that names no unknown, and a rest. Found from the form of
 * the expression and not from its derivative, which a step such as {@code floor(x)} would deceive.
 *
 * @param coefficients by unknown; an unknown that does not appear is not in it
 * @param rest what stands without an unknown
 */
record LinearForm(Map<String, Expr> coefficients, Expr rest) {

    /** Null where the expression is not of this form. */
    static @Nullable LinearForm of(Expr expr, Set<String> unknowns) {
        if (Symbols.of(expr).names().stream().noneMatch(unknowns::contains)) {
            return new LinearForm(Map.of(), expr);
        }
        return switch (expr) {
            case Expr.Sym(String name) -> new LinearForm(Map.of(name, Expr.ONE), Expr.ZERO);
            case Expr.Call call -> ofCall(call, unknowns);
            case Expr.Num _,Expr.Time _ -> new LinearForm(Map.of(), expr);
        };
    }

    private static @Nullable LinearForm ofCall(Expr.Call call, Set<String> unknowns) {
        return switch (call.operator()) {
            case ADD -> sum(call.arguments(), unknowns);
            case SUB -> sum(List.of(call.argument(0), Expr.call(Operator.NEG, call.argument(1))), unknowns);
            case NEG -> scaled(call.argument(0), unknowns, part -> Expr.call(Operator.NEG, part));
            case MUL -> product(call.arguments(), unknowns);
            case DIV -> isFree(call.argument(1), unknowns)
                    ? scaled(call.argument(0), unknowns, part -> Expr.call(Operator.DIV, part, call.argument(1)))
                    : null;
            case PIECEWISE -> piecewise(call.arguments(), unknowns);
            default -> null;
        };
    }

    private static boolean isFree(Expr expr, Set<String> unknowns) {
        return Symbols.of(expr).names().stream().noneMatch(unknowns::contains);
    }

    private static @Nullable LinearForm sum(List<Expr> terms, Set<String> unknowns) {
        Map<String, List<Expr>> parts = new LinkedHashMap<>();
        List<Expr> rest = new ArrayList<>();
        for (Expr term : terms) {
            LinearForm form = of(term, unknowns);
            if (form == null) {
                return null;
            }
            form.coefficients.forEach((name, part) -> parts.computeIfAbsent(name, _ -> new ArrayList<>()).add(part));
            rest.add(form.rest);
        }
        Map<String, Expr> coefficients = new LinkedHashMap<>();
        parts.forEach((name, part) -> coefficients.put(name, Simplifier.simplify(Expr.call(Operator.ADD, part))));
        return new LinearForm(coefficients, Simplifier.simplify(Expr.call(Operator.ADD, rest)));
    }

    private static @Nullable LinearForm product(List<Expr> factors, Set<String> unknowns) {
        List<Expr> known = new ArrayList<>();
        List<Expr> open = new ArrayList<>();
        factors.forEach(factor -> (isFree(factor, unknowns) ? known : open).add(factor));
        if (open.size() != 1) {
            return null;
        }
        return scaled(open.getFirst(), unknowns, part -> {
            List<Expr> all = new ArrayList<>(known);
            all.add(part);
            return Expr.call(Operator.MUL, all);
        });
    }

    private static @Nullable LinearForm scaled(Expr expr, Set<String> unknowns,
            UnaryOperator<Expr> scale) {
        LinearForm form = of(expr, unknowns);
        if (form == null) {
            return null;
        }
        Map<String, Expr> coefficients = new LinkedHashMap<>();
        form.coefficients.forEach((name, part) -> coefficients.put(name, Simplifier.simplify(scale.apply(part))));
        return new LinearForm(coefficients, Simplifier.simplify(scale.apply(form.rest)));
    }

    private static @Nullable LinearForm piecewise(List<Expr> arguments, Set<String> unknowns) {
        List<LinearForm> branches = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (i % 2 == 1) {
                if (!isFree(arguments.get(i), unknowns)) {
                    return null;
                }
                continue;
            }
            LinearForm branch = of(arguments.get(i), unknowns);
            if (branch == null) {
                return null;
            }
            branches.add(branch);
            used.addAll(branch.coefficients.keySet());
        }
        Map<String, Expr> coefficients = new LinkedHashMap<>();
        for (String name : used) {
            coefficients.put(name, branchwise(arguments,
                    branches.stream().map(branch -> branch.coefficients.getOrDefault(name, Expr.ZERO)).toList()));
        }
        return new LinearForm(coefficients, branchwise(arguments, branches.stream().map(LinearForm::rest).toList()));
    }

    private static Expr branchwise(List<Expr> arguments, List<Expr> values) {
        List<Expr> parts = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            parts.add(i % 2 == 1 ? arguments.get(i) : values.get(i / 2));
        }
        return Simplifier.simplify(Expr.call(Operator.PIECEWISE, parts));
    }
}
