package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.ObjectiveText;
import org.orrery.dynamics.flux.FluxProblem;
import org.orrery.dynamics.mechanism.Constants;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Stoichiometry;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Substitution;
import org.orrery.equation.Symbols;

/**
 * Makes the flux problem of a model with an objective: {@code maximize} and {@code minimize}, and comparisons of reactions as
 * bounds of their fluxes. What it means is what libAntimony writes with the package fbc: a comparison holds with equality,
 * a reaction with {@code ->} may run backwards, and the last bound of a side counts.
 */
final class Balance {
    private static final double[] FREE = {Double.NaN, Double.NaN};

    private final Mechanism mechanism;
    private final Constants constants;
    private final Set<String> reactions = new HashSet<>();
    private final Map<String, double[]> bounds = new HashMap<>();
    private final Set<String> remarks;

    Balance(Mechanism mechanism) {
        this.mechanism = mechanism;
        constants = new Constants(mechanism);
        mechanism.reactions().forEach(reaction -> reactions.add(reaction.id()));
        remarks = new LinkedHashSet<>(mechanism.remarks());
    }

    /** Takes a comparison, which may be a chain: {@code -10 < J0 < 10} is read from the left. */
    void limit(Span place, Expr comparison) {
        if (!(comparison instanceof Expr.Call call) || sense(call.operator()) == null) {
            throw refused(place, "compares nothing that is understood as the bound of a flux");
        }
        Expr left = call.argument(0);
        if (left instanceof Expr.Call inner && sense(inner.operator()) != null) {
            limit(place, inner);
            left = inner.argument(1);
        }
        Sense sense = sense(call.operator());
        Expr right = call.argument(1);
        if (isFlux(left)) {
            bound(place, left, sense == Sense.BELOW, right);
        } else if (isFlux(right)) {
            bound(place, right, sense == Sense.ABOVE, left);
        } else if (Symbols.of(comparison).names().stream().anyMatch(reactions::contains)) {
            throw refused(place, "compares more than a single flux with a number");
        } else {
            remarks.add(ReactionParser.unchecked(place));
        }
    }

    private enum Sense {
        BELOW, ABOVE
    }

    private static @Nullable Sense sense(Operator operator) {
        return switch (operator) {
            case LT, LE -> Sense.BELOW;
            case GT, GE -> Sense.ABOVE;
            default -> null;
        };
    }

    private boolean isFlux(Expr side) {
        return side instanceof Expr.Sym(String name) && reactions.contains(name);
    }

    private void bound(Span place, Expr flux, boolean upper, Expr limit) {
        String reaction = ((Expr.Sym) flux).name();
        double[] range = bounds.computeIfAbsent(reaction, _ -> FREE.clone());
        int side = upper ? 1 : 0;
        String what = "the " + (upper ? "upper" : "lower") + " bound of " + reaction;
        double value = constants.of(limit, what);
        if (Double.isNaN(value)) {
            throw place.source().invalid(place.start(), what + " has no value.", "Give it a number, inf or -inf.");
        }
        if (!Double.isNaN(range[side])) {
            remarks.add(what + ": given again on line " + place.source().line(place.start()) + ", which counts");
        }
        range[side] = value;
    }

    /** The problem with all bounds that were taken. */
    FluxProblem problem(ObjectiveText text, Expr objective) {
        List<FluxProblem.Metabolite> pools = mechanism.species().stream().map(pool -> new FluxProblem.Metabolite(
                pool.id(), pool.name(), pool.boundary() || pool.constant(), null, null)).toList();
        List<FluxProblem.Reaction> fluxes = new ArrayList<>();
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            double[] range = bounds.getOrDefault(reaction.id(), FREE);
            double least = reaction.reversible() ? Double.NEGATIVE_INFINITY : 0;
            fluxes.add(new FluxProblem.Reaction(reaction.id(), reaction.name(),
                    Stoichiometry.net(mechanism, reaction, constants), Double.isNaN(range[0]) ? least : range[0],
                    Double.isNaN(range[1]) ? Double.POSITIVE_INFINITY : range[1], null,
                    (reaction.id() + reaction.name()).toLowerCase(Locale.ROOT).contains("biomass")));
        }
        return new FluxProblem(mechanism.id(), mechanism.name(), pools, fluxes, List.of(),
                List.of(new FluxProblem.Objective(text.id(), "", text.maximize(), coefficients(text, objective))),
                text.id(), List.of(), null, List.copyOf(remarks));
    }

    private Map<String, Double> coefficients(ObjectiveText text, Expr objective) {
        Map<String, Double> coefficients = new LinkedHashMap<>();
        Map<String, Expr> nothing = new HashMap<>();
        Set<String> used = Symbols.of(objective).names();
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            if (used.contains(reaction.id())) {
                Expr slope = Simplifier.simplify(Derivative.of(objective, reaction.id()));
                if (Symbols.of(slope).names().stream().anyMatch(reactions::contains)) {
                    throw refused(text.formula(), "is an objective that is not linear in the fluxes");
                }
                coefficients.put(reaction.id(), constants.of(slope, "the weight of " + reaction.id()));
                nothing.put(reaction.id(), Expr.ZERO);
            }
        }
        double rest = constants.of(new Substitution(nothing).apply(objective), "the objective without fluxes");
        if (coefficients.isEmpty() || rest != 0) {
            throw text.formula().source().invalid(text.formula().start(), coefficients.isEmpty()
                    ? "the objective names no reaction."
                    : "the objective adds " + rest + " to the fluxes.",
                    "An objective is a sum of reactions, each with a factor: maximize J2 + 2*J1.");
        }
        return coefficients;
    }

    private static RuntimeException refused(Span place, String what) {
        return place.source().refused(place.start(), "\"" + place.text().strip() + "\" " + what + ".",
                "Bounds compare one reaction with numbers, and objectives are sums of reactions with factors.");
    }
}
