package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.orrery.causal.adjust.Adjustment;
import org.orrery.causal.adjust.Advice;
import org.orrery.causal.check.Implication;
import org.orrery.causal.check.Implications;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.text.GraphText;

/** What a person should know of a graph, one line each. */
final class Description {
    private static final int MOST_EDGES = 40;
    private static final int MOST_DISTRICTS = 12;
    private static final int MOST_IMPLIED = 8;
    /** In larger graphs the pairs are too many to be looked at for a summary. */
    private static final int MOST_PAIRED = 250;

    private final GraphText text;
    private final MixedGraph graph;

    Description(GraphText text) {
        this.text = text;
        this.graph = text.graph();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Edge> edges = graph.edges();
        lines.add(graph.size() + " variables (" + graph.latent().size() + " latent), " + edges.size() + " edges");
        if (!edges.isEmpty()) {
            lines.add("edges: " + edges.stream().limit(MOST_EDGES)
                    .map(e -> graph.name(e.from()) + " " + e.arrow() + " " + graph.name(e.to()))
                    .collect(Collectors.joining("; "))
                    + (edges.size() > MOST_EDGES ? "; and " + (edges.size() - MOST_EDGES) + " more" : ""));
        }
        List<Integer> cycle = graph.cycle();
        if (cycle != null) {
            lines.add("has a cycle and answers nothing: "
                    + cycle.stream().map(graph::name).collect(Collectors.joining(" -> ")));
            return lines;
        }
        if (!graph.isAdmg()) {
            lines.add("has edges that are undirected or undecided: stands for a class of graphs");
            return lines;
        }
        if (!text.aside().isEmpty()) {
            aside(lines);
            return lines;
        }
        districts(lines);
        marked(lines);
        implied(lines);
        return lines;
    }

    private void districts(List<String> lines) {
        List<NodeSet> tied = graph.districts(graph.all()).stream().filter(district -> district.size() > 1).toList();
        if (!tied.isEmpty()) {
            lines.add("tied by unobserved common causes: " + tied.stream().limit(MOST_DISTRICTS)
                    .map(district -> "{" + graph.names(district) + "}").collect(Collectors.joining(", ")));
        }
        if (!text.selected().isEmpty()) {
            lines.add("who is in the data depends on: " + graph.names(text.selected()));
        }
    }

    /** Of several populations, or with holes: what tells them apart, and what makes the holes. */
    private void aside(List<String> lines) {
        if (text.population() != null) {
            Populations populations = Populations.of(text);
            lines.add("populations (" + populations.name() + ") differ in "
                    + (populations.differs().isEmpty()
                            ? "nothing"
                            : "the mechanisms of " + populations.plain().names(populations.differs())));
            lines.add(populations.known().isEmpty()
                    ? "what is known of each population is not said: " + populations.name()
                            + " [population, here=\"see\", trial=\"do(x)\"]"
                    : "known: " + Populations.told(populations.known()));
        } else {
            Holed.of(text);
            lines.add(Holed.told(text));
        }
        MixedGraph plain = Populations.without(graph, text.aside());
        List<String> variables = new Description(new GraphText(plain, NodeSet.EMPTY, NodeSet.EMPTY, NodeSet.EMPTY))
                .lines();
        lines.addAll(variables.subList(Math.min(2, variables.size()), variables.size()));
    }

    /** What data can speak against. */
    private void implied(List<String> lines) {
        if (graph.size() > MOST_PAIRED) {
            return;
        }
        Implications implications = Implications.of(graph);
        List<Implication> all = implications.independences();
        lines.add(all.isEmpty()
                ? "implies no independence that data could speak against"
                : "implies " + all.size() + (all.size() == 1 ? " independence: " : " independences: ")
                        + all.stream().limit(MOST_IMPLIED).map(each -> each.text(implications.graph()))
                                .collect(Collectors.joining("; "))
                        + (all.size() > MOST_IMPLIED ? "; and " + (all.size() - MOST_IMPLIED) + " more" : ""));
    }

    /** For what the author marked as exposure and outcome. */
    private void marked(List<String> lines) {
        NodeSet exposures = text.exposures().minus(graph.latent());
        NodeSet outcomes = text.outcomes().minus(graph.latent()).minus(exposures);
        if (exposures.isEmpty() || outcomes.isEmpty()) {
            return;
        }
        Adjustment adjustment = new Adjustment(graph, exposures, outcomes);
        lines.add("effect of " + graph.names(exposures) + " on " + graph.names(outcomes) + ": "
                + switch (adjustment.smallest()) {
                    case Advice.NoneNeeded _ -> "nothing to adjust for";
                    case Advice.Adjust(NodeSet covariates) -> "adjust for " + graph.names(covariates);
                    case Advice.Impossible _,Advice.NotAmenable _ -> "no set of observed covariates will do: "
                            + OpenPath.of(graph, adjustment, exposures.or(outcomes))
                            + "; 'ask' tells whether there is another way";
                });
    }
}
