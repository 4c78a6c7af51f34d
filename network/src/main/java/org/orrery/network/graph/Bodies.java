package org.orrery.network.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Function;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;

/** Nodes with the graphs inside them: names in use, domains in use, attributes filled in. */
final class Bodies {
    /** Number of NodeProto's field "overload", which tells functions of one name apart. */
    private static final int OVERLOAD = 8;

    private Bodies() {}

    static String overload(Node node) {
        List<com.google.protobuf.ByteString> values = node.rest().getField(OVERLOAD).getLengthDelimitedList();
        return values.isEmpty() ? "" : values.getLast().toStringUtf8();
    }

    /** The node with each graph inside it changed. */
    static Node mapGraphs(Node node, UnaryOperator<Graph> change) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<String, Attribute> entry : node.attributes().entrySet()) {
            Attribute other = switch (entry.getValue()) {
                case Attribute.OfGraph(Graph graph) -> new Attribute.OfGraph(change.apply(graph));
                case Attribute.Graphs(List<Graph> graphs) ->
                    new Attribute.Graphs(graphs.stream().map(change).toList());
                case Attribute.Real _,Attribute.Whole _,Attribute.Text _,Attribute.OfTensor _,Attribute.Reals _,Attribute.Wholes _,Attribute.Texts _,Attribute.Tensors _,Attribute.Reference _,Attribute.Opaque _ ->
                    entry.getValue();
            };
            changed |= other != entry.getValue();
            attributes.put(entry.getKey(), other);
        }
        return changed
                ? new Node(node.op(), node.domain(), node.name(), node.inputs(), node.outputs(), attributes,
                        node.rest())
                : node;
    }

    private static void walk(List<Node> nodes, java.util.function.Consumer<Node> each,
            java.util.function.Consumer<Graph> graphs) {
        for (Node node : nodes) {
            each.accept(node);
            for (Attribute attribute : node.attributes().values()) {
                List<Graph> inner = attribute instanceof Attribute.OfGraph(Graph graph)
                        ? List.of(graph)
                        : attribute instanceof Attribute.Graphs(List<Graph> several) ? several : List.of();
                inner.forEach(graph -> {
                    graphs.accept(graph);
                    walk(graph.nodes(), each, graphs);
                });
            }
        }
    }

    /** All names of edges, also of graphs inside. */
    static Set<String> names(Graph graph) {
        Set<String> names = new HashSet<>();
        List<Graph> graphs = new ArrayList<>(List.of(graph));
        walk(graph.nodes(), node -> {
            names.addAll(node.inputs());
            names.addAll(node.outputs());
        }, graphs::add);
        for (Graph each : graphs) {
            names.addAll(each.initializers().keySet());
            each.inputs().forEach(input -> names.add(input.name()));
            each.outputs().forEach(output -> names.add(output.name()));
        }
        return names;
    }

    /** Names of nodes. */
    static Set<String> titles(Graph graph) {
        Set<String> titles = new HashSet<>();
        walk(graph.nodes(), node -> titles.add(node.name()), _ -> {});
        return titles;
    }

    static Set<String> domains(Graph graph) {
        return domains(graph.nodes());
    }

    static Set<String> domains(List<Node> nodes) {
        Set<String> domains = new HashSet<>();
        walk(nodes, node -> domains.add(node.domain()), _ -> {});
        return domains;
    }

    /** A function's node with the attributes of a call, or the function's defaults; what neither gives is left out. */
    static Node bound(Node node, Node call, Function function) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        node.attributes().forEach((key, attribute) -> {
            if (attribute instanceof Attribute.Reference(String name, int _)) {
                Attribute given = call.attribute(name);
                Attribute value = given == null ? function.defaults().get(name) : given;
                if (value != null) {
                    attributes.put(key, value);
                }
            } else {
                attributes.put(key, attribute);
            }
        });
        Node filled = new Node(node.op(), node.domain(), node.name(), node.inputs(), node.outputs(), attributes,
                node.rest());
        return mapGraphs(filled, graph -> graph.withNodes(
                graph.nodes().stream().map(inner -> bound(inner, call, function)).toList()));
    }
}
