package org.orrery.causal.scm.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.Claim;

/** What attributions have in common: the part of the graph above the target, and telling parts with their intervals. */
final class Ancestry {
    static final double LEVEL = 0.95;

    private Ancestry() {}

    /** The graph over a node and what it comes from; other mechanisms cannot have made a difference to it. */
    static MixedGraph of(MixedGraph graph, String target) {
        NodeSet above = graph.ancestors(NodeSet.of(graph.node(target)));
        int[] nodes = above.toArray();
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : graph.edges()) {
            if (above.contains(edge.from()) && above.contains(edge.to())) {
                edges.add(new Edge(Arrays.binarySearch(nodes, edge.from()), edge.atFrom(), edge.atTo(),
                        Arrays.binarySearch(nodes, edge.to())));
            }
        }
        return MixedGraph.of(Arrays.stream(nodes).mapToObj(graph::name).toList(), edges,
                NodeSet.of(Arrays.stream(graph.latent().and(above).toArray())
                        .map(node -> Arrays.binarySearch(nodes, node)).toArray()));
    }

    /**
     * @param resampled shares of resampled data
     * @param ps of each share
     */
    static List<Attributed.Part> parts(MixedGraph graph, double[] shares, List<double[]> resampled, double[] ps) {
        return IntStream.range(0, shares.length).mapToObj(node -> {
            return new Attributed.Part(graph.name(node), shares[node],
                    interval(resampled.stream().mapToDouble(each -> each[node]).toArray()), ps[node]);
        }).sorted(Comparator.comparingDouble(part -> -Math.abs(part.value()))).toList();
    }

    /** The middle of resampled numbers. */
    static Claim.Interval interval(double[] resampled) {
        double[] over = Arrays.stream(resampled).sorted().toArray();
        int low = (int) (over.length * (1 - LEVEL) / 2);
        return new Claim.Interval(LEVEL, over[low], over[over.length - 1 - low], Claim.IntervalKind.BOOTSTRAP);
    }

    /** Of the sums of resampled shares. */
    static Claim.Interval total(List<double[]> resampled) {
        return interval(resampled.stream().mapToDouble(each -> Arrays.stream(each).sum()).toArray());
    }

    /** @param left which rows were left out, empty where none was */
    static List<Claim.Assumption> assumptions(List<String> left) {
        List<Claim.Assumption> all = new ArrayList<>(List.of(
                new Claim.Assumption("the graph is right, and no two of its variables have a cause in common that"
                        + " is not in it", Claim.State.UNTESTED),
                new Claim.Assumption("the noise is added to what the causes make, and does not depend on them",
                        Claim.State.UNTESTED)));
        left.stream().filter(each -> !each.isEmpty()).forEach(each -> all.add(new Claim.Assumption(each
                + "; that takes for granted that they are missing completely at random", Claim.State.UNTESTED)));
        return all;
    }
}
