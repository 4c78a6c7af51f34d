package org.orrery.causal.counterfactual;

import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.EstimandText;
import org.orrery.causal.identify.Verdict;

/** Whether a counterfactual query is identified. The graph is the one over the observed nodes. */
public sealed interface Finding {
    MixedGraph graph();

    /** From what is observed: by this expression, where all that it conditions on has a positive probability. */
    record Identified(MixedGraph graph, Estimand estimand) implements Finding {
        /** The expression for people. */
        public String formula() {
            return EstimandText.of(graph, estimand);
        }
    }

    /** The events exclude each other in every model of the graph: the probability is 0. */
    record Impossible(MixedGraph graph, String why) implements Finding {}

    /** What is given excludes itself in every model of the graph: there is nothing to condition on. */
    record Undefined(MixedGraph graph, String why) implements Finding {}

    /**
     * Not from what is observed, as the hedge proves, but from experiments.
     *
     * @param estimand in which {@code P(y | do(x))} stands for a distribution that an experiment would show
     */
    record FromExperiments(MixedGraph graph, Estimand estimand, Verdict.Hedged hedge) implements Finding {
        /** The expression for people. */
        public String formula() {
            return EstimandText.of(graph, estimand);
        }
    }

    /**
     * Not even from all experiments, as long as nothing is known of the number of values: nodes that unobserved causes tie
     * together are asked for at two values of one node, which no single experiment shows at once. Source: Shpitser and Pearl,
     * JMLR 9 (2008) 1941, theorem 21; Correa, Lee and Bareinboim, NeurIPS 2021, theorem 4.
     *
     * @param district the nodes tied together
     * @param node asked for at two values
     */
    record Conflict(MixedGraph graph, NodeSet district, int node) implements Finding {
        /** The witness for people. */
        public String witness() {
            String name = "'" + graph.name(node) + "'";
            if (district.size() > 1) {
                return "unobserved common causes tie {" + graph.names(district) + "} together, and " + name
                        + " would have two values at once there: no experiment shows both";
            }
            return "'" + graph.names(district) + "' is asked for in two worlds"
                    + (district.contains(node) ? "" : ", with two values of " + name) + ": no experiment shows both";
        }
    }
}
