package org.orrery.causal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Column;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Source;

/**
 * Distributions of populations as shares among their rows: what an experiment set is a condition there.
 *
 * @param node that tells the population
 * @param which population each row is of
 */
record Placing(int node, Column.Factor which) {
    Estimand placed(Estimand estimand) {
        return placed(estimand, null);
    }

    private Estimand placed(Estimand estimand, @Nullable Source source) {
        return switch (estimand) {
            case Estimand.Conditional(NodeSet of, NodeSet given) -> {
                if (source == null) {
                    throw new IllegalArgumentException("of no population: " + estimand);
                }
                yield new Estimand.At(Map.of(node, which.find(source.population())),
                        Estimand.conditional(of, given.or(source.set()).with(node)));
            }
            case Estimand.Product(List<Estimand> factors) ->
                new Estimand.Product(factors.stream().map(each -> placed(each, source)).toList());
            case Estimand.Ratio(Estimand above, Estimand below) ->
                new Estimand.Ratio(placed(above, source), placed(below, source));
            case Estimand.Sum(NodeSet over, Estimand of) -> new Estimand.Sum(over, placed(of, source));
            case Estimand.At(Map<Integer, Integer> values, Estimand of) ->
                new Estimand.At(new HashMap<>(values), placed(of, source));
            case Estimand.In(Source other, Estimand of) -> placed(of, other);
        };
    }
}
