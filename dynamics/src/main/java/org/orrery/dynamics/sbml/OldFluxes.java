package org.orrery.dynamics.sbml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.flux.FluxProblem;
import org.orrery.dynamics.flux.GeneRule;
import org.orrery.dynamics.mechanism.Constants;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Stoichiometry;
import org.orrery.dynamics.sbml.xml.Element;

/**
 * Makes the flux problem of files from before the package fbc (the dialect of the COBRA toolbox: S. A. Becker and others,
 * Nature Protocols 2 (2007) 727-738): each kinetic law is a place for the parameters LOWER_BOUND, UPPER_BOUND and
 * OBJECTIVE_COEFFICIENT, and notes hold the gene associations and the formulas.
 */
final class OldFluxes {
    private static final String LOWER = ".LOWER_BOUND";
    private static final String UPPER = ".UPPER_BOUND";
    private static final String WEIGHT = ".OBJECTIVE_COEFFICIENT";
    private static final String OBJECTIVE = "obj";

    private OldFluxes() {}

    /** The problem, or null where the file is not of that dialect. */
    static @Nullable FluxProblem of(Element model, Mechanism mechanism, Level level) {
        Map<String, Double> locals = new HashMap<>();
        for (Parameter parameter : mechanism.parameters()) {
            if (parameter.role() == Parameter.Role.LOCAL) {
                locals.put(parameter.id(), parameter.value());
            }
        }
        boolean bounded = mechanism.reactions().stream().allMatch(
                reaction -> isGiven(locals, reaction.id() + LOWER) && isGiven(locals, reaction.id() + UPPER));
        Map<String, Double> weights = new LinkedHashMap<>();
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            double weight = locals.getOrDefault(reaction.id() + WEIGHT, 0.0);
            if (weight != 0) {
                weights.put(reaction.id(), weight);
            }
        }
        return bounded && !weights.isEmpty() ? problem(model, mechanism, level, locals, weights) : null;
    }

    private static boolean isGiven(Map<String, Double> locals, String name) {
        return !Double.isNaN(locals.getOrDefault(name, Double.NaN));
    }

    private static FluxProblem problem(Element model, Mechanism mechanism, Level level, Map<String, Double> locals,
            Map<String, Double> weights) {
        Constants constants = new Constants(mechanism);
        Map<String, FluxProblem.Gene> genes = new LinkedHashMap<>();
        Map<String, Element> elements = new HashMap<>();
        model.listOf("listOfReactions").forEach(element -> elements.put(level.id(element), element));
        model.listOf("listOfSpecies").forEach(element -> elements.put(level.id(element), element));
        List<FluxProblem.Reaction> reactions = new ArrayList<>();
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            Element element = elements.getOrDefault(reaction.id(), model);
            String text = Notes.line(element, "GENE_ASSOCIATION");
            GeneRule rule = text == null ? null : Notes.rule(text, element);
            if (rule != null) {
                rule.genes().forEach(gene -> genes.putIfAbsent(gene, new FluxProblem.Gene(gene, gene)));
            }
            reactions.add(new FluxProblem.Reaction(reaction.id(), reaction.name(),
                    Stoichiometry.net(mechanism, reaction, constants),
                    locals.getOrDefault(reaction.id() + LOWER, Double.NaN),
                    locals.getOrDefault(reaction.id() + UPPER, Double.NaN), rule,
                    (reaction.id() + " " + reaction.name()).toLowerCase(Locale.ROOT).contains("biomass")));
        }
        List<FluxProblem.Metabolite> pools = new ArrayList<>();
        for (Mechanism.Species species : mechanism.species()) {
            Element element = elements.getOrDefault(species.id(), model);
            pools.add(new FluxProblem.Metabolite(species.id(), species.name(),
                    species.boundary() || species.constant(), Notes.line(element, "FORMULA"), charge(element)));
        }
        List<String> remarks = new ArrayList<>(mechanism.remarks());
        remarks.add(
                "flux bounds and objective are read from the parameters of the kinetic laws, which is no part of SBML");
        return new FluxProblem(mechanism.id(), mechanism.name(), pools, reactions, List.copyOf(genes.values()),
                List.of(new FluxProblem.Objective(OBJECTIVE, "", true, weights)), OBJECTIVE, List.of(),
                unit(model), remarks);
    }

    private static @Nullable String unit(Element model) {
        return model.listOf("listOfReactions").stream().flatMap(reaction -> reaction.child("kineticLaw").stream())
                .flatMap(law -> law.listOf("listOfParameters").stream()).map(local -> local.attribute("units"))
                .filter(word -> word != null).findFirst().orElse(null);
    }

    private static @Nullable Double charge(Element species) {
        String noted = Notes.line(species, "CHARGE");
        String text = noted == null ? species.attribute("charge") : noted;
        try {
            return text == null ? null : (Double) Double.parseDouble(text.strip());
        } catch (NumberFormatException notANumber) {
            return null; // a note is free text: no charge is known then
        }
    }
}
