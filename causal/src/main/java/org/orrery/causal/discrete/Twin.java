package org.orrery.causal.discrete;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * The world that is and the world that would have been, in one network: what the intervention does not reach is common to
 * both, what it reaches on the way to the outcomes stands there twice. Tables say how a node behaves in each world, not how its
 * behaviour in the one goes with that in the other; so this network answers for evidence that tells nothing of the noise of a
 * node that stands there twice. Source: Balke and Pearl, AAAI 1994.
 *
 * @param network with the nodes of the world that is first, under their own numbers
 * @param copies for nodes that stand there twice, their number in the world that would have been
 */
public record Twin(BayesianNetwork network, Map<Integer, Integer> copies) {
    /**
     * @param had the states that nodes would have had
     * @param outcomes what is asked of the world that would have been
     */
    public static Twin of(BayesianNetwork network, Map<Integer, Integer> had, NodeSet outcomes) {
        NodeSet moved = moved(network.graph(), nodes(had), outcomes);
        Map<Integer, Integer> copies = new LinkedHashMap<>();
        int next = network.size();
        for (int v : nodes(had).toArray()) {
            copies.put(v, next++);
        }
        for (int v : moved.toArray()) {
            copies.put(v, next++);
        }
        List<BayesianNetwork.Mechanism> mechanisms = new ArrayList<>(network.mechanisms());
        copies.forEach((node, _) -> mechanisms.add(copy(network.mechanism(node), had.get(node), copies)));
        return new Twin(BayesianNetwork.of(mechanisms), copies);
    }

    private static BayesianNetwork.Mechanism copy(BayesianNetwork.Mechanism of,
            @Nullable Integer state, Map<Integer, Integer> copies) {
        String name = of.name() + "'"; // no file has it: two worlds of one file have different names already
        if (state == null) {
            return new BayesianNetwork.Mechanism(name, of.states(),
                    of.parents().stream().map(parent -> copies.getOrDefault(parent, parent)).toList(), of.chances());
        }
        double[] certain = new double[of.states().size()];
        certain[state] = 1;
        return new BayesianNetwork.Mechanism(name, of.states(), List.of(), new BayesianNetwork.Chances(certain));
    }

    /**
     * Nodes whose noise both the evidence and the other world tell of: with any, tables do not determine the answer.
     *
     * @param seen nodes that were observed
     */
    public static NodeSet entangled(MixedGraph graph, NodeSet had, NodeSet outcomes, NodeSet seen) {
        return moved(graph, had, outcomes).and(graph.ancestors(seen));
    }

    /** What an intervention reaches on the way to the outcomes, itself left out. */
    private static NodeSet moved(MixedGraph graph, NodeSet had, NodeSet outcomes) {
        NodeSet others = graph.all().minus(had);
        NodeSet children = NodeSet.EMPTY;
        for (int v : had.toArray()) {
            children = children.or(graph.children(v));
        }
        return graph.descendants(children.minus(had), others).and(graph.ancestors(outcomes, others));
    }

    private static NodeSet nodes(Map<Integer, Integer> states) {
        return NodeSet.of(states.keySet().stream().mapToInt(Integer::intValue).toArray());
    }
}
