package org.orrery.network.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/** The part of a graph between some edges and others, with the constants that it needs and no more. */
public final class Cut {
    private Cut() {}

    /** What is needed for the outputs from the graph's own inputs. Costs: linear in the graph. */
    public static Graph to(Graph graph, List<Value> outputs) {
        return between(graph, List.of(), outputs);
    }

    /**
     * What is needed for the outputs when some edges are given.
     *
     * @param given edges inside that become inputs; inputs of the graph that are still needed stay
     * @param outputs edges to be read
     */
    public static Graph between(Graph graph, List<Value> given, List<Value> outputs) {
        Set<String> names = new LinkedHashSet<>();
        given.forEach(value -> names.add(value.name()));
        BitSet kept = new Wiring(graph).before(outputs.stream().map(Value::name).toList(), names);
        List<Node> nodes = new ArrayList<>();
        Set<String> read = new LinkedHashSet<>();
        outputs.forEach(output -> read.add(output.name()));
        kept.stream().forEach(place -> {
            Node node = graph.nodes().get(place);
            nodes.add(node);
            read.addAll(Wiring.reads(node));
        });
        Map<String, Tensor> constants = new LinkedHashMap<>();
        graph.initializers().forEach((name, tensor) -> {
            if (read.contains(name) && !names.contains(name)) {
                constants.put(name, tensor);
            }
        });
        List<Value> inputs = new ArrayList<>();
        graph.inputs().stream()
                .filter(input -> read.contains(input.name()) && !names.contains(input.name())
                        && !constants.containsKey(input.name()))
                .forEach(inputs::add);
        given.stream().filter(value -> read.contains(value.name())).forEach(inputs::add);
        return new Graph(graph.name(), nodes, inputs, outputs, List.of(), constants, graph.rest());
    }
}
