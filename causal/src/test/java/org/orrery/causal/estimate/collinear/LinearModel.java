package org.orrery.causal.estimate.collinear;

import java.util.SplittableRandom;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/** A graph with a random weight at each edge: its effects and covariances in closed form. */
final class LinearModel {
    private final double[][] weights;
    private final double[][] noise;
    private final int size;

    LinearModel(MixedGraph graph, SplittableRandom random) {
        size = graph.size();
        weights = new double[size][size];
        noise = new double[size][size];
        for (int v = 0; v < size; v++) {
            noise[v][v] += 0.5 + random.nextDouble();
            for (int parent : graph.parents(v).toArray()) {
                weights[v][parent] = (0.3 + random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
            }
            for (int spouse : graph.spouses(v).toArray()) {
                if (spouse > v) {
                    double a = 0.4 + random.nextDouble();
                    double b = 0.4 + random.nextDouble();
                    noise[v][v] += a * a;
                    noise[spouse][spouse] += b * b;
                    noise[v][spouse] += a * b;
                    noise[spouse][v] += a * b;
                }
            }
        }
    }

    /** The same where nothing listens to a node. */
    LinearModel withoutEffectsOf(int node) {
        for (double[] row : weights) {
            row[node] = 0;
        }
        return this;
    }

    private Matrix effects() {
        return Matrix.identity(size).minus(new Matrix(weights)).invert();
    }

    /** The total effect, 0 where rounding alone is left. */
    double effect(int cause, int of) {
        return clean(effects().get(of, cause));
    }

    private Matrix covariances() {
        Matrix effects = effects();
        return effects.mult(new Matrix(noise)).mult(effects.transpose());
    }

    double covariance(int a, int b) {
        return clean(covariances().get(a, b));
    }

    private static double clean(double value) {
        return Math.abs(value) < 1e-10 ? 0 : value;
    }

    /** Of x in the regression of y on x and some others, in the whole population. */
    double coefficient(int x, int y, NodeSet others) {
        Matrix all = covariances();
        int[] columns = others.toArray();
        int width = columns.length + 1;
        int[] places = new int[width];
        places[0] = x;
        System.arraycopy(columns, 0, places, 1, columns.length);
        Matrix left = new Matrix(width, width);
        Matrix right = new Matrix(width, 1);
        for (int i = 0; i < width; i++) {
            right.set(i, 0, all.get(places[i], y));
            for (int j = 0; j < width; j++) {
                left.set(i, j, all.get(places[i], places[j]));
            }
        }
        return left.invert().mult(right).get(0, 0);
    }
}
