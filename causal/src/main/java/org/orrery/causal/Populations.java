package org.orrery.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.orrery.causal.data.Levels;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Source;
import org.orrery.causal.text.GraphText;
import org.orrery.causal.text.Population;
import org.orrery.causal.transport.Evidence;
import org.orrery.causal.transport.Finding;
import org.orrery.causal.transport.Transport;
import org.orrery.core.Address;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Method;
import org.orrery.core.Nearest;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/** The populations that a graph speaks of: what differs between them, and which one a question is about. */
final class Populations {
    static final Method METHOD = new Method("transport by district factors",
            "Pearl and Bareinboim, Statistical Science 29 (2014) 579; Bareinboim and Pearl, NIPS 2014; Lee, Correa and"
                    + " Bareinboim, AAAI 2020");
    /** The population that is asked about where the question names none. */
    private static final String USUAL = "target";

    private final MixedGraph whole;
    private final Population population;
    private final MixedGraph plain;
    private final NodeSet differs;

    private Populations(MixedGraph whole, Population population) {
        this.whole = whole;
        this.population = population;
        this.plain = without(whole, NodeSet.of(population.node()));
        this.differs = plain.nodes(Arrays.stream(differing().toArray()).mapToObj(whole::name).toList());
    }

    /**
     * @param text with a population node
     * @throws InvalidInput if something causes which population a case is of, or a cycle stands in the graph
     * @throws Refusal if the graph has edges of other kinds, or other nodes beside that tell how cases came to be seen
     */
    static Populations of(GraphText text) {
        MixedGraph graph = text.graph();
        Population population = Objects.requireNonNull(text.population());
        graph.topological();
        String name = graph.name(population.node());
        if (!graph.isAdmg()) {
            throw new Refusal(
                    "This graph stands for a class of graphs, and transport between populations takes one graph.",
                    "Maybe direct all its edges.");
        }
        if (graph.latent().contains(population.node()) || !graph.parents(population.node()).isEmpty()
                || !graph.spouses(population.node()).isEmpty()) {
            throw new InvalidInput("'" + name + "' tells which population a case is of: arrows lead from it to what"
                    + " differs, and none to it.", "Maybe turn the arrow around: " + name + " -> z");
        }
        if (!text.selected().isEmpty() || !text.indicators().isEmpty()) {
            throw new Refusal("A graph with several populations and with " + (text.selected().isEmpty()
                    ? "indicators of missing values"
                    : "selected cases") + " is not supported.", "Maybe leave one of them out.");
        }
        return new Populations(graph, population);
    }

    /** A graph without some nodes. */
    static MixedGraph without(MixedGraph graph, NodeSet nodes) {
        int[] kept = graph.all().minus(nodes).toArray();
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : graph.edges()) {
            if (!nodes.contains(edge.from()) && !nodes.contains(edge.to())) {
                edges.add(new Edge(Arrays.binarySearch(kept, edge.from()), edge.atFrom(), edge.atTo(),
                        Arrays.binarySearch(kept, edge.to())));
            }
        }
        return MixedGraph.of(Arrays.stream(kept).mapToObj(graph::name).toList(), edges,
                NodeSet.of(Arrays.stream(graph.latent().minus(nodes).toArray())
                        .map(node -> Arrays.binarySearch(kept, node)).toArray()));
    }

    /** What the population node points at; in the place of a latent cause, all that comes of it unseen. */
    private NodeSet differing() {
        NodeSet reached = whole.children(population.node());
        NodeSet differing = NodeSet.EMPTY;
        for (int v : reached.toArray()) {
            NodeSet unseen = whole.latent().contains(v)
                    ? whole.descendants(NodeSet.of(v), whole.latent())
                    : NodeSet.EMPTY;
            differing = differing.with(v);
            for (int u : unseen.toArray()) {
                differing = differing.or(whole.children(u));
            }
        }
        return differing.minus(whole.latent());
    }

    /** The graph over the variables alone. */
    MixedGraph plain() {
        return plain;
    }

    /** The column that tells them apart. */
    String name() {
        return whole.name(population.node());
    }

    /** Nodes that come about otherwise from one to the other, in the plain graph. */
    NodeSet differs() {
        return differs;
    }

    List<Population.Known> known() {
        return population.known();
    }

    /**
     * The population that a question is about.
     *
     * @param known all that there are
     * @throws InvalidInput if it names none of them, or does more with the populations than to name one
     */
    Population.Known target(Posed posed, List<Population.Known> known) {
        String column = name();
        if (posed.outcomes().or(posed.treatments()).contains(population.node())
                || posed.had().containsKey(population.node())) {
            throw new InvalidInput(
                    "'" + column + "' tells which population a case is of; it is neither asked for nor set.",
                    "Maybe name one: see(" + Address.of(column) + " = ...)");
        }
        if (!posed.had().isEmpty()) {
            throw new Refusal("What one case would have been is not carried from population to population.",
                    "Maybe ask with do(...) in the place of had(...).");
        }
        List<String> names = known.stream().map(Population.Known::name).toList();
        Value value = posed.seen().get(population.node());
        String wanted = value == null ? USUAL : Levels.text(value);
        int place = names.indexOf(wanted);
        if (place < 0 && value == null) {
            throw new InvalidInput("This graph speaks of several populations" + (names.isEmpty()
                    ? ""
                    : " (" + String.join(", ", names) + ")") + ", and the question does not say of which.",
                    names.isEmpty()
                            ? "Maybe say what is known of each: " + column + " [population, here=\"see\","
                                    + " trial=\"do(x)\"]"
                            : "Maybe name one: see(" + Address.of(column) + " = "
                                    + new Value.State(names.getFirst()) + ")");
        }
        if (place < 0) {
            throw new InvalidInput("There is no population '" + wanted + "'" + (names.isEmpty()
                    ? ": the graph says of none what is known."
                    : "; there are " + String.join(", ", names) + "."), names.isEmpty()
                            ? "Maybe write: " + column + " [population, " + wanted + "=\"see\", trial=\"do(x)\"]"
                            : Nearest.advice(wanted, names));
        }
        return known.get(place);
    }

    /** The question about one population, in the plain graph. */
    Query query(Posed posed) {
        return new Query(moved(posed.outcomes()), moved(posed.treatments()), moved(posed.given()));
    }

    private NodeSet moved(NodeSet nodes) {
        return plain.nodes(Arrays.stream(nodes.without(population.node()).toArray()).mapToObj(whole::name).toList());
    }

    /** Whether a question follows, the population's own evidence taken first. */
    Finding find(Query query, Population.Known target, List<Population.Known> known) {
        List<Evidence> evidence = new ArrayList<>(List.of(evidence(target, NodeSet.EMPTY)));
        known.stream().filter(each -> !each.equals(target)).forEach(each -> evidence.add(evidence(each, differs)));
        return Transport.of(plain, query, evidence);
    }

    private Evidence evidence(Population.Known known, NodeSet differing) {
        NodeSet set = plain.nodes(known.set());
        NodeSet unmeasured = known.seen().isEmpty()
                ? NodeSet.EMPTY
                : plain.observed().minus(plain.nodes(known.seen())).minus(set);
        return new Evidence(new Source(known.name(), set), differing, unmeasured);
    }

    Licence.Withheld withheld(Finding.Stuck stuck, Query query, Population.Known target,
            List<Population.Known> known) {
        Set<String> there = new LinkedHashSet<>(known.stream().map(Population.Known::name).toList());
        there.remove(target.name());
        String what = query.treatments().isEmpty()
                ? plain.names(query.outcomes()) + " in " + target.name()
                : "The effect of " + plain.names(query.treatments()) + " on " + plain.names(query.outcomes()) + " in "
                        + target.name();
        String reason = what + " does not follow from what is known of " + target.name()
                + (there.isEmpty() ? "" : " and " + String.join(", ", there)) + ": " + stuck.witness() + "."
                + (stuck.proved() ? "" : " That is no proof that it cannot follow.");
        return new Licence.Withheld(reason, "What would license it: " + (query.treatments().isEmpty()
                ? "measuring " + stuck.graph().names(stuck.district()) + " in " + target.name() + "."
                : "an experiment that sets " + plain.names(query.treatments()) + " in " + target.name()
                        + ", or in a population in which {" + stuck.graph().names(stuck.district())
                        + "} comes about as there."),
                List.of(), METHOD);
    }

    /** What is known of each, for people. */
    static String told(List<Population.Known> known) {
        return known.stream().map(each -> each.name() + " ("
                + (each.set().isEmpty() ? "observed" : "an experiment that set " + String.join(", ", each.set()))
                + (each.seen().isEmpty() ? "" : "; measured: " + String.join(", ", each.seen())) + ")")
                .collect(Collectors.joining(", "));
    }

    /** What an answer takes for granted beside the graph. */
    List<Claim.Assumption> taken(List<Population.Known> known) {
        List<Claim.Assumption> taken = new ArrayList<>();
        taken.add(Taken.untested(differs.isEmpty()
                ? "the populations differ in nothing"
                : "the populations differ in the mechanisms of " + plain.names(differs) + " and in nothing else"));
        for (Population.Known each : known) {
            if (!each.set().isEmpty()) {
                taken.add(Taken.untested("in " + each.name() + " " + String.join(", ", each.set())
                        + " was set by chance, whatever the case was like"));
            }
        }
        return taken;
    }

    /** Values of a question without the population's own. */
    Map<Integer, Value> seen(Posed posed) {
        return posed.seen().entrySet().stream().filter(each -> each.getKey() != population.node())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
