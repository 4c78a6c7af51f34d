package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Operator;
import org.orrery.equation.Symbols;

/**
 * Algebraic rules {@code 0 = f}, each for one variable that nothing else determines ({@link RuleMatching}). Up to three
 * rules that are linear in their variables together become assignments by Cramer's rule; from there on they are
 * assignment rules. Of all others the variable becomes an algebraic state, and the rule its residual.
 */
final class AlgebraicRules {
    private static final int SYMBOLIC = 3;

    private final List<Expr> rules;
    private final Set<String> moved;
    private final Definitions trial;
    private final Map<String, Expr> assignments = new LinkedHashMap<>();
    private final Map<String, Residual> residuals = new LinkedHashMap<>();

    /**
     * A rule that is not solved for its variable.
     *
     * @param rule what is to be zero
     * @param alone whether it determines its variable without other such rules
     */
    record Residual(Expr rule, boolean alone) {}

    /** What the rules become, by variable. */
    record Outcome(Map<String, Expr> assignments, Map<String, Residual> residuals) {}

    private AlgebraicRules(List<Expr> rules, Set<String> moved, Definitions trial) {
        this.rules = rules;
        this.moved = moved;
        this.trial = trial;
    }

    /**
     * @param rules what is to be zero
     * @param free variables that may be solved for, the likeliest first
     * @param last variables to be taken where nothing else is left
     * @param moved symbols that interventions may move
     * @param trial definitions in which the free variables stand for themselves
     * @throws Refusal if a rule determines no variable, or a variable that is moved follows from several rules at once
     */
    static Outcome solve(List<Expr> rules, List<String> free, Predicate<String> last, Set<String> moved,
            Definitions trial) {
        AlgebraicRules all = new AlgebraicRules(rules, moved, trial);
        List<List<String>> candidates = new ArrayList<>();
        for (Expr rule : rules) {
            Set<String> named = Symbols.of(trial.inBase(rule)).names();
            candidates.add(free.stream().filter(named::contains).toList());
        }
        RuleMatching matching = new RuleMatching(candidates, last);
        if (matching.unmatched() >= 0) {
            throw new Refusal("The algebraic rule 0 = " + Infix.print(rules.get(matching.unmatched()))
                    + " does not determine a variable that is otherwise free.",
                    "Maybe a variable was declared constant, or changed by a reaction as well.");
        }
        Map<Integer, String> variables = matching.variables();
        for (List<Integer> block : matching.blocks()) {
            Map<String, Expr> together = new LinkedHashMap<>();
            block.forEach(rule -> together.put(variables.getOrDefault(rule, ""), rules.get(rule)));
            all.settle(together);
        }
        return new Outcome(all.assignments, all.residuals);
    }

    private void settle(Map<String, Expr> block) {
        for (String variable : block.keySet()) {
            if (block.size() > 1 && moved.contains(variable)) {
                throw new Refusal(variable + " follows from " + block.size()
                        + " algebraic rules at once, together with the other variables in "
                        + block.keySet() + ": which of the rules is cut when it is moved is not determined.",
                        "Maybe move what these rules depend on.");
            }
        }
        Map<String, Expr> solved = block.size() <= SYMBOLIC ? solved(block) : null;
        if (solved == null) {
            block.forEach((variable, rule) -> residuals.put(variable, new Residual(rule, block.size() == 1)));
        } else {
            assignments.putAll(solved);
        }
    }

    private @Nullable Map<String, Expr> solved(Map<String, Expr> block) {
        List<String> unknowns = List.copyOf(block.keySet());
        List<List<Expr>> matrix = new ArrayList<>();
        List<Expr> right = new ArrayList<>();
        for (Expr rule : block.values()) {
            Expr expanded = expand(rule, block.keySet(), new LinkedHashSet<>());
            LinearForm form = expanded == null ? null : LinearForm.of(expanded, block.keySet());
            if (form == null) {
                return null;
            }
            matrix.add(unknowns.stream().map(name -> form.coefficients().getOrDefault(name, Expr.ZERO)).toList());
            right.add(Expr.call(Operator.NEG, form.rest()));
        }
        List<Expr> values = Cramer.solve(matrix, right);
        if (values == null) {
            throw new Refusal("The algebraic rules " + String.join(", ", block.values().stream()
                    .map(rule -> "0 = " + Infix.print(rule)).toList()) + " do not determine "
                    + String.join(", ", unknowns) + ".", "Maybe two of them say the same.");
        }
        Map<String, Expr> solved = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            solved.put(unknowns.get(i), values.get(i));
        }
        return solved;
    }

    /** The rule with all that depends on the unknowns written out; null where that is not possible by substitution. */
    private @Nullable Expr expand(Expr rule, Set<String> unknowns, Set<String> path) {
        boolean[] possible = {true};
        Expr expanded = new Rewriter(leaf -> {
            if (!(leaf instanceof Expr.Sym(String name)) || unknowns.contains(name)
                    || !dependsOn(trial.of(name), unknowns)) {
                return leaf;
            }
            Expr formula = moved.contains(name) || !path.add(name) ? null : trial.formula(name);
            Expr inner = formula == null ? null : expand(formula, unknowns, path);
            path.remove(name);
            possible[0] &= inner != null;
            return inner == null ? leaf : inner;
        }, call -> {
            if (call.operator() != Operator.RATE_OF && call.operator() != Operator.DELAY) {
                return null;
            }
            possible[0] &= !dependsOn(trial.inBase(call), unknowns);
            return call;
        }).rewrite(rule);
        return possible[0] ? expanded : null;
    }

    private static boolean dependsOn(Expr inBase, Set<String> unknowns) {
        return Symbols.of(inBase).names().stream().anyMatch(unknowns::contains);
    }
}
