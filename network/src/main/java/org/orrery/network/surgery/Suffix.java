package org.orrery.network.surgery;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.network.graph.Cut;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Value;

/**
 * What of a network depends on one tensor. Given are that tensor and all others that the dependent nodes read and that have
 * an axis of examples in front; what has none (a shape, say) is computed anew.
 *
 * @param given edges inside that become inputs, the cut tensor first
 * @param outputs edges that are read and depend on the tensor
 */
record Suffix(Graph graph, Set<String> given, Set<String> outputs) {
    /** The suffix behind a tensor; null where it is given from outside, or where nothing that is read depends on it. */
    static @Nullable Suffix behind(Theatre theatre, String tensor, Set<String> read) {
        Graph graph = theatre.model().graph();
        Wiring wiring = new Wiring(graph);
        if (wiring.madeAt(tensor) < 0) {
            return null;
        }
        BitSet after = wiring.after(Set.of(tensor));
        Set<String> outputs = new LinkedHashSet<>();
        read.stream().filter(edge -> wiring.madeAt(edge) >= 0 && after.get(wiring.madeAt(edge))).forEach(outputs::add);
        if (outputs.isEmpty()) {
            return null;
        }
        Set<String> given = new LinkedHashSet<>(Set.of(tensor));
        Set<String> seen = new HashSet<>(given);
        Deque<String> open = new ArrayDeque<>(outputs);
        while (!open.isEmpty()) {
            String edge = open.remove();
            int maker = wiring.madeAt(edge);
            if (!seen.add(edge) || maker < 0) {
                continue;
            }
            if (!after.get(maker) && theatre.axis(edge) == 0) {
                given.add(edge);
            } else {
                open.addAll(Wiring.reads(graph.nodes().get(maker)));
            }
        }
        List<Value> inputs = given.stream().map(edge -> new Value(edge, theatre.type(edge))).toList();
        Graph cut = Cut.between(graph, inputs, outputs.stream().map(Value::untyped).toList());
        return new Suffix(cut, given, outputs);
    }

    /** Inputs of the model itself that are still read. */
    Set<String> own(Map<String, ?> inputs) {
        Set<String> own = new LinkedHashSet<>();
        graph.inputs().stream().map(Value::name).filter(inputs::containsKey).forEach(own::add);
        return own;
    }
}
