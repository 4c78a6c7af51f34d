package org.orrery.causal.identify;

import java.util.List;
import java.util.stream.Collectors;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/** An estimand as a person writes it: {@code sum_{z} P(y | x, z) P(z)}. */
final class EstimandText {
    private final MixedGraph graph;

    EstimandText(MixedGraph graph) {
        this.graph = graph;
    }

    String print(Estimand estimand) {
        return switch (estimand) {
            case Estimand.Conditional(NodeSet of, NodeSet given) ->
                "P(" + graph.names(of) + (given.isEmpty() ? "" : " | " + graph.names(given)) + ")";
            case Estimand.Product(List<Estimand> factors) ->
                factors.isEmpty() ? "1" : factors.stream().map(this::factor).collect(Collectors.joining(" "));
            case Estimand.Ratio(Estimand numerator, Estimand denominator) ->
                "[" + print(numerator) + "] / [" + print(denominator) + "]";
            case Estimand.Sum(NodeSet over, Estimand of) -> "sum_{" + graph.names(over) + "} " + factor(of);
        };
    }

    private String factor(Estimand estimand) {
        boolean open = estimand instanceof Estimand.Sum || estimand instanceof Estimand.Ratio;
        return open ? "(" + print(estimand) + ")" : print(estimand);
    }
}
