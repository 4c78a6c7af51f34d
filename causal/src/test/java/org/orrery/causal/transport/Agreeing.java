package org.orrery.causal.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.BinaryModel;
import org.orrery.causal.identify.Query;

/**
 * A random model of several populations, all of its numbers free: nodes are 0 or 1, each bidirected edge is a cause of a few
 * states, shared by all; a node that differs has chances of its own in each population. Derivatives are central differences.
 */
final class Agreeing {
    private static final double STEP = 1e-5;
    /** What is left of a row below this is rounding. */
    private static final double RANK = 1e-6;

    private final MixedGraph graph;
    private final List<Evidence> evidence;
    private final int states;
    private final List<Edge> latents;
    private final int[] order;
    /** By population (the one asked about first) and node: where its chances begin. */
    private final int[][] start;
    private final double[] theta;

    Agreeing(MixedGraph graph, List<Evidence> evidence, int states, SplittableRandom random) {
        this.graph = graph;
        this.evidence = evidence;
        this.states = states;
        this.latents = graph.edges().stream().filter(e -> e.atFrom() == Mark.ARROW && e.atTo() == Mark.ARROW).toList();
        this.order = graph.topological();
        int n = graph.size();
        start = new int[evidence.size() + 1][n];
        int next = latents.size() * states;
        for (int p = 0; p < start.length; p++) {
            for (int v = 0; v < n; v++) {
                boolean own = p == 0 || evidence.get(p - 1).differs().contains(v);
                start[p][v] = own ? next : start[0][v];
                next += own ? size(v) : 0;
            }
        }
        theta = random.doubles(next, 0.15, 0.85).toArray();
    }

    private int size(int node) {
        long causes = latents.stream().filter(e -> e.from() == node || e.to() == node).count();
        return (1 << graph.parents(node).size()) * (int) Math.pow(states, causes);
    }

    /** The part of the answer's gradient, its length being 1, that no evidence holds; 0 where it has none. */
    double outside(Query query) {
        int parameters = theta.length;
        List<double[]> basis = new ArrayList<>();
        double[][] up = new double[parameters][];
        double[][] down = new double[parameters][];
        double[] gradient = new double[parameters];
        for (int i = 0; i < parameters; i++) {
            double value = theta[i];
            theta[i] = value + STEP;
            up[i] = seen();
            double above = answer(query);
            theta[i] = value - STEP;
            down[i] = seen();
            gradient[i] = (above - answer(query)) / (2 * STEP);
            theta[i] = value;
        }
        for (int row = 0; row < up[0].length; row++) {
            double[] derivative = new double[parameters];
            for (int i = 0; i < parameters; i++) {
                derivative[i] = (up[i][row] - down[i][row]) / (2 * STEP);
            }
            if (reduce(derivative, basis) > RANK) {
                basis.add(derivative);
            }
        }
        double length = length(gradient);
        if (length < RANK) {
            return 0;
        }
        scale(gradient, 1 / length);
        for (double[] each : basis) {
            subtract(gradient, each);
        }
        for (double[] each : basis) {
            subtract(gradient, each);
        }
        return length(gradient);
    }

    /** Takes the basis out of a row and makes its length 1; what length was left of one of length 1. */
    private static double reduce(double[] row, List<double[]> basis) {
        double before = length(row);
        if (before < RANK) {
            return 0;
        }
        scale(row, 1 / before);
        for (int again = 0; again < 2; again++) {
            basis.forEach(each -> subtract(row, each));
        }
        double left = length(row);
        scale(row, 1 / left);
        return left;
    }

    private static void subtract(double[] from, double[] unit) {
        double product = 0;
        for (int i = 0; i < from.length; i++) {
            product += from[i] * unit[i];
        }
        for (int i = 0; i < from.length; i++) {
            from[i] -= product * unit[i];
        }
    }

    private static void scale(double[] row, double by) {
        for (int i = 0; i < row.length; i++) {
            row[i] *= by;
        }
    }

    private static double length(double[] row) {
        double sum = 0;
        for (double each : row) {
            sum += each * each;
        }
        return Math.sqrt(sum);
    }

    private double answer(Query query) {
        int all = (1 << graph.size()) - 1;
        double[] joint = joint(0, query.treatments(), all);
        return BinaryModel.chance(joint, query.outcomes().or(query.given()), all)
                / BinaryModel.chance(joint, query.given(), all);
    }

    /** All that the evidence shows. */
    private double[] seen() {
        int cells = 1 << graph.size();
        double[] all = new double[evidence.size() * cells];
        for (int e = 0; e < evidence.size(); e++) {
            NodeSet set = evidence.get(e).source().set();
            for (int bits = 0; bits < cells; bits++) {
                all[e * cells + bits] = chance(e + 1, set, bits);
            }
        }
        return all;
    }

    private double[] joint(int population, NodeSet set, int values) {
        double[] joint = new double[1 << graph.size()];
        for (int bits = 0; bits < joint.length; bits++) {
            boolean agrees = true;
            for (int v : set.toArray()) {
                agrees &= (bits >> v & 1) == (values >> v & 1);
            }
            joint[bits] = agrees ? chance(population, set, bits) : 0;
        }
        return joint;
    }

    /** The chance of all nodes' bits where some are set to theirs. */
    private double chance(int population, NodeSet set, int bits) {
        int worlds = (int) Math.pow(states, latents.size());
        double sum = 0;
        int[] state = new int[latents.size()];
        for (int world = 0; world < worlds; world++) {
            double weight = 1;
            int rest = world;
            for (int l = 0; l < state.length; l++) {
                state[l] = rest % states;
                rest /= states;
                double total = 0;
                for (int s = 0; s < states; s++) {
                    total += theta[l * states + s];
                }
                weight *= theta[l * states + state[l]] / total;
            }
            for (int v : order) {
                if (!set.contains(v)) {
                    int place = 0;
                    for (int parent : graph.parents(v).toArray()) {
                        place = 2 * place + (bits >> parent & 1);
                    }
                    for (int l = 0; l < state.length; l++) {
                        if (latents.get(l).from() == v || latents.get(l).to() == v) {
                            place = states * place + state[l];
                        }
                    }
                    double one = theta[start[population][v] + place];
                    weight *= (bits >> v & 1) == 1 ? one : 1 - one;
                }
            }
            sum += weight;
        }
        return sum;
    }
}
