package org.orrery.causal.scm;

import java.util.List;
import java.util.random.RandomGenerator;
import org.orrery.core.Numbers;
import org.orrery.core.RunFailure;

/**
 * 1 with a probability that the causes decide, else 0. A case does not tell by how much the chance was met or missed, so that
 * it cannot be inverted. Drawn with one uniform number, above which the probability must lie.
 */
public record Chance(List<String> parents, Regressor probability) implements Mechanism {
    public Chance {
        parents = List.copyOf(parents);
    }

    @Override
    public double drawNoise(RandomGenerator random) {
        return random.nextDouble();
    }

    @Override
    public double value(double[] parents, double noise) {
        return noise < probability(parents) ? 1 : 0;
    }

    @Override
    public double likelihood(double[] parents, double value) {
        double p = probability(parents);
        return value == 1 ? p : value == 0 ? 1 - p : 0;
    }

    private double probability(double[] parents) {
        double p = probability.at(parents);
        if (!(p >= 0 && p <= 1)) {
            throw new RunFailure("A probability came out as " + Numbers.round(p, 6) + ": " + probability
                    + ". Maybe bring it between 0 and 1: bernoulli(1/(1 + exp(-x))).");
        }
        return p;
    }
}
