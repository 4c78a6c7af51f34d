package org.orrery.causal.scm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.core.Seeds;

/**
 * A structural causal model: a mechanism for each variable, with noises that are independent of each other. Immutable.
 * Variables are numbered in the author's order; a world is an array of their values.
 */
public final class Scm {
    private final MixedGraph graph;
    private final List<Mechanism> mechanisms;
    private final int[][] parents;
    private final int[] order;

    private Scm(MixedGraph graph, List<Mechanism> mechanisms, int[][] parents) {
        this.graph = graph;
        this.mechanisms = mechanisms;
        this.parents = parents;
        this.order = graph.topological();
    }

    /**
     * @param mechanisms by variable, in the author's order
     * @throws InvalidInput if a cause is no variable, or variables cause each other in a cycle
     */
    public static Scm of(Map<String, ? extends Mechanism> mechanisms) {
        List<String> names = List.copyOf(mechanisms.keySet());
        List<Edge> edges = new ArrayList<>();
        int[][] parents = new int[names.size()][];
        List<Mechanism> list = new ArrayList<>(mechanisms.values());
        for (int node = 0; node < parents.length; node++) {
            List<String> causes = list.get(node).parents();
            parents[node] = new int[causes.size()];
            for (int i = 0; i < parents[node].length; i++) {
                int cause = names.indexOf(causes.get(i));
                if (cause < 0) {
                    throw new InvalidInput("'" + names.get(node) + "' is made of '" + causes.get(i)
                            + "', which is no variable.", Nearest.advice(causes.get(i), names));
                }
                parents[node][i] = cause;
                edges.add(Edge.directed(cause, node));
            }
        }
        return new Scm(MixedGraph.of(names, edges), List.copyOf(list), parents);
    }

    /** The same with other mechanisms for some of its variables. */
    public Scm with(Map<String, ? extends Mechanism> others) {
        Map<String, Mechanism> all = LinkedHashMap.newLinkedHashMap(size());
        for (int node = 0; node < size(); node++) {
            all.put(name(node), mechanisms.get(node));
        }
        others.forEach((name, mechanism) -> all.put(name(node(name)), mechanism));
        return of(all);
    }

    public int size() {
        return mechanisms.size();
    }

    public MixedGraph graph() {
        return graph;
    }

    public String name(int node) {
        return graph.name(node);
    }

    public Mechanism mechanism(int node) {
        return mechanisms.get(node);
    }

    /**
     * The number of a variable.
     *
     * @throws InvalidInput if there is none of this name, with the nearest ones
     */
    public int node(String name) {
        Integer node = graph.find(name);
        if (node == null) {
            throw new InvalidInput("The model has no variable '" + name + "'.", Nearest.advice(name, graph.names()));
        }
        return node;
    }

    /** All variables, causes first. Not to be changed. */
    int[] order() {
        return order;
    }

    /** The causes of a variable, in its mechanism's order. Not to be changed. */
    int[] parents(int node) {
        return parents[node];
    }

    /** What the causes of a variable are in a world. */
    public double[] causes(int node, double[] values) {
        int[] from = parents[node];
        double[] causes = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            causes[i] = values[from[i]];
        }
        return causes;
    }

    /** The noises of one world. Those of a variable depend on the seed and its name alone. */
    public double[] noises(long seed) {
        double[] noises = new double[size()];
        for (int node = 0; node < noises.length; node++) {
            noises[node] = noise(node, seed);
        }
        return noises;
    }

    double noise(int node, long seed) {
        return mechanisms.get(node).drawNoise(new SplittableRandom(Seeds.stream(seed, name(node))));
    }

    /** The world that noises make under interventions. */
    public double[] world(double[] noises, Surgery surgery) {
        double[] values = new double[size()];
        for (int node : order) {
            values[node] = surgery.act(node,
                    surgery.holds(node) ? 0 : mechanisms.get(node).value(causes(node, values), noises[node]));
        }
        return values;
    }
}
