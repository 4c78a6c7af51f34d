package org.orrery.causal.identify;

import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/** Whether a query is identified. The graph is the one over the observed nodes; sets and estimands number its nodes. */
public sealed interface Verdict {
    MixedGraph graph();

    /** It is: by this expression, where every combination of values that it conditions on has a positive probability. */
    record Identified(MixedGraph graph, Estimand estimand) implements Verdict {
        /** The expression for people. */
        public String formula() {
            return EstimandText.of(graph, estimand);
        }
    }

    /**
     * It is not, and this hedge proves it: two districts, one in the other, that have the same roots. The intervention
     * reaches the larger one only, so two models that differ there agree in all that can be observed and not in the effect.
     * Source: Shpitser and Pearl, AAAI 2006, theorem 4.
     *
     * @param larger a district
     * @param smaller the part of it whose own distribution is asked for
     */
    record Hedged(MixedGraph graph, NodeSet larger, NodeSet smaller) implements Verdict {
        /** The witness for people. */
        public String witness() {
            return "the district {" + graph.names(larger) + "} cannot be taken apart to {" + graph.names(smaller)
                    + "}: unobserved common causes tie them together";
        }
    }
}
