package org.orrery.dynamics.sbml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.Refusal;
import org.orrery.dynamics.flux.FluxProblem;
import org.orrery.dynamics.flux.GeneRule;
import org.orrery.dynamics.mechanism.Constants;
import org.orrery.dynamics.mechanism.Suggestion;
import org.orrery.dynamics.sbml.xml.Element;

/** The parts of the package fbc that stand beside the reactions. */
final class FluxParts {
    private static final Set<String> RULES = Set.of("and", "or", "geneProductRef", "gene");
    private static final int DEEPEST = 200;

    private final Prefixed model;
    private final Constants constants;
    private final Set<String> reactions;

    FluxParts(Prefixed model, Constants constants, Set<String> reactions) {
        this.model = model;
        this.constants = constants;
        this.reactions = reactions;
    }

    List<FluxProblem.Gene> genes() {
        return model.list("listOfGeneProducts", "geneProduct").stream()
                .map(gene -> new FluxProblem.Gene(gene.required("id"), gene.text("label", gene.required("id"))))
                .toList();
    }

    /** Bounds of version 1 by reaction: all that are given hold together. NaN where a side has none. */
    Map<String, double[]> bounds() {
        Map<String, double[]> bounds = new HashMap<>();
        for (Prefixed bound : model.list("listOfFluxBounds", "fluxBound")) {
            double[] range = bounds.computeIfAbsent(reaction(bound, "reaction"),
                    _ -> new double[]{Double.NaN, Double.NaN});
            double value = bound.number("value", Double.NaN);
            if (Double.isNaN(value)) {
                throw bound.element().invalid("the bound of " + bound.required("reaction") + " has no value.",
                        "Give it a number, INF or -INF.");
            }
            String operation = bound.required("operation");
            switch (operation) {
                case "lessEqual" -> range[1] = Double.isNaN(range[1]) ? value : Math.min(range[1], value);
                case "greaterEqual" -> range[0] = Double.isNaN(range[0]) ? value : Math.max(range[0], value);
                case "equal" -> {
                    range[0] = Double.isNaN(range[0]) ? value : Math.max(range[0], value);
                    range[1] = Double.isNaN(range[1]) ? value : Math.min(range[1], value);
                }
                case "less", "greater" -> throw new Refusal(bound.element().where()
                        + "bounds a flux by '" + operation
                        + "', which leaves the bound itself out: there may be no best.",
                        "Write lessEqual or greaterEqual.");
                default -> throw bound.element().invalid("'" + operation + "' is no operation of a flux bound.",
                        "Write lessEqual, greaterEqual or equal.");
            }
        }
        return bounds;
    }

    List<FluxProblem.Objective> objectives() {
        List<FluxProblem.Objective> objectives = new ArrayList<>();
        for (Prefixed element : model.list("listOfObjectives", "objective")) {
            String id = element.required("id");
            String type = element.required("type");
            if (!type.equals("maximize") && !type.equals("minimize")) {
                throw element.element().invalid("objective " + id + " is to be '" + type + "'.",
                        "Write maximize or minimize.");
            }
            Map<String, Double> coefficients = new LinkedHashMap<>();
            for (Prefixed term : element.list("listOfFluxObjectives", "fluxObjective")) {
                linear(term, "objective " + id);
                double factor = term.number("coefficient", Double.NaN);
                if (!Double.isFinite(factor)) {
                    throw term.element().invalid("objective " + id + " has a coefficient of " + factor + ".",
                            "Give it a finite number.");
                }
                coefficients.merge(reaction(term, "reaction"), factor, Double::sum);
            }
            objectives.add(new FluxProblem.Objective(id, element.text("name", ""), type.equals("maximize"),
                    coefficients));
        }
        return objectives;
    }

    /** A square or a product of fluxes has a mark of its own since version 3. */
    private static void linear(Prefixed term, String what) {
        if (term.text("variableType", "linear").equals("quadratic") || term.has("reaction2") || term.has("variable2")) {
            throw new Refusal(term.element().where() + what + " is quadratic in the fluxes.",
                    "Linear objectives and constraints are solved; leave the quadratic terms out.");
        }
    }

    /** The identifier of the objective that is to be optimised. */
    String active(List<FluxProblem.Objective> objectives) {
        Element list = model.element().all().stream()
                .filter(child -> child.namespace().equals(model.namespace())
                        && child.name().equals("listOfObjectives"))
                .findFirst().orElseThrow();
        String active = new Prefixed(list, model.namespace()).text("activeObjective", "");
        List<String> ids = objectives.stream().map(FluxProblem.Objective::id).toList();
        if (active.isEmpty() && ids.size() == 1) {
            return ids.getFirst();
        }
        if (active.isEmpty()) {
            throw new Refusal(list.where() + "gives " + ids.size() + " objectives and does not say which one counts.",
                    "Name one of them as activeObjective: " + String.join(", ", ids) + ".");
        }
        if (!ids.contains(active)) {
            throw list.invalid("the active objective " + active + " is not in the list.",
                    Suggestion.of(active, ids, "Name one of the list."));
        }
        return active;
    }

    /** Further linear constraints, since version 3. Their numbers are parameters. */
    List<FluxProblem.Constraint> constraints() {
        List<FluxProblem.Constraint> constraints = new ArrayList<>();
        for (Prefixed element : model.list("listOfUserDefinedConstraints", "userDefinedConstraint")) {
            String id = element.text("id", "constraint " + (constraints.size() + 1));
            Map<String, Double> coefficients = new LinkedHashMap<>();
            for (Prefixed term : element.list("listOfUserDefinedConstraintComponents",
                    "userDefinedConstraintComponent")) {
                linear(term, id);
                String factor = term.required("coefficient");
                coefficients.merge(reaction(term, "variable"), number(factor, "a coefficient of " + id), Double::sum);
            }
            double low = number(element.required("lowerBound"), "the lower bound of " + id);
            double high = number(element.required("upperBound"), "the upper bound of " + id);
            constraints.add(new FluxProblem.Constraint(id, low, high, coefficients));
        }
        return constraints;
    }

    private double number(String reference, String what) {
        double value = constants.of(reference, what);
        if (Double.isNaN(value)) {
            throw new Refusal(what + " (" + reference + ") has no value.", "Give the parameter a value.");
        }
        return value;
    }

    private String reaction(Prefixed element, String attribute) {
        String id = element.required(attribute);
        if (!reactions.contains(id)) {
            throw new Refusal(element.element().where() + "<" + element.name() + "> speaks of " + id
                    + ", which is no reaction.",
                    Suggestion.of(id, reactions, "Only fluxes of reactions can stand there."));
        }
        return id;
    }

    /** The rules in an association or in a part of one. */
    List<GeneRule> rules(Prefixed parent) {
        return rules(parent, 0);
    }

    private List<GeneRule> rules(Prefixed parent, int depth) {
        if (depth > DEEPEST) {
            throw parent.element().invalid("a gene association is nested deeper than " + DEEPEST + ".",
                    "Write it flatter.");
        }
        return parent.children(RULES).stream().map(part -> switch (part.name()) {
            case "and" -> joined(part, rules(part, depth + 1), true);
            case "or" -> joined(part, rules(part, depth + 1), false);
            case "gene" -> new GeneRule.Product(part.required("reference"));
            default -> new GeneRule.Product(part.required("geneProduct"));
        }).toList();
    }

    private static GeneRule joined(Prefixed element, List<GeneRule> parts, boolean all) {
        if (parts.isEmpty()) {
            throw element.element().invalid("<" + element.name() + "> joins no genes.", "Name two of them.");
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return all ? new GeneRule.And(parts) : new GeneRule.Or(parts);
    }
}
