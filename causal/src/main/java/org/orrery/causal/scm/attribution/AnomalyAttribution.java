package org.orrery.causal.scm.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.scm.Chance;
import org.orrery.causal.scm.DiscreteTable;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.fit.FittedScm;
import org.orrery.causal.scm.fit.Scms;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Seeds;

/**
 * Why one case is odd. Its score is minus the logarithm of the probability that a value lies at least as far from the median;
 * each noise gets by how much less odd the case would be if that noise had been drawn anew, averaged over all orders
 * (Budhathoki, Minorics, Bloebaum and Janzing, ICML 2022). In nats.
 */
public final class AnomalyAttribution {
    private static final int WORLDS = 2_000;
    private static final int REFITS = 100;
    private static final int OTHERS = 99;
    /** Values this near to the case's own are as far out: the case itself is put together from its noises again. */
    private static final double SAME = 1e-9;

    private final FittedScm fitted;
    private final int target;
    private final long seed;
    private final double median;

    private AnomalyAttribution(FittedScm fitted, int target, long seed) {
        this.fitted = fitted;
        this.target = target;
        this.seed = seed;
        double[] values = new double[fitted.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = fitted.complete(row)[target];
        }
        Arrays.sort(values);
        this.median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    /**
     * The score of one row of a table, and the part of each noise. A part has a 95 % interval over refitted models, and a
     * p-value: the share of other rows, drawn with the seed, in which the part of that noise is at least as large.
     *
     * @param row counted from 0
     * @throws InvalidInput if there is no such row, or a value of it that is needed is missing
     * @throws Refusal if a mechanism above the target cannot be inverted
     */
    public static Attributed of(MixedGraph graph, Table table, String target, int row, long seed, Lab lab) {
        table.numeric(target);
        MixedGraph above = Ancestry.of(graph, target);
        FittedScm fitted = Scms.fit(above, table, seed);
        for (int node = 0; node < above.size(); node++) {
            requireInvertible(fitted.scm(), node);
        }
        double[] values = fitted.row(row);
        for (int node = 0; node < values.length; node++) {
            if (Double.isNaN(values[node])) {
                throw new InvalidInput("Row " + row + " has no value of " + above.name(node)
                        + ", and its noise cannot be told.", "Maybe ask of another row.");
            }
        }
        return new AnomalyAttribution(fitted, above.node(target), seed).attributed(values, lab);
    }

    private static Mechanism.Invertible requireInvertible(Scm scm, int node) {
        return switch (scm.mechanism(node)) {
            case Mechanism.Invertible invertible -> invertible;
            case Chance _,DiscreteTable _ -> throw new Refusal("The noise of " + scm.name(node)
                    + " cannot be told from a case: it is a matter of chance.",
                    "Maybe leave it out of the graph above the target.");
        };
    }

    private Attributed attributed(double[] values, Lab lab) {
        double[] shares = shares(fitted.scm(), values);
        List<double[]> refitted = lab.trials(REFITS, number -> shares(fitted.refitted(fitted.resample(number)),
                values));
        int[] drawn = new SplittableRandom(Seeds.stream(seed, "others")).ints(OTHERS, 0, fitted.rows()).toArray();
        List<double[]> others = lab.trials(OTHERS, number -> shares(fitted.scm(), fitted.complete(drawn[number])));
        double[] ps = new double[shares.length];
        for (int node = 0; node < ps.length; node++) {
            int at = node;
            ps[node] = (1.0 + others.stream().filter(each -> each[at] >= shares[at]).count()) / (1 + OTHERS);
        }
        return new Attributed(Arrays.stream(shares).sum(), Ancestry.total(refitted),
                Ancestry.parts(fitted.graph(), shares, refitted, ps),
                Ancestry.assumptions(List.of(fitted.leftOut())), List.of(control(values)),
                "Shapley values over noises kept and drawn anew; interval: percentile bootstrap of "
                        + REFITS + " refits; null: the parts of " + OTHERS + " other rows");
    }

    /** The control: the case's own noises, all of them kept, give the case. */
    private Claim.Check control(double[] values) {
        Scm scm = fitted.scm();
        double[] again = new double[values.length];
        double apart = 0;
        for (int node : scm.graph().topological()) {
            double own = requireInvertible(scm, node).noise(scm.causes(node, values), values[node]);
            again[node] = scm.mechanism(node).value(scm.causes(node, again), own);
            apart = Math.max(apart, Math.abs(again[node] - values[node]) / Math.max(1, Math.abs(values[node])));
        }
        return new Claim.Check("no-op control", apart <= SAME,
                "with all its noises kept the case comes out again, to " + Numbers.round(apart, 2));
    }

    private double[] shares(Scm scm, double[] values) {
        double[] own = new double[scm.size()];
        for (int node = 0; node < own.length; node++) {
            own[node] = requireInvertible(scm, node).noise(scm.causes(node, values), values[node]);
        }
        double[][] drawn = new Spread(scm, WORLDS, seed).noises(scm);
        double far = Math.abs(values[target] - median);
        return Shapley.shares(scm.size(), in -> logProbability(scm, own, drawn, far, in),
                Seeds.stream(seed, "orders"));
    }

    /** Of worlds that keep the case's noises of a set: how probable it is that they are at least as far out. */
    private double logProbability(Scm scm, double[] own, double[][] drawn, double far, boolean[] kept) {
        int[] order = scm.graph().topological();
        double[] values = new double[order.length];
        int count = 0;
        for (int world = 0; world < WORLDS; world++) {
            for (int node : order) {
                values[node] = scm.mechanism(node).value(scm.causes(node, values),
                        kept[node] ? own[node] : drawn[node][world]);
            }
            count += Math.abs(values[target] - median) >= far - SAME * Math.max(1, far) ? 1 : 0;
        }
        // One more world, the case itself, so that none is impossible.
        return Math.log((count + 1.0) / (WORLDS + 1));
    }
}
