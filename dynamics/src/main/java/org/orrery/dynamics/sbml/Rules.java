package org.orrery.dynamics.sbml;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Mechanism.InitialAssignment;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.equation.Expr;

/** Reads initial assignments and the rules of all levels. */
final class Rules {
    private final Draft draft;
    private final Mathematics mathematics;

    Rules(Draft draft, Mathematics mathematics) {
        this.draft = draft;
        this.mathematics = mathematics;
    }

    void read(Element model) {
        for (Element element : model.listOf("listOfInitialAssignments")) {
            String target = element.required("symbol");
            Expr value = mathematics.of(element, "initial assignment of " + target);
            if (value != null) {
                draft.initialAssignments.add(draft.from(element, new InitialAssignment(target, value)));
            }
        }
        model.listOf("listOfRules").forEach(this::rule);
        for (Element element : model.listOf("listOfConstraints")) {
            draft.remark("constraint: not checked during a run (line " + element.line() + ")");
        }
    }

    private void rule(Element element) {
        String target = target(element);
        Expr value = mathematics.of(element, target == null ? "algebraic rule" : "rule for " + target);
        if (value == null) {
            return;
        }
        Rule rule;
        if (target == null) {
            rule = new Rule.Algebraic(value);
        } else if (isRate(element)) {
            rule = new Rule.Rate(target, value);
        } else {
            rule = new Rule.Assignment(target, value);
        }
        draft.rules.add(draft.from(element, rule));
    }

    private static boolean isRate(Element rule) {
        return switch (rule.attribute("type", rule.name())) {
            case "rate", "rateRule" -> true;
            case "scalar", "assignmentRule", "speciesConcentrationRule", "specieConcentrationRule",
                    "compartmentVolumeRule", "parameterRule" ->
                false;
            default -> throw rule.invalid("<" + rule.name() + "> has type=\"" + rule.attribute("type") + "\".",
                    "Write scalar or rate.");
        };
    }

    /** What the rule sets, or null where it is algebraic. */
    private static @Nullable String target(Element rule) {
        return switch (rule.name()) {
            case "algebraicRule" -> null;
            case "speciesConcentrationRule" -> rule.required("species");
            case "specieConcentrationRule" -> rule.required("specie");
            case "compartmentVolumeRule" -> rule.required("compartment");
            case "parameterRule" -> rule.required("name");
            default -> rule.required("variable");
        };
    }

    /** Everything that the model's rules set. */
    static Set<String> targets(Element model) {
        Set<String> targets = new HashSet<>();
        for (Element rule : model.listOf("listOfRules")) {
            String target = target(rule);
            if (target != null) {
                targets.add(target);
            }
        }
        return targets;
    }
}
