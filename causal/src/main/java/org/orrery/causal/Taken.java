package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Claim;

/** What an answer by a graph takes for granted. */
final class Taken {
    private Taken() {}

    static List<Claim.Assumption> byGraph(GraphText text) {
        MixedGraph graph = text.graph();
        long missing = (long) graph.size() * (graph.size() - 1) / 2 - adjacent(graph);
        long hidden = graph.edges().stream().filter(e -> e.atFrom() == Mark.ARROW && e.atTo() == Mark.ARROW).count()
                + graph.latent().size();
        List<Claim.Assumption> taken = new ArrayList<>();
        taken.add(untested("the graph is right: where it has no arrow there is no direct cause (" + missing
                + " of the pairs are not joined)"));
        taken.add(untested(hidden == 0
                ? "no two variables have a common cause that is not in the graph"
                : "no two variables have a common cause that is not in the graph; it has " + hidden
                        + " that nobody observed"));
        return taken;
    }

    static Claim.Assumption untested(String text) {
        return new Claim.Assumption(text, Claim.State.UNTESTED);
    }

    /** @param told which rows were left out, empty where none was */
    static List<Claim.Assumption> byLeaving(String told) {
        return told.isEmpty()
                ? List.of()
                : List.of(untested(told + "; that takes for granted that they are missing"
                        + " completely at random, whatever the case is like (m [missing=...] in the graph says otherwise)"));
    }

    private static long adjacent(MixedGraph graph) {
        return graph.edges().stream()
                .map(e -> Math.min(e.from(), e.to()) + ((long) Math.max(e.from(), e.to()) << 32)).distinct().count();
    }
}
