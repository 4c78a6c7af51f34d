package org.orrery.causal.bound;

/** What is to be bounded. Nodes by their numbers in the graph of the distribution, values by their places among the levels. */
public sealed interface Target {
    int treatment();

    int outcome();

    /**
     * The mean of the outcome when the treatment is set; with weight 1 on one level and 0 on the others, its chance.
     *
     * @param weights of the outcome's levels
     */
    record Mean(int treatment, int set, int outcome, double[] weights) implements Target {
        public Mean {
            weights = weights.clone();
        }
    }

    /** The mean when the treatment is on less the mean when it is off. Its bounds are narrower than those of the two. */
    record Difference(int treatment, int on, int off, int outcome, double[] weights) implements Target {
        public Difference {
            weights = weights.clone();
        }
    }

    /** The chance that the outcome would not have had the value without the treatment, where it was there and has (PN). */
    record Necessity(int treatment, int on, int off, int outcome, int value) implements Target {}

    /** The chance that the outcome would have the value with the treatment, where it was not there and has not (PS). */
    record Sufficiency(int treatment, int on, int off, int outcome, int value) implements Target {}

    /** The chance that the outcome has the value with the treatment and has not without: for whom it matters (PNS). */
    record Both(int treatment, int on, int off, int outcome, int value) implements Target {}
}
