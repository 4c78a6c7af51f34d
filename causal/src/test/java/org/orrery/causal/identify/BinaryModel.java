package org.orrery.causal.identify;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * A random model of a graph of directed and bidirected edges, all enumerated: each node is 0 or 1, each bidirected edge is
 * a latent cause of a few values. The oracle of identification: it knows what an intervention does because it does it.
 */
public final class BinaryModel {
    private final MixedGraph graph;
    private final int latentValues;
    private final List<Edge> latents;
    private final double[][] latentChance;
    /** For each node, by the values of its parents and latents: the chance of a 1. */
    private final double[][] chance;
    private final int[][] parents;
    private final int[][] causes;

    public BinaryModel(MixedGraph graph, int latentValues, SplittableRandom random) {
        this.graph = graph;
        this.latentValues = latentValues;
        this.latents = graph.edges().stream().filter(e -> e.atFrom() == Mark.ARROW && e.atTo() == Mark.ARROW).toList();
        this.latentChance = new double[latents.size()][latentValues];
        for (double[] each : latentChance) {
            double sum = 0;
            for (int i = 0; i < latentValues; i++) {
                each[i] = 0.2 + random.nextDouble();
                sum += each[i];
            }
            for (int i = 0; i < latentValues; i++) {
                each[i] /= sum;
            }
        }
        int n = graph.size();
        parents = new int[n][];
        causes = new int[n][];
        chance = new double[n][];
        for (int v = 0; v < n; v++) {
            parents[v] = graph.parents(v).toArray();
            List<Integer> own = new ArrayList<>();
            for (int l = 0; l < latents.size(); l++) {
                if (latents.get(l).from() == v || latents.get(l).to() == v) {
                    own.add(l);
                }
            }
            causes[v] = own.stream().mapToInt(Integer::intValue).toArray();
            chance[v] = new double[(1 << parents[v].length) * (int) Math.pow(latentValues, causes[v].length)];
            for (int i = 0; i < chance[v].length; i++) {
                chance[v][i] = 0.05 + 0.9 * random.nextDouble();
            }
        }
    }

    /** Another population: the same but for how some nodes come about. */
    public BinaryModel differing(NodeSet nodes, SplittableRandom fresh) {
        BinaryModel other = new BinaryModel(graph, latentValues, fresh);
        System.arraycopy(latentChance, 0, other.latentChance, 0, latentChance.length);
        for (int v = 0; v < chance.length; v++) {
            if (!nodes.contains(v)) {
                other.chance[v] = chance[v];
            }
        }
        return other;
    }

    /** The joint distribution, by the bits of the nodes, when some are set to the bits in {@code values}. */
    public double[] joint(NodeSet set, int values) {
        int n = graph.size();
        double[] joint = new double[1 << n];
        int worlds = (int) Math.pow(latentValues, latents.size());
        int[] latent = new int[latents.size()];
        for (int world = 0; world < worlds; world++) {
            double weight = 1;
            int rest = world;
            for (int l = 0; l < latent.length; l++) {
                latent[l] = rest % latentValues;
                rest /= latentValues;
                weight *= latentChance[l][latent[l]];
            }
            for (int bits = 0; bits < joint.length; bits++) {
                double p = weight;
                for (int v = 0; v < n && p > 0; v++) {
                    int value = bits >> v & 1;
                    if (set.contains(v)) {
                        p *= value == (values >> v & 1) ? 1 : 0;
                    } else {
                        int place = 0;
                        for (int parent : parents[v]) {
                            place = 2 * place + (bits >> parent & 1);
                        }
                        for (int cause : causes[v]) {
                            place = latentValues * place + latent[cause];
                        }
                        p *= value == 1 ? chance[v][place] : 1 - chance[v][place];
                    }
                }
                joint[bits] += p;
            }
        }
        return joint;
    }

    /** The chance that the nodes have these bits, in a joint distribution. */
    public static double chance(double[] joint, NodeSet nodes, int values) {
        int mask = 0;
        for (int v = nodes.next(0); v >= 0; v = nodes.next(v + 1)) {
            mask |= 1 << v;
        }
        double sum = 0;
        for (int bits = 0; bits < joint.length; bits++) {
            if ((bits & mask) == (values & mask)) {
                sum += joint[bits];
            }
        }
        return sum;
    }

    /** What an estimand comes to in a joint distribution; free nodes have the bits in {@code values}. */
    public static double evaluate(Estimand estimand, double[] joint, int values) {
        return new Evaluation((_, _) -> joint).of(estimand, values);
    }
}
