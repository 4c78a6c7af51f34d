package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Node;

/** Nodes in an order in which each comes after what it reads; those that stand so already stay as they are. */
final class Order {
    private final List<Node> given;
    private final Map<String, Integer> makers = new HashMap<>();
    private final boolean[] placed;
    private final List<Node> ordered = new ArrayList<>();

    Order(List<Node> nodes) {
        given = nodes;
        placed = new boolean[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                makers.put(output, i);
            }
        }
    }

    List<Node> nodes() {
        for (int i = 0; i < given.size(); i++) {
            place(i);
        }
        return ordered;
    }

    // As deep as new nodes read new nodes: what was there before is in order.
    private void place(int node) {
        if (placed[node]) {
            return;
        }
        placed[node] = true;
        for (String edge : Wiring.reads(given.get(node))) {
            Integer maker = makers.get(edge);
            if (maker != null) {
                place(maker);
            }
        }
        ordered.add(given.get(node));
    }
}
