package org.orrery.causal.scm;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a variable comes about: from its causes and a noise of its own. Which rungs of the ladder a mechanism can climb is said
 * by its type. Any may be seen and operated on; what one case would have been is asked of the {@link Invertible} only, from
 * which the noise of the case can be told (Pearl, Causality, 2009, section 7.1).
 */
public sealed interface Mechanism permits Mechanism.Invertible, Chance, DiscreteTable {
    /** The causes, in the order in which their values are handed in. */
    List<String> parents();

    /** A draw of the noise, in the mechanism's own coordinates. */
    double drawNoise(RandomGenerator random);

    double value(double[] parents, double noise);

    /** The density of a value given the causes; for a discrete variable, and for one without noise, the probability. */
    double likelihood(double[] parents, double value);

    /** Its logarithm, finite far out in a tail, too, where the likelihood itself is too small for a number. */
    default double logLikelihood(double[] parents, double value) {
        return Math.log(likelihood(parents, value));
    }

    /** Whether the causes alone decide. */
    default boolean isDeterministic() {
        return false;
    }

    /** One noise and no other makes the value out of the causes. */
    sealed interface Invertible extends Mechanism {
        /** The noise that made the value. */
        double noise(double[] parents, double value);

        /** The value that the same noise makes of other causes: to the bit the same where the causes are the same. */
        double carried(double value, double[] before, double[] after);
    }

    /** No causes: the noise is the value. */
    record Exogenous(Noise noise) implements Invertible {
        @Override
        public List<String> parents() {
            return List.of();
        }

        @Override
        public double drawNoise(RandomGenerator random) {
            return noise.draw(random);
        }

        @Override
        public double value(double[] parents, double noise) {
            return noise;
        }

        @Override
        public double likelihood(double[] parents, double value) {
            return noise.density(value);
        }

        @Override
        public double logLikelihood(double[] parents, double value) {
            return noise.logDensity(value);
        }

        @Override
        public double noise(double[] parents, double value) {
            return value;
        }

        @Override
        public double carried(double value, double[] before, double[] after) {
            return value;
        }
    }

    /** A function of the causes plus the noise; without noise, the function alone. */
    record AdditiveNoise(List<String> parents, Regressor regressor, Noise noise) implements Invertible {
        /** Within so many times the size of what is added, values without noise count as met. */
        private static final double MET = 1e-9;

        public AdditiveNoise {
            parents = List.copyOf(parents);
        }

        @Override
        public boolean isDeterministic() {
            return noise instanceof Noise.None;
        }

        @Override
        public double drawNoise(RandomGenerator random) {
            return noise.draw(random);
        }

        @Override
        public double value(double[] parents, double noise) {
            return regressor.at(parents) + noise;
        }

        @Override
        public double likelihood(double[] parents, double value) {
            double centre = regressor.at(parents);
            if (isDeterministic()) {
                return Math.abs(value - centre) <= MET * Math.max(1, Math.abs(centre)) ? 1 : 0;
            }
            return noise.density(value - centre);
        }

        @Override
        public double logLikelihood(double[] parents, double value) {
            return isDeterministic()
                    ? Math.log(likelihood(parents, value))
                    : noise.logDensity(value - regressor.at(parents));
        }

        @Override
        public double noise(double[] parents, double value) {
            return isDeterministic() ? 0 : value - regressor.at(parents);
        }

        @Override
        public double carried(double value, double[] before, double[] after) {
            return isDeterministic() ? regressor.at(after) : value + (regressor.at(after) - regressor.at(before));
        }
    }
}
