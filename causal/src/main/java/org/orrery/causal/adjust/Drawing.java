package org.orrery.causal.adjust;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/** Draws an open path. Where two edges join two nodes, one is taken that lets the path be open. */
final class Drawing {
    private final MixedGraph graph;
    private final NodeSet given;
    private final NodeSet above;
    private final MixedGraph shown;

    /** Of paths that are open in a graph; their edges are shown as they are in another one, of whose class it may be. */
    Drawing(MixedGraph graph, NodeSet given, MixedGraph shown) {
        this.shown = shown;
        this.graph = graph;
        this.given = given;
        this.above = graph.ancestors(given);
    }

    /**
     * The path as {@code a <- b -> [c] <- d}: a collider in brackets, for it or an effect of it must be adjusted for to open
     * it. Where the path is not open as things are, any of its edges are drawn.
     */
    String draw(List<Integer> path) {
        if (path.isEmpty()) {
            return "";
        }
        String open = draw(path, true);
        String any = open.isEmpty() ? draw(path, false) : open;
        return any.isEmpty() ? String.join(" ... ", path.stream().map(graph::name).toList()) : any;
    }

    private String draw(List<Integer> path, boolean open) {
        Map<Mark, String> drawn = new EnumMap<>(Mark.class);
        drawn.put(Mark.TAIL, "");
        for (int i = 0; i + 1 < path.size(); i++) {
            Map<Mark, String> longer = new EnumMap<>(Mark.class);
            for (Map.Entry<Mark, String> entry : drawn.entrySet()) {
                step(path.get(i), i > 0 ? entry.getKey() : null, entry.getValue(), path.get(i + 1), longer, open);
            }
            drawn = longer;
        }
        return drawn.isEmpty() ? "" : drawn.values().iterator().next() + graph.name(path.getLast());
    }

    private void step(int node, @Nullable Mark entered, String before, int next, Map<Mark, String> longer,
            boolean open) {
        for (Mark here : Mark.values()) {
            boolean collider = entered == Mark.ARROW && here == Mark.ARROW;
            if (open && entered != null && (collider ? !above.contains(node) : given.contains(node))) {
                continue;
            }
            for (Mark there : Mark.values()) {
                if (graph.adjacent(node, here, there).contains(next)) {
                    String name = graph.name(node);
                    longer.putIfAbsent(there, before + (collider ? "[" + name + "]" : name) + " "
                            + arrow(new Edge(node, here, there, next)) + " ");
                }
            }
        }
    }

    private String arrow(Edge edge) {
        for (Mark here : Mark.values()) {
            for (Mark there : Mark.values()) {
                if (!shown.adjacent(edge.from(), edge.atFrom(), edge.atTo()).contains(edge.to())
                        && shown.adjacent(edge.from(), here, there).contains(edge.to())) {
                    return new Edge(edge.from(), here, there, edge.to()).arrow();
                }
            }
        }
        return edge.arrow();
    }
}
