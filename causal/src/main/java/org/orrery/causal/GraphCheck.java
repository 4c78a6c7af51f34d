package org.orrery.causal;

import org.orrery.causal.check.MarkovCheck;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Claim;

/** The independences that the graph implies, held against the data; data that speak against it are told of, and refuse nothing. */
final class GraphCheck {
    private static final double LEVEL = 0.05;
    private static final int MOST_NODES = 100;

    private GraphCheck() {}

    static Claim.Check of(GraphText text, Observations observations) {
        String name = "graph against data";
        if (!text.selected().isEmpty() || !text.aside().isEmpty()) {
            return new Claim.Check(name, true,
                    "not looked at: the independences of the graph are those of everybody, and"
                            + " the data are of " + (!text.selected().isEmpty()
                                    ? "selected cases"
                                    : text.population() != null ? "several populations" : "cases with holes"));
        }
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
