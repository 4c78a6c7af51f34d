package org.orrery.equation;

/** What generated loops look like from outside. */
@FunctionalInterface
interface LaneCode {
    void run(double[] t, double[] y, double[] p, double[] s, double[] w, double[] out, int from, int n);
}
