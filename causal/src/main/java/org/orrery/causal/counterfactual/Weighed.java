package org.orrery.causal.counterfactual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Factors;
import org.orrery.causal.identify.Source;
import org.orrery.causal.identify.Verdict;
import org.orrery.core.Refusal;

/** The probability of what is known in some worlds: a sum over what is not known of a product of district factors. */
final class Weighed {
    private final MixedGraph graph;
    private final NodeSet over;
    private final Factors factors;
    private final List<Estimand> product = new ArrayList<>();
    private NodeSet unknown = NodeSet.EMPTY;
    private Verdict.@Nullable Hedged hedge;
    private Finding.@Nullable Conflict conflict;

    /**
     * @param counted nodes of the districts that count; the others cancel
     * @param over nodes whose known value is bound further out
     */
    Weighed(MixedGraph graph, Worlds worlds, NodeSet counted, NodeSet over) {
        this.graph = graph;
        this.over = over;
        this.factors = new Factors(graph, NodeSet.EMPTY);
        for (List<Copy> district : worlds.districts()) {
            if (counted.contains(district.getFirst().node)) {
                weigh(district);
            }
        }
        if (unknown.intersects(over)) {
            throw new Refusal("'" + graph.names(unknown.and(over)) + "' would be summed over in two worlds at once.",
                    "Maybe ask for one value of it.");
        }
    }

    private void weigh(List<Copy> district) {
        NodeSet nodes = Copy.nodes(district);
        Map<Integer, Copy.Input> values = new HashMap<>();
        for (Copy copy : district) {
            agree(values, copy.node, copy.asInput(), nodes);
            copy.inputs.forEach((node, input) -> agree(values, node, input, nodes));
            if (copy.value == null) {
                unknown = unknown.with(copy.node);
            }
        }
        Map<Integer, Integer> known = new HashMap<>();
        values.forEach((node, input) -> {
            if (input instanceof Copy.Input.Known(int value) && !over.contains(node)) {
                known.put(node, value);
            }
        });
        product.add(Estimand.at(known, factor(nodes)));
    }

    /** One node has one value in a district and in all that it listens to, or no experiment shows the district. */
    private void agree(Map<Integer, Copy.Input> values, int node, Copy.Input input, NodeSet district) {
        Copy.Input before = values.putIfAbsent(node, input);
        if (before != null && !before.equals(input) && conflict == null) {
            conflict = new Finding.Conflict(graph, district, node);
        }
    }

    private Estimand factor(NodeSet nodes) {
        return switch (factors.of(nodes)) {
            case Verdict.Identified(MixedGraph _, Estimand estimand) -> estimand;
            case Verdict.Hedged hedged -> {
                hedge = hedge == null ? hedged : hedge;
                NodeSet set = graph.parents(nodes).minus(nodes);
                yield Estimand.in(Source.experiment(set), Estimand.conditional(nodes, NodeSet.EMPTY));
            }
        };
    }

    Estimand estimand() {
        return Estimand.sum(unknown, Estimand.product(product));
    }

    /** Why one factor does not follow from what is observed, null where all do. */
    Verdict.@Nullable Hedged hedge() {
        return hedge;
    }

    /** Why one factor follows from no experiment, null where each does from one. */
    Finding.@Nullable Conflict conflict() {
        return conflict;
    }
}
