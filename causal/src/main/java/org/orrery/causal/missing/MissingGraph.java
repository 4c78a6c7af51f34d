package org.orrery.causal.missing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.InvalidInput;

/**
 * A causal graph that says why values are missing. Source: Mohan, Pearl and Tian, NeurIPS 2013 (m-graphs).
 *
 * @param graph of directed and bidirected edges without directed cycles; latent nodes are never observed
 * @param indicators for each node that has holes, the node that is 1 where its value is observed and 0 where it is not;
 *        nodes that are always observed together may share one. An indicator causes indicators only.
 */
public record MissingGraph(MixedGraph graph, Map<Integer, Integer> indicators) {
    /** @throws InvalidInput if the graph is of another kind, or an indicator is latent, has an indicator or causes a variable */
    public MissingGraph {
        indicators = Map.copyOf(indicators);
        graph.topological();
        if (!graph.isAdmg()) {
            throw new InvalidInput("A graph of missing data has directed and bidirected edges only.",
                    "Maybe direct the others.");
        }
        NodeSet marks = nodes(indicators.values());
        NodeSet holed = nodes(indicators.keySet());
        if (!graph.observed().containsAll(marks.or(holed)) || marks.intersects(holed)) {
            throw new InvalidInput(
                    "Indicators of missing values, and what they tell of, are observed nodes, and no node"
                            + " is both.",
                    "Maybe leave latent nodes without an indicator.");
        }
        for (int mark : marks.toArray()) {
            NodeSet effects = graph.children(mark).minus(marks);
            if (!effects.isEmpty()) {
                throw new InvalidInput("The indicator " + graph.name(mark) + " causes " + graph.names(effects)
                        + ", but whether a value is observed changes no variable.", "Maybe turn the edge around.");
            }
        }
    }

    /**
     * From names.
     *
     * @param indicators the indicator by the name of what it tells of
     * @throws InvalidInput also if the graph has no node of a name
     */
    public static MissingGraph of(MixedGraph graph, Map<String, String> indicators) {
        Map<Integer, Integer> numbers = new HashMap<>();
        indicators.forEach((holed, mark) -> numbers.put(graph.node(holed), graph.node(mark)));
        return new MissingGraph(graph, numbers);
    }

    /** The nodes that a question can be about: neither latent nor indicators. */
    public NodeSet variables() {
        return graph.observed().minus(nodes(indicators.values()));
    }

    /** The indicators of some nodes. */
    public NodeSet indicators(NodeSet of) {
        NodeSet marks = NodeSet.EMPTY;
        for (int v = of.next(0); v >= 0; v = of.next(v + 1)) {
            Integer mark = indicators.get(v);
            marks = mark == null ? marks : marks.with(mark);
        }
        return marks;
    }

    /** The graph with its indicators called what they are in a formula, {@code R_x = 1}. */
    MixedGraph shown() {
        NodeSet marks = nodes(indicators.values());
        List<String> names = new ArrayList<>(graph.names());
        for (int mark : marks.toArray()) {
            names.set(mark, graph.name(mark) + " = 1");
        }
        return MixedGraph.of(names, graph.edges(), graph.latent());
    }

    private static NodeSet nodes(Iterable<Integer> numbers) {
        NodeSet nodes = NodeSet.EMPTY;
        for (int number : numbers) {
            nodes = nodes.with(number);
        }
        return nodes;
    }
}
