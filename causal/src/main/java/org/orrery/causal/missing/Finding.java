package org.orrery.causal.missing;

import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.EstimandText;

/** Whether a query about complete data follows from data with holes. */
public sealed interface Finding {
    /**
     * It does: by this expression, where every combination that it conditions on has a positive probability, complete cases
     * among them. Each indicator in it stands for 1; each of its conditionals is taken over the cases that its indicators pick.
     */
    record Recovered(MissingGraph graph, Estimand estimand) implements Finding {
        /** The expression for people: {@code P(y | x, R_x = 1)}. */
        public String formula() {
            return EstimandText.of(graph.shown(), estimand);
        }
    }

    /** It does not: there are two models of the graph that agree in all that is observed and not in the answer. */
    record NotRecoverable(String reason) implements Finding {}

    /** No expression was found, and none was shown not to exist. */
    record NotShown(String reason) implements Finding {}
}
