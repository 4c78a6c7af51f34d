package org.orrery.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.orrery.causal.discrete.BayesianNetwork;
import org.orrery.causal.discrete.Elimination;
import org.orrery.causal.discrete.Evidence;
import org.orrery.causal.discrete.Twin;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;

/** What an exact answer is held against: laws that its numbers must keep, each computed in another way than the answer. */
final class BayesianChecks {
    private static final double ROUNDING = 1e-9;

    private final BayesianWorld off;
    private final List<Claim.Check> checks = new ArrayList<>();

    BayesianChecks(BayesianWorld off) {
        this.off = off;
    }

    static List<Claim.Check> of(BayesianWorld world) {
        BayesianChecks checks = new BayesianChecks(world);
        checks.sums("", world);
        return checks.checks;
    }

    List<Claim.Check> done(BayesianWorld on, Map<Integer, Integer> done) {
        List<BayesianNetwork.Mechanism> same = new ArrayList<>(off.network().mechanisms());
        done.keySet().forEach(node -> same.set(node, off.network().mechanism(node)));
        boolean own = Arrays.equals(off.numbersAsked(),
                off.in(BayesianNetwork.of(same), Map.of(), off.seen()).numbersAsked());
        boolean again = Arrays.equals(on.numbersAsked(),
                on.in(on.network().set(done), Map.of(), on.seen()).numbersAsked());
        checks.add(new Claim.Check("no-op control", own && again, own && again
                ? "putting each table in its own place, and setting again what is set, had an effect of exactly 0"
                : "an intervention that changes nothing had an effect"));
        fired(on, done);
        sums("off: ", off);
        sums("on: ", on);
        return checks;
    }

    private void fired(BayesianWorld on, Map<Integer, Integer> done) {
        StringBuilder detail = new StringBuilder();
        boolean fired = true;
        for (Map.Entry<Integer, Integer> each : done.entrySet()) {
            Evidence state = Evidence.NONE.and(each.getKey(), each.getValue());
            double before = new Elimination(off.network()).chance(state, Evidence.NONE);
            double after = new Elimination(on.network()).chance(state, Evidence.NONE);
            fired &= after == 1;
            detail.append(detail.isEmpty() ? "" : "; ").append("the chance that ")
                    .append(off.network().graph().name(each.getKey())).append(" is ")
                    .append(off.network().states(each.getKey()).get(each.getValue())).append(" went from ")
                    .append(Numbers.round(before, 6)).append(" to ").append(Numbers.round(after, 6));
        }
        checks.add(new Claim.Check("interventions fired", fired, detail.toString()));
    }

    /**
     * Composition: over what the node was, each with the world in which it had been that, comes the world as it is. Source:
     * Pearl, Causality, section 7.3.
     */
    List<Claim.Check> had(Map<Integer, Integer> had, BayesianWorld on) {
        if (had.size() == 1) {
            int node = had.keySet().iterator().next();
            double[] composed = new double[off.numbersAsked().length];
            double[] chances = new Elimination(off.network()).distribution(node, off.seen());
            for (int s = 0; s < chances.length; s++) {
                if (chances[s] > 0) {
                    Twin twin = Twin.of(off.network(), Map.of(node, s), off.target().nodes());
                    double[] part = off.in(twin.network(), twin.copies(), off.seen().and(node, s)).numbersAsked();
                    for (int i = 0; i < part.length; i++) {
                        composed[i] += chances[s] * part[i];
                    }
                }
            }
            double worst = farthest(composed, off.numbersAsked());
            checks.add(new Claim.Check("composition", worst <= ROUNDING,
                    "had it been what it was, all would be as it is, to " + Numbers.round(worst, 2)));
        }
        sums("off: ", off);
        sums("on: ", on);
        return checks;
    }

    private static double farthest(double[] a, double[] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        return worst;
    }

    /** The chances of an outcome's states, each computed by itself, sum to 1. */
    private void sums(String which, BayesianWorld world) {
        double worst = 0;
        for (int node : world.target().nodes().toArray()) {
            double sum = 0;
            for (int s = 0; s < off.network().states(node).size(); s++) {
                Evidence state = Evidence.NONE.and(world.numbers().getOrDefault(node, node), s);
                sum += new Elimination(world.network()).chance(state, world.seen());
            }
            worst = Math.max(worst, Math.abs(sum - 1));
        }
        checks.add(new Claim.Check(which + "probabilities sum to 1", worst <= ROUNDING,
                "each state's by itself; off by " + Numbers.round(worst, 2)));
    }
}
