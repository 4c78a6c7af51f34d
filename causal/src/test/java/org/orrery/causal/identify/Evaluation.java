package org.orrery.causal.identify;

import java.util.List;
import java.util.Map;
import org.orrery.causal.graph.NodeSet;

/** What an estimand comes to, where each node is 0 or 1, by summing over all that there is. */
public final class Evaluation {
    /** The joint distributions that an estimand may speak of, by the bits of the nodes. */
    @FunctionalInterface
    public interface Distributions {
        /** @param values bits, among them those that an experiment sets */
        double[] joint(Source source, int values);
    }

    private final Distributions distributions;
    private final Source source;

    public Evaluation(Distributions distributions) {
        this(distributions, Source.OBSERVED);
    }

    private Evaluation(Distributions distributions, Source source) {
        this.distributions = distributions;
        this.source = source;
    }

    /** With the bits in {@code values} for free nodes. */
    public double of(Estimand estimand, int values) {
        return switch (estimand) {
            case Estimand.Conditional(NodeSet of, NodeSet given) -> {
                double[] joint = distributions.joint(source, values);
                yield BinaryModel.chance(joint, of.or(given), values) / BinaryModel.chance(joint, given, values);
            }
            case Estimand.Product(List<Estimand> factors) -> {
                double product = 1;
                for (Estimand factor : factors) {
                    product *= of(factor, values);
                }
                yield product;
            }
            case Estimand.Ratio(Estimand numerator, Estimand denominator) ->
                of(numerator, values) / of(denominator, values);
            case Estimand.Sum(NodeSet over, Estimand of) -> {
                int[] bound = over.toArray();
                double sum = 0;
                for (int combination = 0; combination < 1 << bound.length; combination++) {
                    int bits = values;
                    for (int i = 0; i < bound.length; i++) {
                        bits = with(bits, bound[i], combination >> i & 1);
                    }
                    sum += of(of, bits);
                }
                yield sum;
            }
            case Estimand.At(Map<Integer, Integer> own, Estimand of) -> {
                int bits = values;
                for (Map.Entry<Integer, Integer> entry : own.entrySet()) {
                    bits = with(bits, entry.getKey(), entry.getValue());
                }
                yield of(of, bits);
            }
            case Estimand.In(Source other, Estimand of) -> new Evaluation(distributions, other).of(of, values);
        };
    }

    private static int with(int bits, int node, int value) {
        return bits & ~(1 << node) | value << node;
    }
}
