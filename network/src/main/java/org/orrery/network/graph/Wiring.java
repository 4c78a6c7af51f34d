package org.orrery.network.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;

/** Who makes and who reads each edge of a graph. Nodes are named by their place in it. */
public final class Wiring {
    private final Graph graph;
    private final Map<String, Integer> makers = new HashMap<>();
    private final Map<String, List<Integer>> readers = new HashMap<>();

    /**
     * @throws InvalidInput if two nodes make the same edge, or a node reads what no earlier one makes
     */
    public Wiring(Graph graph) {
        this.graph = graph;
        Set<String> there = new LinkedHashSet<>(graph.initializers().keySet());
        graph.inputs().forEach(input -> there.add(input.name()));
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            for (String input : reads(node)) {
                readers.computeIfAbsent(input, _ -> new ArrayList<>()).add(i);
            }
            for (String input : node.inputs()) {
                if (!input.isEmpty() && !there.contains(input)) {
                    throw new InvalidInput("The node " + describe(node, i) + " reads '" + input
                            + "', which nothing before it makes.", "Maybe the file is broken.");
                }
            }
            for (String output : node.outputs()) {
                if (!output.isEmpty() && (!there.add(output) || makers.put(output, i) != null)) {
                    throw new InvalidInput("The node " + describe(node, i) + " makes '" + output
                            + "', which is there already.", "Maybe the file is broken.");
                }
            }
        }
    }

    private static String describe(Node node, int place) {
        return (node.name().isEmpty() ? "" : "'" + node.name() + "', ") + "number " + place + " (" + node.operator()
                + ")";
    }

    /** Everything that a node reads, also what the graphs inside it (a branch, a loop's body) take from around it. */
    public static Set<String> reads(Node node) {
        Set<String> names = new LinkedHashSet<>();
        node.inputs().stream().filter(input -> !input.isEmpty()).forEach(names::add);
        for (Attribute attribute : node.attributes().values()) {
            switch (attribute) {
                case Attribute.OfGraph(Graph inner) -> names.addAll(captured(inner));
                case Attribute.Graphs(List<Graph> inner) -> inner.forEach(each -> names.addAll(captured(each)));
                case Attribute.Real _,Attribute.Whole _,Attribute.Text _,Attribute.OfTensor _,Attribute.Reals _,Attribute.Wholes _,Attribute.Texts _,Attribute.Tensors _,Attribute.Reference _,Attribute.Opaque _ ->
                    {
                    }
            }
        }
        return names;
    }

    private static Set<String> captured(Graph inner) {
        Set<String> own = new LinkedHashSet<>(inner.initializers().keySet());
        inner.inputs().forEach(input -> own.add(input.name()));
        Set<String> taken = new LinkedHashSet<>();
        for (Node node : inner.nodes()) {
            reads(node).stream().filter(name -> !own.contains(name)).forEach(taken::add);
            own.addAll(node.outputs());
        }
        inner.outputs().stream().map(output -> output.name()).filter(name -> !own.contains(name)).forEach(taken::add);
        return taken;
    }

    public Graph graph() {
        return graph;
    }

    /** The node that makes an edge; null for inputs and initializers. */
    public @Nullable Node maker(String edge) {
        Integer place = makers.get(edge);
        return place == null ? null : graph.nodes().get(place);
    }

    /** The place of the node that makes an edge, -1 for inputs and initializers. */
    public int madeAt(String edge) {
        return makers.getOrDefault(edge, -1);
    }

    /** Places of the nodes that read an edge, in order. */
    public List<Integer> readers(String edge) {
        return List.copyOf(readers.getOrDefault(edge, List.of()));
    }

    /** Places of the nodes that the edges depend on, not looking behind the edges in {@code given}. */
    public BitSet before(Iterable<String> edges, Set<String> given) {
        BitSet found = new BitSet();
        Deque<String> open = new ArrayDeque<>();
        edges.forEach(open::add);
        while (!open.isEmpty()) {
            String edge = open.remove();
            Integer place = given.contains(edge) ? null : makers.get(edge);
            if (place != null && !found.get(place)) {
                found.set(place);
                open.addAll(reads(graph.nodes().get(place)));
            }
        }
        return found;
    }

    /** Places of the nodes that depend on any of the edges. */
    public BitSet after(Set<String> edges) {
        BitSet found = new BitSet();
        Set<String> touched = new LinkedHashSet<>(edges);
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            if (reads(node).stream().anyMatch(touched::contains)) {
                found.set(i);
                touched.addAll(node.outputs());
            }
        }
        return found;
    }
}
