package org.orrery.network.place;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;

/**
 * Which axes of the inputs count examples and positions. The first axis counts examples where it is free in the inputs (or
 * 1 in all of them), the second one of a recurrent layer's input. Positions are the other axis of whole numbers that are
 * looked up in a table of embeddings, the middle axis of real numbers on three axes (the last one before a convolution),
 * and every axis of the same name beside them.
 */
final class Inputs {
    private static final Set<String> PASSING = Set.of("Cast", "Identity", "Clip", "Unsqueeze", "Squeeze");
    private static final Set<String> RECURRENT = Set.of("LSTM", "GRU", "RNN");

    private final Wiring wiring;
    private final Map<String, List<Dim>> shapes = new LinkedHashMap<>();
    private final Map<String, ValueType.OfTensor> types = new HashMap<>();

    private Inputs(Graph graph) {
        wiring = new Wiring(graph);
        for (Value input : graph.required()) {
            if (input.type() instanceof ValueType.OfTensor tensor && tensor.shape() != null) {
                shapes.put(input.name(), tensor.shape());
                types.put(input.name(), tensor);
            }
        }
    }

    static Map<String, Tracks.Track> of(Graph graph) {
        Inputs inputs = new Inputs(graph);
        Map<String, Tracks.Track> tracks = new LinkedHashMap<>();
        Map<String, Integer> batches = inputs.batches();
        Map<String, Integer> positions = inputs.positions(batches);
        inputs.shapes.keySet().forEach(name -> tracks.put(name,
                new Tracks.Track(batches.getOrDefault(name, -1), positions.getOrDefault(name, -1))));
        return tracks;
    }

    private Map<String, Integer> batches() {
        Map<String, Integer> batches = new HashMap<>();
        Dim shared = null;
        boolean ones = true;
        for (Map.Entry<String, List<Dim>> input : shapes.entrySet()) {
            int axis = isRecurrent(input.getKey()) ? 1 : 0;
            if (axis >= input.getValue().size()) {
                continue;
            }
            Dim dim = input.getValue().get(axis);
            ones &= dim instanceof Dim.Known(long length) && length == 1;
            if (!(dim instanceof Dim.Known) && (shared == null || shared instanceof Dim.Free)) {
                shared = dim;
            }
        }
        for (Map.Entry<String, List<Dim>> input : shapes.entrySet()) {
            int axis = isRecurrent(input.getKey()) ? 1 : 0;
            if (axis < input.getValue().size()) {
                Dim dim = input.getValue().get(axis);
                boolean free = dim instanceof Dim.Free || shared != null && dim.equals(shared);
                if (free || shared == null && ones) {
                    batches.put(input.getKey(), axis);
                }
            }
        }
        return batches;
    }

    private Map<String, Integer> positions(Map<String, Integer> batches) {
        Map<String, Integer> found = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            int batch = batches.getOrDefault(name, -1);
            int axes = shape.size() - (batch < 0 ? 0 : 1);
            boolean real = isReal(name);
            if (axes == 1 && !real && isLookedUp(name, new HashSet<>())) {
                found.put(name, batch == 0 ? 1 : 0);
            } else if (axes == 2 && batch >= 0 && real && !isPicture(shape)) {
                found.put(name, batch == 1 ? 0 : isRead(name, Set.of("Conv")) ? 2 : 1);
            }
        });
        Set<Dim> known = new HashSet<>();
        found.forEach((name, axis) -> known.add(named(name, axis)));
        shapes.forEach((name, shape) -> {
            for (int axis = 0; axis < shape.size() && !isReal(name); axis++) {
                if (axis != batches.getOrDefault(name, -1) && !(shape.get(axis) instanceof Dim.Free)
                        && known.contains(shape.get(axis))) {
                    found.putIfAbsent(name, axis);
                }
            }
        });
        return found;
    }

    /** Three axes of which the last is long and the middle one too may be a grey picture; only what reads it can tell. */
    private static boolean isPicture(List<Dim> shape) {
        return shape.size() != 3;
    }

    private Dim named(String name, int axis) {
        List<Dim> shape = shapes.get(name);
        return shape == null ? new Dim.Free() : shape.get(axis);
    }

    private boolean isReal(String name) {
        ValueType.OfTensor type = types.get(name);
        return type != null && type.element().isReal();
    }

    private boolean isRecurrent(String name) {
        List<Dim> shape = shapes.get(name);
        return shape != null && shape.size() == 3 && wiring.readers(name).stream().map(wiring.graph().nodes()::get)
                .anyMatch(node -> RECURRENT.contains(node.op()) && node.whole("layout", 0) == 0
                        && node.inputs().getFirst().equals(name));
    }

    private boolean isRead(String name, Set<String> operators) {
        return wiring.readers(name).stream().map(wiring.graph().nodes()::get)
                .anyMatch(node -> operators.contains(node.op()));
    }

    private boolean isLookedUp(String name, Set<String> seen) {
        for (int place : wiring.readers(name)) {
            Node node = wiring.graph().nodes().get(place);
            if (node.is("Gather") && node.inputs().get(1).equals(name) && isTable(node.inputs().getFirst())) {
                return true;
            }
            if (PASSING.contains(node.op()) && seen.add(node.outputs().getFirst())
                    && isLookedUp(node.outputs().getFirst(), seen)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTable(String name) {
        @Nullable
        Node maker = wiring.maker(name);
        return maker == null || wiring.graph().initializers().containsKey(name)
                || maker.inputs().stream().allMatch(wiring.graph().initializers()::containsKey);
    }
}
