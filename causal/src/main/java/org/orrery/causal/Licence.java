package org.orrery.causal;

import java.util.List;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Verdict;
import org.orrery.core.Claim;
import org.orrery.core.Method;

/** Whether a graph licenses the answer to a question. */
sealed interface Licence {
    /**
     * It does.
     *
     * @param way the simplest one there is
     * @param graph whose nodes the way and the estimand number
     * @param estimand in the distribution of what is observed
     * @param why in a clause or two, for people
     */
    record Granted(Way way, MixedGraph graph, Estimand estimand, String why, List<Claim.Check> checks,
            Method method) implements Licence {
        /** The estimand for people. */
        String formula() {
            return new Verdict.Identified(graph, estimand).formula();
        }
    }

    /**
     * It does not.
     *
     * @param reason with the witness
     * @param license what would license it
     */
    record Withheld(String reason, String license, List<Claim.Check> checks, Method method) implements Licence {}

    /** How an effect comes out of what is observed. */
    sealed interface Way {
        /** Nothing is set. */
        record Seeing() implements Way {}

        /** No causal path leads from what is set to what is asked. */
        record Unmoved() implements Way {}

        /** Within each value of the covariates, seeing tells of doing. There may be none. */
        record Adjusting(NodeSet covariates) implements Way {}

        /** Through mediators that take the whole effect. */
        record FrontDoor(NodeSet mediators) implements Way {}

        /** The factors of the districts. */
        record General() implements Way {}
    }
}
