package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A hierarchy made by chance, as plain data: three levels of models with parameters that follow rate or assignment rules, pools
 * that reactions fill and empty, clocks and extents of their own, and replacements in both directions.
 */
record RandomHierarchy(List<Model> models) {
    /** @param rate whether its rule gives its rate; no formula where it has no rule */
    record Quantity(String id, double start, @Nullable Formula formula, boolean rate) {}

    /** {@code a*x + b*y + c*time + d}, where x and y are names of the same model. */
    record Formula(double a, String x, double b, String y, double c, double d) {
        String text() {
            return "%s*%s + %s*%s + %s*time + %s".formatted(a, x, b, y, c, d);
        }
    }

    record Pool(String id, double start) {}

    /** Makes one pool from another. */
    record Flow(String id, String from, String to, double stoichiometry, Formula law) {}

    /** @param factor of a replaced element, or null */
    record Join(String own, String submodel, @Nullable String inner, String id, boolean replacedBy,
            @Nullable String factor) {}

    record Sub(String id, int model, @Nullable String time, @Nullable String extent) {}

    record Model(int number, List<Quantity> quantities, Map<String, Double> constants, List<Pool> pools,
            List<Flow> flows,
            List<Sub> subs, List<Join> joins) {
        String id() {
            return "m" + number;
        }
    }

    static RandomHierarchy of(long seed) {
        Random random = new Random(seed);
        List<Model> models = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            models.add(model(number, random, models));
        }
        return new RandomHierarchy(models);
    }

    /** The main model is the last; each model contains earlier ones only. */
    Model main() {
        return models.getLast();
    }

    private static double some(Random random) {
        return Math.round((random.nextDouble() * 2 - 1) * 100) / 100.0;
    }

    private static Model model(int number, Random random, List<Model> earlier) {
        Map<String, Double> constants = new LinkedHashMap<>();
        for (String id : List.of("k0", "k1", "k2")) {
            constants.put(id, 0.5 + Math.round(random.nextDouble() * 150) / 100.0);
        }
        List<Sub> subs = new ArrayList<>();
        for (int i = 0; i < (number == 0 ? 0 : 2); i++) {
            subs.add(new Sub("s" + i, earlier.get(random.nextInt(earlier.size())).number(),
                    random.nextBoolean() ? "k0" : null, random.nextBoolean() ? "k1" : null));
        }
        List<Pool> pools = List.of(new Pool("P", 1 + random.nextDouble()), new Pool("Q", 2));
        List<Quantity> quantities = new ArrayList<>();
        List<String> readable = new ArrayList<>(List.of("k0", "k1", "k2", "P", "Q"));
        for (int i = 0; i < 4; i++) {
            String id = "x" + i;
            // An assigned quantity reads what is free of rules, so that no loop can arise by replacement.
            Formula formula = i == 3 ? null : formula(random, i == 2 ? readable : List.of("x0", "x1", "x3", "P"));
            quantities.add(new Quantity(id, some(random), formula, i < 2));
        }
        readable.addAll(List.of("x0", "x1", "x2", "x3"));
        List<Flow> flows = List.of(
                new Flow("J", "P", "Q", 1 + random.nextInt(2), formula(random, List.of("x0", "x1", "x2", "P", "k2"))),
                new Flow("K", "Q", "P", 1, formula(random, List.of("x3", "J", "Q", "k2"))));
        return new Model(number, quantities, constants, pools, flows, subs, joins(number, random, subs, earlier));
    }

    private static Formula formula(Random random, List<String> names) {
        return new Formula(some(random), names.get(random.nextInt(names.size())), some(random),
                names.get(random.nextInt(names.size())), some(random), some(random));
    }

    /** Joins of like to like, each element once: free quantities replace, pools and flows are replaced or stand in. */
    private static List<Join> joins(int number, Random random, List<Sub> subs, List<Model> earlier) {
        List<Join> joins = new ArrayList<>();
        for (Sub sub : subs) {
            if (random.nextBoolean()) {
                joins.add(new Join("x3", sub.id(), null, random.nextBoolean() ? "x3" : "k2", false,
                        random.nextBoolean() ? "k2" : null));
            }
            if (random.nextBoolean()) {
                joins.add(new Join("P", sub.id(), null, "P", false, random.nextBoolean() ? "k1" : null));
            }
            Model inside = earlier.get(sub.model());
            if (!inside.subs().isEmpty() && random.nextBoolean()
                    && inside.joins().stream()
                            .noneMatch(join -> join.submodel().equals("s0") && join.id().equals("Q"))) {
                joins.add(new Join("Q", sub.id(), "s0", "Q", false, null));
            }
        }
        if (!subs.isEmpty() && random.nextBoolean()) {
            joins.add(new Join(random.nextBoolean() ? "J" : "K", "s0", null, "J", random.nextBoolean(), null));
        }
        return joins;
    }

    /** The hierarchy as SBML. */
    String text() {
        List<String> definitions = new ArrayList<>();
        for (Model model : models.subList(0, models.size() - 1)) {
            definitions.add(HierarchyText.model(model.id(), content(model)));
        }
        return HierarchyText.document(content(main()), definitions.toArray(String[]::new));
    }

    private static String content(Model model) {
        List<String> parameters = new ArrayList<>();
        model.constants().forEach((id, value) -> parameters.add(HierarchyText.constant(id, value)));
        List<String> rules = new ArrayList<>();
        for (Quantity quantity : model.quantities()) {
            parameters.add(HierarchyText.parameter(quantity.id(), quantity.start(), joined(model, quantity.id())));
            if (quantity.formula() != null) {
                rules.add(HierarchyText.rule(quantity.rate() ? "rateRule" : "assignmentRule", quantity.id(),
                        quantity.formula().text()));
            }
        }
        List<String> pools = new ArrayList<>();
        model.pools()
                .forEach(pool -> pools.add(HierarchyText.species(pool.id(), pool.start(), joined(model, pool.id()))));
        List<String> flows = new ArrayList<>();
        for (Flow flow : model.flows()) {
            flows.add(
                    ("<reaction id=\"%s\" reversible=\"true\"><listOfReactants><speciesReference species=\"%s\" stoichiometry=\"%s\""
                            + " constant=\"true\"/></listOfReactants><listOfProducts><speciesReference species=\"%s\" stoichiometry=\"1\""
                            + " constant=\"true\"/></listOfProducts><kineticLaw>%s</kineticLaw>%s</reaction>")
                            .formatted(flow.id(),
                                    flow.from(), flow.stoichiometry(), flow.to(), HierarchyText.math(flow.law().text()),
                                    joined(model, flow.id())));
        }
        List<String> subs = new ArrayList<>();
        for (Sub sub : model.subs()) {
            subs.add(HierarchyText.comp("submodel", "id=" + sub.id() + " modelRef=m" + sub.model()
                    + (sub.time() == null ? "" : " timeConversionFactor=" + sub.time())
                    + (sub.extent() == null ? "" : " extentConversionFactor=" + sub.extent())));
        }
        return HierarchyText.cell("") + HierarchyText.list("listOfSpecies", pools.toArray(String[]::new))
                + HierarchyText.parameters(parameters.toArray(String[]::new))
                + HierarchyText.rules(rules.toArray(String[]::new))
                + HierarchyText.list("listOfReactions", flows.toArray(String[]::new))
                + HierarchyText.submodels(subs.toArray(String[]::new));
    }

    private static String joined(Model model, String id) {
        StringBuilder replaced = new StringBuilder();
        StringBuilder by = new StringBuilder();
        for (Join join : model.joins()) {
            if (join.own().equals(id)) {
                String deeper = join.inner() == null ? "" : HierarchyText.comp("sBaseRef", "idRef=" + join.id());
                String attributes = "submodelRef=" + join.submodel() + " idRef="
                        + (join.inner() == null ? join.id() : join.inner())
                        + (join.factor() == null ? "" : " conversionFactor=" + join.factor());
                (join.replacedBy() ? by : replaced).append(
                        HierarchyText.comp(join.replacedBy() ? "replacedBy" : "replacedElement", attributes, deeper));
            }
        }
        return (replaced.isEmpty() ? "" : HierarchyText.list("comp:listOfReplacedElements", replaced.toString())) + by;
    }
}
