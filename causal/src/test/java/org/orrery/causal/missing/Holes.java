package org.orrery.causal.missing;

import java.util.Map;
import java.util.TreeMap;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;

/** The distribution of records with holes: all that an expression may be read off. */
final class Holes {
    private final MissingGraph graph;
    /** By record: for each node a letter, {@code ?} for what is missing. */
    private final Map<String, Double> records = new TreeMap<>();

    Holes(MissingGraph graph, double[] joint) {
        this.graph = graph;
        for (int bits = 0; bits < joint.length; bits++) {
            StringBuilder text = new StringBuilder();
            for (int v = 0; v < graph.graph().size(); v++) {
                Integer mark = graph.indicators().get(v);
                boolean hidden = graph.graph().latent().contains(v) || mark != null && (bits >> mark & 1) == 0;
                text.append(hidden ? '?' : (char) ('0' + (bits >> v & 1)));
            }
            records.merge(text.toString(), joint[bits], Double::sum);
        }
    }

    Map<String, Double> records() {
        return records;
    }

    double of(Estimand estimand, int values) {
        return switch (estimand) {
            case Estimand.Conditional(NodeSet of, NodeSet given) ->
                chance(of.or(given), values) / chance(given, values);
            case Estimand.Product(var factors) ->
                factors.stream().mapToDouble(f -> of(f, values)).reduce(1, (a, b) -> a * b);
            case Estimand.Ratio(Estimand above, Estimand below) -> of(above, values) / of(below, values);
            case Estimand.Sum(NodeSet over, Estimand of) -> {
                int[] nodes = over.toArray();
                double sum = 0;
                for (int way = 0; way < 1 << nodes.length; way++) {
                    int changed = values;
                    for (int i = 0; i < nodes.length; i++) {
                        changed = changed & ~(1 << nodes[i]) | (way >> i & 1) << nodes[i];
                    }
                    sum += of(of, changed);
                }
                yield sum;
            }
            case Estimand.At _,Estimand.In _ -> throw new AssertionError(estimand);
        };
    }

    private double chance(NodeSet nodes, int values) {
        if (!nodes.containsAll(graph.indicators(nodes)) || nodes.intersects(graph.graph().latent())) {
            throw new AssertionError("read off what is not observed: " + nodes);
        }
        double sum = 0;
        for (Map.Entry<String, Double> entry : records.entrySet()) {
            boolean same = true;
            for (int v : nodes.toArray()) {
                same &= entry.getKey().charAt(v) == '0' + (values >> v & 1);
            }
            sum += same ? entry.getValue() : 0;
        }
        return sum;
    }
}
