package org.orrery.causal.identify;

import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Projection;
import org.orrery.core.InvalidInput;

/** A graph as identification sees it: over its observed nodes, what is latent projected out. */
public final class Observed {
    private final MixedGraph whole;
    private final MixedGraph graph;

    /**
     * @param whole of directed and bidirected edges
     * @throws InvalidInput if it has a directed cycle or edges of other kinds
     */
    public Observed(MixedGraph whole) {
        whole.topological();
        if (!whole.isAdmg()) {
            throw new InvalidInput("Identification needs a graph of arrows (->, <->); this one has edges that are"
                    + " undirected or undecided.", "Maybe ask for an adjustment set, which such graphs may have.");
        }
        this.whole = whole;
        this.graph = whole.latent().isEmpty() ? whole : Projection.ofLatent(whole);
    }

    /** The graph over the observed nodes. */
    public MixedGraph graph() {
        return graph;
    }

    /**
     * Where a node of the whole graph is in the one over the observed nodes.
     *
     * @throws InvalidInput if it is latent
     */
    public int moved(int node) {
        if (whole.latent().contains(node)) {
            throw new InvalidInput("'" + whole.name(node) + "' is latent: nobody observes it.",
                    "Maybe ask about a node that is observed.");
        }
        return graph.node(whole.name(node));
    }

    /** The same for several. */
    public NodeSet moved(NodeSet nodes) {
        NodeSet moved = NodeSet.EMPTY;
        for (int v = nodes.next(0); v >= 0; v = nodes.next(v + 1)) {
            moved = moved.with(moved(v));
        }
        return moved;
    }
}
