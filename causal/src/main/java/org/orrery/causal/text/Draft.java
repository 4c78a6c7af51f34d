package org.orrery.causal.text;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;

/** A graph while it is read: nodes in the order of their first appearance. */
final class Draft {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();
    private final Set<String> latent = new LinkedHashSet<>();
    private final Set<String> selected = new LinkedHashSet<>();
    private final Set<String> exposures = new LinkedHashSet<>();
    private final Set<String> outcomes = new LinkedHashSet<>();

    int node(String name) {
        return numbers.computeIfAbsent(name, _ -> numbers.size());
    }

    void edge(String from, Mark atFrom, Mark atTo, String to) {
        Edge edge = new Edge(node(from), atFrom, atTo, node(to));
        if (!edges.contains(edge.turned())) {
            edges.add(edge);
        }
    }

    void latent(String name) {
        latent.add(name);
    }

    /** What a word in the brackets of a node says, in dagitty's words, with a value where it has one. */
    void role(String name, String word, String value) {
        boolean no = value.equalsIgnoreCase("no") || value.equalsIgnoreCase("false") || value.equals("0");
        switch (word.toLowerCase(Locale.ROOT)) {
            case "latent", "l", "unobserved", "u", "hidden" -> {
                if (!no) {
                    latent.add(name);
                }
            }
            case "observed" -> {
                if (no) {
                    latent.add(name);
                }
            }
            case "selected", "s", "selection" -> selected.add(name);
            case "exposure", "e", "source" -> exposures.add(name);
            case "outcome", "o", "target" -> outcomes.add(name);
            default -> {
                // Colours, places, labels: nothing that a graph means.
            }
        }
    }

    GraphText text() {
        MixedGraph graph = MixedGraph.of(List.copyOf(numbers.keySet()), edges);
        return new GraphText(graph.hiding(graph.nodes(latent)), graph.nodes(selected), graph.nodes(exposures),
                graph.nodes(outcomes));
    }
}
