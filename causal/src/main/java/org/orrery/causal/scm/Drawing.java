package org.orrery.causal.scm;

import java.util.Arrays;

/**
 * Worlds drawn from a model in which something was seen, each with a weight: what was seen is set, what was not is drawn from
 * its mechanism, and the world counts by how likely its mechanisms make what was seen (likelihood weighting: Fung and Chang;
 * Shachter and Peot, UAI 1989).
 */
public final class Drawing {
    private final Scm scm;
    private final double[] seen;

    /** @param seen by variable; NaN where nothing was seen. Not to be changed after the call */
    public Drawing(Scm scm, double[] seen) {
        this.scm = scm;
        this.seen = seen;
    }

    /**
     * One world.
     *
     * @param logWeight the logarithm of its weight; negative infinity where it cannot be
     * @param values of the variables
     * @param noises of the mechanisms; NaN where a value was seen and tells of no one noise
     */
    public record Drawn(double logWeight, double[] values, double[] noises) {}

    /** The world of a seed under interventions that held when it was seen. */
    public Drawn draw(long seed, Surgery surgery) {
        double[] values = new double[seen.length];
        double[] noises = new double[seen.length];
        double logWeight = 0;
        for (int node : scm.order()) {
            Mechanism mechanism = scm.mechanism(node);
            double[] causes = scm.causes(node, values);
            boolean given = !Double.isNaN(seen[node]);
            // Held, or times 0: what was seen tells nothing of the mechanism.
            if (!given || surgery.holds(node) || surgery.factor(node) == 0) {
                noises[node] = scm.noise(node, seed);
                values[node] = surgery.act(node,
                        surgery.holds(node) ? 0 : mechanism.value(causes, noises[node]));
                logWeight += given && values[node] != seen[node] ? Double.NEGATIVE_INFINITY : 0;
                continue;
            }
            double natural = surgery.natural(node, seen[node]);
            values[node] = seen[node];
            logWeight += mechanism.logLikelihood(causes, natural);
            noises[node] = mechanism instanceof Mechanism.Invertible invertible
                    ? invertible.noise(causes, natural)
                    : Double.NaN;
        }
        return new Drawn(logWeight, values, noises);
    }

    /** Weights that sum to 1, from their logarithms; all 0 where no world can be. */
    public static double[] weights(double[] logWeights) {
        double top = Arrays.stream(logWeights).max().orElse(Double.NEGATIVE_INFINITY);
        double[] weights = new double[logWeights.length];
        if (top == Double.NEGATIVE_INFINITY) {
            return weights;
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(logWeights[i] - top);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** How many equally weighted worlds would tell as much (Kish, 1965): one over the sum of the squared weights. */
    public static double effective(double[] weights) {
        double squares = 0;
        for (double weight : weights) {
            squares += weight * weight;
        }
        return squares == 0 ? 0 : 1 / squares;
    }
}
