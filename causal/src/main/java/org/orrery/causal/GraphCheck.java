package org.orrery.causal;

import org.orrery.causal.check.MarkovCheck;
import org.orrery.core.Claim;

/** The independences that the graph implies, held against the data; data that speak against it are told of, and refuse nothing. */
final class GraphCheck {
    private static final double LEVEL = 0.05;
    private static final int MOST_NODES = 100;

    private GraphCheck() {}

    static Claim.Check of(Observations observations) {
        String name = "graph against data";
        int observed = observations.graph().observed().size();
        if (!observations.graph().isAdmg() || observed < 2 || observed > MOST_NODES) {
            return new Claim.Check(name, true, "not looked at: " + (observed > MOST_NODES
                    ? "the graph has more than " + MOST_NODES + " observed nodes"
                    : "the graph has no independences to test"));
        }
        MarkovCheck check = MarkovCheck.of(observations.graph(), observations.table(), LEVEL);
        return new Claim.Check(name, check.contradicted().isEmpty(), check.sentence());
    }
}
