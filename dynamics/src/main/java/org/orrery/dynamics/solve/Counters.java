package org.orrery.dynamics.solve;

/** The running counts behind {@link Statistics}. */
final class Counters {
    long steps;
    long rejected;
    long evaluations;
    long jacobians;
    long decompositions;
    long switches;

    Statistics read() {
        return new Statistics(steps, rejected, evaluations, jacobians, decompositions, switches);
    }
}
