package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.adjust.Adjustment;
import org.orrery.causal.adjust.Advice;
import org.orrery.causal.adjust.Instruments;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Verdict;
import org.orrery.core.Method;

/** What would license an effect that a graph does not: each is tried out on the graph before it is named. */
final class Remedies {
    private static final int MOST_NAMED = 3;
    private static final int MOST_TRIED = 60;

    private final MixedGraph graph;
    private final Posed posed;

    Remedies(MixedGraph graph, Posed posed) {
        this.graph = graph;
        this.posed = posed;
    }

    Licence withheld(Verdict.Hedged hedged, Method method) {
        NodeSet treatments = posed.treatments();
        String effect = "The effect of " + graph.names(treatments) + " on " + graph.names(posed.outcomes());
        String path = openPath();
        return new Licence.Withheld(effect + " does not follow from this graph and what is observed: "
                + hedged.witness() + (path.isEmpty() ? "" : "; " + path) + ".",
                "What would license it: " + String.join("; ", remedies()) + ".", List.of(), method);
    }

    private String openPath() {
        Adjustment adjustment = new Adjustment(graph, posed.treatments(), posed.outcomes());
        return adjustment.advice() instanceof Advice.Impossible
                ? OpenPath.of(graph, adjustment, posed.treatments().or(posed.outcomes()))
                : "";
    }

    private List<String> remedies() {
        List<String> remedies = new ArrayList<>();
        int tried = 0;
        for (int u : graph.latent().toArray()) {
            if (tried++ < MOST_TRIED && remedies.size() < MOST_NAMED
                    && licensed(graph.hiding(graph.latent().without(u)))) {
                remedies.add("measuring " + graph.name(u));
            }
        }
        for (Edge edge : graph.edges()) {
            boolean common = edge.atFrom() == Mark.ARROW && edge.atTo() == Mark.ARROW;
            if (common && tried++ < MOST_TRIED && remedies.size() < MOST_NAMED && licensed(measured(edge))) {
                remedies.add("measuring the common causes of " + graph.name(edge.from()) + " and "
                        + graph.name(edge.to()));
            }
        }
        if (posed.treatments().size() == 1 && posed.outcomes().size() == 1 && posed.given().isEmpty()) {
            new Instruments(graph, posed.treatments().next(0), posed.outcomes().next(0)).all().stream().limit(1)
                    .forEach(each -> remedies.add("that effects are linear, with " + graph.name(each.node())
                            + " as an instrument (--method two-stage)" + (each.given().isEmpty()
                                    ? ""
                                    : " given " + graph.names(each.given()))));
        }
        remedies.add("an experiment that sets " + graph.names(posed.treatments()));
        return remedies;
    }

    private boolean licensed(MixedGraph other) {
        return Identification.of(other,
                new Query(posed.outcomes(), posed.treatments(), posed.given())) instanceof Verdict.Identified;
    }

    /** The graph in which what stands behind a bidirected edge is a node that is observed. */
    private MixedGraph measured(Edge edge) {
        List<String> names = new ArrayList<>(graph.names());
        String cause = edge.toString();
        names.add(cause);
        int node = names.size() - 1;
        List<Edge> edges = new ArrayList<>(graph.edges());
        edges.remove(edge);
        edges.add(Edge.directed(node, edge.from()));
        edges.add(Edge.directed(node, edge.to()));
        return MixedGraph.of(names, edges, graph.latent());
    }
}
