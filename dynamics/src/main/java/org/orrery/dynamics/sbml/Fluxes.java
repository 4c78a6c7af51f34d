package org.orrery.dynamics.sbml;

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
import org.orrery.core.Refusal;
import org.orrery.dynamics.flux.FluxProblem;
import org.orrery.dynamics.flux.GeneRule;
import org.orrery.dynamics.mechanism.Constants;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Stoichiometry;
import org.orrery.dynamics.sbml.xml.Element;

/**
 * Makes the flux problem of a file with the package fbc (versions 1, 2 and 3: B. G. Olivier, F. T. Bergmann, SBML Level 3
 * Package: Flux Balance Constraints) and an objective. What the linear problem cannot hold is refused by name.
 */
final class Fluxes {
    private static final Set<String> LISTS = Set.of("listOfFluxBounds", "listOfObjectives", "listOfGeneProducts",
            "listOfUserDefinedConstraints");
    private static final String BIOMASS = "SBO:0000629";

    private final Prefixed model;
    private final Mechanism mechanism;
    private final Constants constants;
    private final FluxParts parts;
    private final Set<String> remarks = new LinkedHashSet<>();

    private Fluxes(Prefixed model, Mechanism mechanism) {
        this.model = model;
        this.mechanism = mechanism;
        constants = new Constants(mechanism);
        parts = new FluxParts(model, constants, reactionIds(mechanism));
        remarks.addAll(mechanism.remarks());
    }

    private static Set<String> reactionIds(Mechanism mechanism) {
        Set<String> ids = new HashSet<>();
        mechanism.reactions().forEach(reaction -> ids.add(reaction.id()));
        return ids;
    }

    /** The problem, or null where the file has no objective of the package fbc. */
    static @Nullable FluxProblem of(Element model, Mechanism mechanism) {
        String namespace = Packages.namespace(model, "fbc");
        return namespace == null || !hasObjective(model)
                ? null
                : new Fluxes(new Prefixed(model, namespace), mechanism).problem();
    }

    /** Whether the model says anything in the words of the package. */
    static boolean isBounded(Element model) {
        return Packages.namespace(model, "fbc") != null;
    }

    static boolean hasObjective(Element model) {
        String namespace = Packages.namespace(model, "fbc");
        return namespace != null
                && !new Prefixed(model, namespace).list("listOfObjectives", "objective").isEmpty();
    }

    private FluxProblem problem() {
        model.children(LISTS);
        Map<String, Prefixed> elements = new HashMap<>();
        for (Element reaction : model.element().listOf("listOfReactions")) {
            elements.put(reaction.required("id"), new Prefixed(reaction, model.namespace()));
        }
        List<FluxProblem.Reaction> reactions = new ArrayList<>();
        Map<String, double[]> bounds = parts.bounds();
        Map<String, String> notes = Notes.genes(model.element());
        boolean associations = elements.values().stream().anyMatch(each -> !rules(each).isEmpty());
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            Prefixed element = elements.get(reaction.id());
            if (element == null) {
                throw new IllegalStateException(reaction.id());
            }
            double[] range = range(reaction, element, bounds);
            GeneRule rule = associations || !notes.containsKey(reaction.id())
                    ? rule(element)
                    : Notes.rule(notes.getOrDefault(reaction.id(), ""), element.element());
            reactions.add(new FluxProblem.Reaction(reaction.id(), reaction.name(),
                    Stoichiometry.net(mechanism, reaction, constants), range[0], range[1], rule,
                    isBiomass(reaction, element)));
        }
        List<FluxProblem.Objective> objectives = parts.objectives();
        return new FluxProblem(mechanism.id(), mechanism.name(), metabolites(), reactions,
                genes(reactions, associations), objectives, parts.active(objectives), parts.constraints(),
                unit(elements),
                List.copyOf(remarks));
    }

    private double[] range(Mechanism.Reaction reaction, Prefixed element, Map<String, double[]> bounds) {
        double[] range = bounds.getOrDefault(reaction.id(), new double[]{Double.NaN, Double.NaN});
        String low = element.text("lowerFluxBound");
        String high = element.text("upperFluxBound");
        if (low != null) {
            range[0] = finite(constants.of(low, "the lower bound of " + reaction.id()), element, "lower");
        }
        if (high != null) {
            range[1] = finite(constants.of(high, "the upper bound of " + reaction.id()), element, "upper");
        }
        if (Double.isNaN(range[0])) {
            range[0] = reaction.reversible() ? Double.NEGATIVE_INFINITY : 0;
            remarks.add("lower bounds that the file does not give: 0 for what is not reversible, none for the rest");
        }
        if (Double.isNaN(range[1])) {
            range[1] = Double.POSITIVE_INFINITY;
            remarks.add("upper bounds that the file does not give: none");
        }
        return range;
    }

    private static double finite(double bound, Prefixed element, String side) {
        if (Double.isNaN(bound)) {
            throw element.element().invalid("the " + side + " bound of reaction " + element.element().attribute("id")
                    + " has no value.", "Give its parameter a value; INF and -INF leave the flux free.");
        }
        return bound;
    }

    private static boolean isBiomass(Mechanism.Reaction reaction, Prefixed element) {
        return BIOMASS.equals(element.element().attribute("sboTerm"))
                || (reaction.id() + " " + reaction.name()).toLowerCase(Locale.ROOT).contains("biomass");
    }

    private static List<Prefixed> rules(Prefixed reaction) {
        return reaction.children(Set.of("geneProductAssociation", "geneAssociation"));
    }

    private @Nullable GeneRule rule(Prefixed reaction) {
        for (Prefixed association : rules(reaction)) {
            List<GeneRule> inner = parts.rules(association);
            if (inner.size() == 1) {
                return inner.getFirst();
            }
        }
        return null;
    }

    private List<FluxProblem.Gene> genes(List<FluxProblem.Reaction> reactions, boolean associations) {
        Map<String, FluxProblem.Gene> genes = new LinkedHashMap<>();
        parts.genes().forEach(gene -> genes.put(gene.id(), gene));
        for (FluxProblem.Reaction reaction : reactions) {
            GeneRule rule = reaction.rule();
            for (String gene : rule == null ? Set.<String>of() : rule.genes()) {
                if (associations && !genes.containsKey(gene)) {
                    throw new Refusal("reaction " + reaction.id() + " takes the gene product " + gene
                            + ", which the file does not list.", "Add it to the list of gene products.");
                }
                genes.putIfAbsent(gene, new FluxProblem.Gene(gene, gene));
            }
        }
        return List.copyOf(genes.values());
    }

    private List<FluxProblem.Metabolite> metabolites() {
        Map<String, Prefixed> elements = new HashMap<>();
        for (Element species : model.element().listOf("listOfSpecies")) {
            elements.put(species.required("id"), new Prefixed(species, model.namespace()));
        }
        List<FluxProblem.Metabolite> pools = new ArrayList<>();
        for (Mechanism.Species species : mechanism.species()) {
            Prefixed element = elements.get(species.id());
            double charge = element == null ? Double.NaN : element.number("charge", Double.NaN);
            pools.add(new FluxProblem.Metabolite(species.id(), species.name(),
                    species.boundary() || species.constant(), element == null ? null : element.text("chemicalFormula"),
                    Double.isNaN(charge) ? null : (Double) charge));
        }
        return pools;
    }

    /** The author's own word for the unit of the bounds: {@code mmol_per_gDW_per_hr} says more than its base units. */
    private @Nullable String unit(Map<String, Prefixed> reactions) {
        Map<String, String> words = new HashMap<>();
        for (Element parameter : model.element().listOf("listOfParameters")) {
            String word = parameter.attribute("units");
            if (word != null) {
                words.put(parameter.required("id"), word);
            }
        }
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            Prefixed element = reactions.get(reaction.id());
            String word = element == null ? null : words.get(element.text("upperFluxBound", ""));
            if (word != null) {
                return word;
            }
        }
        return null;
    }
}
