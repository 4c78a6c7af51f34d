package org.orrery.causal.adjust;

import java.util.SplittableRandom;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/** A linear model of a graph with weights at random: its covariances and effects, exactly. */
final class LinearModel {
    /** Total effects, of the row on the column, one on itself. */
    private final double[][] total;
    private final double[][] covariance;

    LinearModel(MixedGraph graph, SplittableRandom random) {
        int n = graph.size();
        double[][] noise = new double[n][n];
        total = new double[n][n];
        for (int v : graph.topological()) {
            total[v][v] = 1;
            for (int p : graph.parents(v).toArray()) {
                double weight = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.4, 1.6);
                for (int u = 0; u < n; u++) {
                    total[u][v] += weight * total[u][p];
                }
            }
            noise[v][v] += random.nextDouble(0.5, 1.5);
            for (int s : graph.spouses(v).toArray()) {
                if (s < v) {
                    double shared = random.nextDouble(0.3, 0.9);
                    noise[s][v] = shared * (random.nextBoolean() ? 1 : -1);
                    noise[v][s] = noise[s][v];
                    noise[s][s] += shared;
                    noise[v][v] += shared;
                }
            }
        }
        covariance = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        covariance[a][b] += total[i][a] * noise[i][j] * total[j][b];
                    }
                }
            }
        }
    }

    double effect(int cause, int of) {
        return total[cause][of];
    }

    /** What is left of a covariance when some nodes are conditioned on, by taking out one after the other. */
    double covariance(int a, int b, NodeSet given) {
        int n = covariance.length;
        double[][] left = new double[n][];
        for (int i = 0; i < n; i++) {
            left[i] = covariance[i].clone();
        }
        for (int g : given.toArray()) {
            double[] row = left[g].clone();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    left[i][j] -= row[i] * row[j] / row[g];
                }
            }
        }
        return left[a][b];
    }
}
