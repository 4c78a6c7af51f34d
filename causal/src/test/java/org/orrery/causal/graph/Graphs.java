package org.orrery.causal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Graphs for tests. */
public final class Graphs {
    private Graphs() {}

    /** From edges in words: {@code "x -> y", "x <-> y"}; nodes are named in the order of their appearance. */
    public static MixedGraph of(String... edges) {
        List<String> names = new ArrayList<>();
        List<Edge> list = new ArrayList<>();
        for (String edge : edges) {
            String[] words = edge.split(" ", -1);
            for (String name : List.of(words[0], words[2])) {
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
            int a = names.indexOf(words[0]);
            int b = names.indexOf(words[2]);
            list.add(switch (words[1]) {
                case "->" -> Edge.directed(a, b);
                case "<-" -> Edge.directed(b, a);
                case "<->" -> Edge.bidirected(a, b);
                case "--" -> new Edge(a, Mark.TAIL, Mark.TAIL, b);
                case "o->" -> new Edge(a, Mark.CIRCLE, Mark.ARROW, b);
                case "o-o" -> new Edge(a, Mark.CIRCLE, Mark.CIRCLE, b);
                default -> throw new IllegalArgumentException(edge);
            });
        }
        return MixedGraph.of(names, list);
    }

    /** Nodes named v0, v1, ... in a random order of causes. */
    public static MixedGraph random(int nodes, double directed, double bidirected, SplittableRandom random) {
        List<String> names = new ArrayList<>();
        int[] order = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            names.add("v" + i);
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            for (int j = i + 1; j < nodes; j++) {
                if (random.nextDouble() < directed) {
                    edges.add(Edge.directed(order[i], order[j]));
                }
                if (random.nextDouble() < bidirected) {
                    edges.add(Edge.bidirected(order[i], order[j]));
                }
            }
        }
        return MixedGraph.of(names, edges);
    }
}
