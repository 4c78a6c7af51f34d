package org.orrery.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Value;
import org.orrery.network.place.Layout;
import org.orrery.network.place.Places;
import org.orrery.network.structure.Structure;

/** What a person should know of a network, one line each. */
final class Summary {
    private static final Set<String> CONTROL = Set.of("Loop", "If", "Scan", "SequenceMap");
    private static final Set<String> STANDARD = Set.of("", "ai.onnx.ml");

    private Summary() {}

    static List<String> of(Unfolded unfolded, Places places, Structure structure, String broken) {
        OnnxModel model = unfolded.model();
        Graph graph = model.graph();
        List<String> lines = new ArrayList<>();
        lines.add("ONNX, operator set " + model.opset() + others(model) + ", format " + model.irVersion()
                + producer(model));
        graph.required().forEach(input -> lines.add("input " + value(input, places)));
        graph.outputs().forEach(output -> lines.add("output " + value(output, places)));
        long numbers = graph.initializers().values().stream().mapToLong(tensor -> tensor.size()).sum();
        long bytes = graph.initializers().values().stream().mapToLong(tensor -> tensor.bytes().remaining()).sum();
        lines.add(graph.initializers().size() + " parameter tensors, " + numbers + " numbers, " + size(bytes));
        lines.add(graph.nodes().size() + " operators: " + operators(graph));
        if (!unfolded.note().isEmpty()) {
            lines.add(unfolded.note());
        }
        lines.addAll(structure.lines());
        lines.addAll(structure.open());
        if (!places.mixed().isEmpty()) {
            lines.add("examples are run one by one: they are folded together or mixed in "
                    + places.mixed().stream().limit(3).collect(Collectors.joining(", "))
                    + (places.mixed().size() > 3 ? ", ..." : ""));
        }
        notes(model, lines);
        if (!broken.isEmpty()) {
            lines.add("cannot be run: " + broken);
        }
        return lines;
    }

    private static String others(OnnxModel model) {
        return model.opsets().entrySet().stream().filter(set -> !set.getKey().isEmpty())
                .map(set -> ", " + set.getKey() + " " + set.getValue()).collect(Collectors.joining());
    }

    private static String producer(OnnxModel model) {
        return model.producer().isEmpty() ? "" : ", written by " + model.producer();
    }

    private static String value(Value value, Places places) {
        Layout layout = places.layout(value.name());
        String positions = layout == null || layout.positionAxis() < 0
                ? ""
                : "; positions: axis " + layout.positionAxis();
        String batch = layout == null
                ? ""
                : layout.batchAxis() < 0
                        ? "; no axis of examples"
                        : "; examples: axis "
                                + layout.batchAxis();
        return value.name() + ": " + value.type() + batch + positions;
    }

    private static String operators(Graph graph) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        graph.nodes().forEach(node -> counts.merge(node.operator(), 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(each -> each.getKey() + " " + each.getValue()).collect(Collectors.joining(", "));
    }

    private static void notes(OnnxModel model, List<String> lines) {
        Set<String> control = new TreeSet<>();
        Set<String> foreign = new TreeSet<>();
        Set<String> quantised = new TreeSet<>();
        Set<String> own = model.functions().stream().map(each -> each.domain() + "." + each.name())
                .collect(Collectors.toCollection(TreeSet::new));
        for (Node node : model.graph().nodes()) {
            if (CONTROL.contains(node.op()) && node.domain().isEmpty()) {
                control.add(node.op());
            }
            if (!STANDARD.contains(node.domain()) && !own.contains(node.operator())) {
                foreign.add(node.operator());
            }
            if (node.op().contains("Quantize") || node.op().contains("QLinear") || node.op().endsWith("Integer")) {
                quantised.add(node.op());
            }
        }
        if (!control.isEmpty()) {
            lines.add("control flow (" + String.join(", ", control)
                    + "): what is inside is not looked into and cannot be moved");
        }
        if (!foreign.isEmpty()) {
            lines.add("operators outside the standard, not looked into: " + String.join(", ", foreign));
        }
        if (!quantised.isEmpty()) {
            lines.add("quantised (" + String.join(", ", quantised) + "): not differentiable");
        }
    }

    private static String size(long bytes) {
        return bytes < 10_000 ? bytes + " B" : bytes < 10_000_000 ? bytes / 1000 + " kB" : bytes / 1_000_000 + " MB";
    }
}
