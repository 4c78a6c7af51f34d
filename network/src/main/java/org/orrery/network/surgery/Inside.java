package org.orrery.network.surgery;

import java.util.List;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;

/** Graphs inside nodes: bodies of loops, branches. They are not operated on, but named. */
final class Inside {
    private Inside() {}

    /** Whether a graph inside the node, however deep, makes the edge. */
    static boolean makes(Node node, String edge) {
        return graphs(node).stream().anyMatch(graph -> graph.nodes().stream()
                .anyMatch(inner -> inner.outputs().contains(edge) || makes(inner, edge)));
    }

    /** Whether there are any. */
    static boolean hasGraphs(Node node) {
        return !graphs(node).isEmpty();
    }

    private static List<Graph> graphs(Node node) {
        return node.attributes().values().stream().flatMap(attribute -> switch (attribute) {
            case Attribute.OfGraph(Graph inner) -> List.of(inner).stream();
            case Attribute.Graphs(List<Graph> inner) -> inner.stream();
            case Attribute.Real _,Attribute.Whole _,Attribute.Text _,Attribute.OfTensor _,Attribute.Reals _,Attribute.Wholes _,Attribute.Texts _,Attribute.Tensors _,Attribute.Reference _,Attribute.Opaque _ ->
                List.<Graph>of().stream();
        }).toList();
    }
}
