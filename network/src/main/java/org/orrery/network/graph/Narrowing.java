package org.orrery.network.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/**
 * Leaves out what nobody reads. Where only the last position of a layer is asked for, what acts on each position alone works
 * on that one, back to the first edge that is read whole. What is read has the same numbers but for the last bits, which
 * depend on how many rows the runtime multiplies at once.
 */
public final class Narrowing {
    private final Graph graph;
    /** Of the names of new edges: no edge begins with it. */
    private final String prefix;
    private final NarrowRules rules;
    /** What is read of an edge, as far as its readers were looked at; all of it where it stands in {@link #whole}. */
    private final Map<String, Part> read = new HashMap<>();
    private final Set<String> whole;
    private final NarrowRules.@Nullable Step[] steps;
    private boolean isNarrowed;

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> constants;
    private final Map<String, Part> made = new HashMap<>();
    private final Map<String, String> parts = new HashMap<>();

    private Narrowing(Graph graph, Set<String> kept, Function<String, @Nullable List<Dim>> dims) {
        this.graph = graph;
        String free = "narrow.";
        while (isTaken(graph, free)) {
            free = "narrow." + free;
        }
        this.prefix = free;
        this.rules = new NarrowRules(graph, dims);
        this.whole = new HashSet<>(kept);
        graph.outputs().stream().map(Value::name).forEach(whole::add);
        this.constants = new LinkedHashMap<>(graph.initializers());
        this.steps = new NarrowRules.@Nullable Step[graph.nodes().size()];
    }

    private static boolean isTaken(Graph graph, String prefix) {
        return graph.initializers().keySet().stream().anyMatch(name -> name.startsWith(prefix))
                || graph.inputs().stream().anyMatch(input -> input.name().startsWith(prefix))
                || graph.nodes().stream().flatMap(node -> node.outputs().stream())
                        .anyMatch(name -> name.startsWith(prefix));
    }

    /**
     * The narrowed graph; the same one where all of everything is read.
     *
     * @param kept edges that stay whole, besides the outputs
     * @param dims axes of an edge as far as they are known, null where not even their number is
     */
    public static Graph of(Graph graph, Set<String> kept, Function<String, @Nullable List<Dim>> dims) {
        Narrowing narrowing = new Narrowing(graph, kept, dims);
        narrowing.readers();
        return narrowing.isNarrowed ? narrowing.rewritten() : graph;
    }

    /** From the end to the beginning: what each node needs of its inputs for what is read of its output. */
    private void readers() {
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            String output = made(node);
            NarrowRules.Step step = node.outputs().size() > 1
                    ? null
                    : rules.step(node, whole.contains(output) ? null : read.get(output));
            if (step == null) {
                whole.addAll(Wiring.reads(node));
                continue;
            }
            steps[i] = step;
            isNarrowed |= step.supply() != null;
            for (int input = 0; input < node.inputs().size(); input++) {
                needed(node.inputs().get(input), step.inputs().get(input));
            }
        }
    }

    private void needed(String edge, @Nullable Part part) {
        Part before = read.get(edge);
        Part both = part == null || before == null ? part : before.with(part);
        if (both == null) {
            whole.add(edge);
        } else {
            read.put(edge, both);
        }
    }

    private Graph rewritten() {
        for (int i = 0; i < steps.length; i++) {
            Node node = graph.nodes().get(i);
            NarrowRules.Step step = steps[i];
            if (step == null || step.supply() == null && !made.containsKey(node.inputs().getFirst())) {
                nodes.add(node);
                continue;
            }
            List<String> inputs = new ArrayList<>();
            for (int input = 0; input < node.inputs().size(); input++) {
                Part part = step.inputs().get(input);
                String edge = node.inputs().get(input);
                inputs.add(part == null ? edge : part(edge, part));
            }
            step.constants().forEach((input, tensor) -> inputs.set(input, constant(made(node), input, tensor)));
            String output = made(node);
            Part supply = step.supply();
            if (supply != null) {
                made.put(output, supply);
                output = prefix + output;
            }
            nodes.add(step.isCopy()
                    ? Node.of("Identity", List.of(inputs.getFirst()), output)
                    : node.on(inputs, List.of(output)));
        }
        return graph.withNodes(nodes).withInitializers(constants);
    }

    private static String made(Node node) {
        return node.outputs().getFirst();
    }

    private String constant(String output, int input, Tensor tensor) {
        String name = prefix + input + "." + output;
        constants.put(name, tensor);
        return name;
    }

    /** An edge that holds this part of another. */
    private String part(String edge, Part part) {
        Part there = made.get(edge);
        String from = there == null ? edge : prefix + edge;
        if (part.equals(there)) {
            return from;
        }
        long offset = there == null ? 0 : there.from();
        String name = prefix + part.axis() + "." + part.from() + "." + part.to() + "." + edge;
        if (parts.putIfAbsent(name, from) == null) {
            List<String> inputs = List.of(from, ends(part.from() - offset), ends(part.to() - offset),
                    ends(part.axis()));
            nodes.add(Node.of("Slice", inputs, name));
        }
        return name;
    }

    private String ends(long number) {
        String name = prefix + "at." + number;
        constants.putIfAbsent(name, Tensor.of(new long[]{number}, 1));
        return name;
    }
}
