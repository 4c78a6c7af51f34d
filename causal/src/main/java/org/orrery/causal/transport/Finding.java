package org.orrery.causal.transport;

import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.EstimandText;

/** Whether a query about one population follows from data of several. The graph is the one over the observed nodes. */
public sealed interface Finding {
    MixedGraph graph();

    /** It does: by this expression. */
    record Transported(MixedGraph graph, Estimand estimand) implements Finding {
        /** The expression for people: {@code sum_{z} P_trial(y | do(x), z) P(z)}. */
        public String formula() {
            return EstimandText.of(graph, estimand);
        }
    }

    /**
     * It does not: no single piece of evidence shows how these nodes come about together, and then none together do. Source: Lee,
     * Correa and Bareinboim, AAAI 2020.
     *
     * @param proved whether that is a proof: every piece of evidence is of all observed nodes
     */
    record Stuck(MixedGraph graph, NodeSet district, boolean proved) implements Finding {
        /** The witness for people. */
        public String witness() {
            return "how {" + graph.names(district)
                    + "} comes about is shown by no piece of evidence: each differs there, sets"
                    + " some of it, or hides it behind unobserved common causes"
                    + (proved ? "" : ", or did not measure all of it");
        }
    }
}
