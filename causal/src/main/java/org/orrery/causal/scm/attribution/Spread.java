package org.orrery.causal.scm.attribution;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.orrery.causal.scm.Chance;
import org.orrery.causal.scm.DiscreteTable;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Noise;
import org.orrery.causal.scm.Scm;
import org.orrery.core.Seeds;

/**
 * Noises of many worlds, spread evenly: each variable's noise takes every quantile once, in an order of its own (Latin
 * hypercube: McKay, Beckman and Conover, Technometrics 21, 1979). Two models get noises of the same quantiles, so that what
 * differs between them is the models.
 */
final class Spread {
    private final int[][] orders;
    private final int worlds;

    Spread(Scm scm, int worlds, long seed) {
        this.worlds = worlds;
        orders = new int[scm.size()][];
        for (int node = 0; node < orders.length; node++) {
            orders[node] = Shapley.order(worlds, new SplittableRandom(Seeds.stream(seed, scm.name(node))));
        }
    }

    /** For each variable its noise in every world. */
    double[][] noises(Scm scm) {
        double[][] noises = new double[orders.length][];
        for (int node = 0; node < noises.length; node++) {
            int[] order = orders[node];
            noises[node] = switch (scm.mechanism(node)) {
                case Mechanism.Exogenous(Noise noise) -> quantiles(noise, order);
                case Mechanism.AdditiveNoise additive -> quantiles(additive.noise(), order);
                case Chance _,DiscreteTable _ -> Arrays.stream(order).mapToDouble(i -> (i + 0.5) / worlds).toArray();
            };
        }
        return noises;
    }

    private double[] quantiles(Noise noise, int[] order) {
        if (!(noise instanceof Noise.Empirical(double[] values))) {
            throw new IllegalArgumentException("the noise of a fitted model is made of residuals, not " + noise);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(order).mapToDouble(i -> sorted[(int) ((i + 0.5) / worlds * sorted.length)]).toArray();
    }
}
