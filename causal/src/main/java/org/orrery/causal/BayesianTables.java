package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.discrete.BayesianNetwork;
import org.orrery.causal.discrete.Elimination;
import org.orrery.causal.discrete.Evidence;
import org.orrery.core.Claim;

/** Tables of a claim about a Bayesian network. */
final class BayesianTables {
    private BayesianTables() {}

    /** The distribution of the outcome, off and on. */
    static Claim.Table distribution(BayesianWorld off, @Nullable BayesianWorld on) {
        int node = off.target().nodes().next(0);
        double[] before = off.distribution(node);
        double[] after = on == null ? before : on.distribution(node);
        List<List<Object>> rows = new ArrayList<>();
        for (int s = 0; s < before.length; s++) {
            String state = off.network().states(node).get(s);
            rows.add(on == null
                    ? List.of(state, before[s])
                    : List.of(state, before[s], after[s], after[s] - before[s]));
        }
        String name = off.network().graph().name(node);
        return new Claim.Table(on == null ? List.of(name, "probability") : List.of(name, "off", "on", "effect"), rows);
    }

    /** For one node that is set: what setting it to each of its states does, beside what goes with seeing it there. */
    static Claim.@Nullable Table levels(BayesianNetwork network, Posed posed, States states) {
        if (posed.done().size() != 1) {
            return null;
        }
        int node = posed.done().keySet().iterator().next();
        Evidence seen = states.evidence(posed.seen());
        List<List<Object>> rows = new ArrayList<>();
        for (int s = 0; s < network.states(node).size(); s++) {
            Evidence both = seen.and(node, s);
            BayesianWorld set = new BayesianWorld(network.set(Map.of(node, s)), Map.of(), seen, states, posed.target());
            Object conditioned = new Elimination(network).chance(both) > 0
                    ? new BayesianWorld(network, Map.of(), both, states, posed.target()).number()
                    : "never seen";
            Object operated = new Elimination(set.network()).chance(seen) > 0 ? set.number() : "cannot be";
            rows.add(List.of(network.states(node).get(s), operated, conditioned));
        }
        return new Claim.Table(List.of(network.graph().name(node), "when set", "when seen"), rows);
    }
}
