package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.orrery.core.Refusal;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Substitution;
import org.orrery.equation.Symbols;

/**
 * Algebraic rules {@code 0 = f}, each solved for the one variable that it determines. The variable is found by a
 * matching of rules to undetermined variables (SBML Level 3 Version 2, section 4.11.5, asks that one exists); the rule is solved
 * where it is linear in it. Other rules are refused.
 */
final class AlgebraicRules {
    private final List<Expr> rules;
    private final List<Set<String>> candidates = new ArrayList<>();
    private final Map<String, Integer> ruleOf = new LinkedHashMap<>();

    private AlgebraicRules(List<Expr> rules, Set<String> undetermined) {
        this.rules = rules;
        for (Expr rule : rules) {
            Set<String> mentioned = new HashSet<>(Symbols.of(rule).names());
            mentioned.retainAll(undetermined);
            candidates.add(mentioned);
        }
    }

    /**
     * @param rules left sides that are to be zero
     * @param assignments assignment rules, through which a rule may reach its variable
     * @param undetermined variables that may be solved for
     * @param lower removes rates of change from an expression
     * @return an assignment for each rule
     * @throws Refusal if a rule is not linear in its variable, or determines none
     */
    static Map<String, Expr> solve(List<Expr> rules, Map<String, Expr> assignments, Set<String> undetermined,
            UnaryOperator<Expr> lower) {
        List<Expr> plain = rules.stream().map(lower).map(rule -> expand(rule, assignments)).toList();
        AlgebraicRules matching = new AlgebraicRules(plain, undetermined);
        for (int rule = 0; rule < plain.size(); rule++) {
            if (!matching.augment(rule, new HashSet<>())) {
                throw new Refusal("The algebraic rule 0 = " + Infix.print(plain.get(rule))
                        + " does not determine a variable that is otherwise free.",
                        "Maybe a variable was declared constant, or changed by a reaction as well.");
            }
        }
        Map<String, Expr> solved = new HashMap<>();
        matching.ruleOf.forEach((variable, rule) -> solved.put(variable, isolate(plain.get(rule), variable)));
        return solved;
    }

    private static Expr expand(Expr rule, Map<String, Expr> assignments) {
        Expr expanded = rule;
        for (int depth = 0; depth <= assignments.size(); depth++) {
            if (Symbols.of(expanded).names().stream().noneMatch(assignments::containsKey)) {
                return expanded;
            }
            expanded = new Substitution(assignments).apply(expanded);
        }
        return expanded;
    }

    /** Kuhn's augmenting path. */
    private boolean augment(int rule, Set<String> visited) {
        for (String variable : candidates.get(rule)) {
            if (visited.add(variable)) {
                Integer holder = ruleOf.get(variable);
                if (holder == null || augment(holder, visited)) {
                    ruleOf.put(variable, rule);
                    return true;
                }
            }
        }
        return false;
    }

    private static Expr isolate(Expr rule, String variable) {
        Expr slope = Simplifier.simplify(Derivative.of(rule, variable));
        if (Symbols.of(slope).names().contains(variable) || slope.equals(Expr.ZERO)) {
            throw new Refusal("The algebraic rule 0 = " + Infix.print(rule) + " is not linear in " + variable
                    + ", the variable it determines; such rules are not supported yet.",
                    "Written as an assignment rule for " + variable + " it could be used.");
        }
        Expr rest = new Substitution(Map.of(variable, Expr.ZERO)).apply(rule);
        return Simplifier.simplify(Expr.call(Operator.DIV, Expr.call(Operator.NEG, rest), slope));
    }
}
