package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.network.graph.Cut;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/**
 * Operators on the way of a derivative that are better differentiated by what they are made of: they are written out in plain
 * ones before it is taken.
 */
final class Expansions {
    private static final Map<String, Definition> TABLE = table();

    private Expansions() {}

    private static Map<String, Definition> table() {
        Map<String, Definition> table = new HashMap<>();
        Recurrent.list(table);
        Attending.list(table);
        Rotating.list(table);
        Fusions.list(table);
        LpPools.list(table);
        GridSamples.list(table);
        return Map.copyOf(table);
    }

    /** All operators that are written out, besides the linear ones of {@code ai.onnx.ml}. */
    static Set<String> all() {
        return TABLE.keySet();
    }

    /**
     * The model with its composed operators written out where they stand between the edges.
     *
     * @param ends edges that are differentiated
     * @param by edges that they are differentiated by
     */
    static OnnxModel of(OnnxModel model, List<String> ends, Collection<String> by) {
        Graph graph = model.graph();
        Wiring wiring = new Wiring(graph);
        BitSet between = wiring.before(ends, Set.of());
        between.and(wiring.after(new HashSet<>(by)));
        if (between.stream().mapToObj(graph.nodes()::get).noneMatch(Expansions::concerns)) {
            return model;
        }
        Graph part = Cut.to(graph, new LinkedHashSet<>(ends).stream().map(Value::untyped).toList());
        Set<String> taken = new HashSet<>(graph.initializers().keySet());
        graph.inputs().forEach(input -> taken.add(input.name()));
        graph.nodes().forEach(node -> taken.addAll(node.outputs()));
        Emit to = new Emit(Typing.of(model.with(part), List.of()), graph.initializers(), taken);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            Definition definition = between.get(i) ? definition(node) : null;
            if (definition != null) {
                int start = to.nodes().size();
                definition.write(new Site(node), to);
                complete(node, to.nodes().subList(start, to.nodes().size()), graph);
                nodes.addAll(List.copyOf(to.nodes().subList(start, to.nodes().size())));
            } else {
                nodes.add(node);
            }
        }
        Map<String, Tensor> constants = new LinkedHashMap<>(graph.initializers());
        constants.putAll(to.constants());
        return model.with(
                new Graph(graph.name(), nodes, graph.inputs(), graph.outputs(), to.hints(), constants, graph.rest()));
    }

    /** Outputs that nobody reads may be left out. */
    private static void complete(Node node, List<Node> written, Graph graph) {
        Set<String> made = new HashSet<>();
        written.forEach(each -> made.addAll(each.outputs()));
        for (int i = 0; i < node.outputs().size(); i++) {
            String edge = node.outputs().get(i);
            boolean read = graph.outputs().stream().anyMatch(output -> output.name().equals(edge))
                    || graph.nodes().stream().anyMatch(each -> Wiring.reads(each).contains(edge));
            if (!edge.isEmpty() && !made.contains(edge) && read) {
                throw new Site(node).refusal("its output number " + i + " is not supported");
            }
        }
    }

    private static boolean concerns(Node node) {
        return definition(node) != null;
    }

    private static @Nullable Definition definition(Node node) {
        return Tabulars.concerns(node)
                ? (at, to) -> Tabulars.expand(at.node(), to)
                : TABLE.get(node.operator());
    }
}
