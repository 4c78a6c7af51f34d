package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.network.graph.Cut;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/** Recurrent layers and linear models on the way of a derivative are written out in plain operators before it is taken. */
final class Expansions {
    private static final Set<String> WRITTEN_OUT = Set.of("RNN", "GRU", "LSTM");

    private Expansions() {}

    /**
     * The model with its recurrent layers and linear models written out where they stand between the edges.
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
            if (between.get(i) && concerns(node)) {
                int start = to.nodes().size();
                if (Tabulars.concerns(node)) {
                    Tabulars.expand(node, to);
                } else {
                    Recurrent.expand(node, to);
                }
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

    private static boolean concerns(Node node) {
        return node.domain().isEmpty() && WRITTEN_OUT.contains(node.op()) || Tabulars.concerns(node);
    }
}
