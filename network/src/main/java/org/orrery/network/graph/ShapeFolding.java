package org.orrery.network.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/**
 * Works out the arithmetic of shapes before a run. Exporters write it out even where all but the number of examples is
 * fixed; what comes out whole becomes a constant, and the target of a Reshape of which one length is free gets a -1 there.
 * Numbers do not change; more shapes can be inferred afterwards.
 */
public final class ShapeFolding {
    private static final int LONGEST = 64;

    private final Function<String, @Nullable List<Dim>> dims;
    private final Map<String, Lengths> known = new HashMap<>();
    private final Map<String, Tensor> constants;

    private ShapeFolding(Graph graph, Function<String, @Nullable List<Dim>> dims) {
        this.dims = dims;
        this.constants = new LinkedHashMap<>(graph.initializers());
        constants.forEach(this::constant);
    }

    /**
     * Whole numbers in a row, some of them known.
     *
     * @param values one a place, known or not; known ones are any numbers, not lengths alone
     * @param single whether it is one number without an axis
     */
    private record Lengths(List<Dim> values, boolean single) {
        boolean isKnown() {
            return values.stream().allMatch(value -> value instanceof Dim.Known);
        }

        /** What is not known becomes -1. */
        long[] longs() {
            return values.stream().mapToLong(value -> value instanceof Dim.Known(long number) ? number : -1).toArray();
        }

        Tensor tensor() {
            return single ? Tensor.of(longs()) : Tensor.of(longs(), values.size());
        }
    }

    /**
     * The folded graph; the same one where there is nothing to fold.
     *
     * @param dims axes of an edge as far as they are known, null where not even their number is
     */
    public static Graph of(Graph graph, Function<String, @Nullable List<Dim>> dims) {
        return new ShapeFolding(graph, dims).fold(graph);
    }

    private Graph fold(Graph graph) {
        List<Node> nodes = new ArrayList<>();
        Set<String> outputs = graph.outputs().stream().map(Value::name).collect(Collectors.toSet());
        boolean folded = false;
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            Lengths lengths = lengths(node);
            if (lengths != null) {
                known.put(node.outputs().getFirst(), lengths);
            }
            if (lengths != null && lengths.isKnown() && !node.is("Constant")
                    && !outputs.contains(node.outputs().getFirst())) {
                constants.put(node.outputs().getFirst(), lengths.tensor());
                folded = true;
                continue;
            }
            long[] target = node.is("Reshape") && node.whole("allowzero", 0) == 0 && node.has(1) ? target(node) : null;
            if (target != null) {
                String name = "folded." + node.outputs().getFirst();
                constants.put(name, Tensor.of(target, target.length));
                nodes.add(node.on(List.of(node.inputs().getFirst(), name), node.outputs()));
                folded = true;
            } else {
                nodes.add(node);
            }
        }
        return folded ? graph.withNodes(nodes).withInitializers(constants) : graph;
    }

    /**
     * What a Reshape makes, with its one free length as -1, or as 0 where it is the input's free length at the same place;
     * null where it is said so already, or more is unknown.
     */
    private long @Nullable [] target(Node node) {
        Lengths wanted = known.get(node.inputs().get(1));
        if (wanted == null) {
            return null;
        }
        long[] target = wanted.longs();
        if (Arrays.stream(target).filter(length -> length == -1).count() != 1
                || Arrays.stream(target).anyMatch(length -> length == 0 || length < -1)) {
            return null;
        }
        int free = 0;
        while (target[free] != -1) {
            free++;
        }
        List<Dim> from = dims.apply(node.inputs().getFirst());
        if (from != null && isCopied(from, target, free)) {
            target[free] = 0;
        }
        return target[free] == 0 || !constants.containsKey(node.inputs().get(1)) ? target : null;
    }

    /** Whether the one free length is the input's own at the same place: all else holds as many elements there and here. */
    private static boolean isCopied(List<Dim> from, long[] target, int free) {
        if (free >= from.size() || from.get(free) instanceof Dim.Known) {
            return false;
        }
        long there = 1;
        for (int axis = 0; axis < from.size(); axis++) {
            if (axis != free) {
                if (!(from.get(axis) instanceof Dim.Known(long length))) {
                    return false;
                }
                there *= length;
            }
        }
        return there == -Arrays.stream(target).reduce(1, (a, b) -> a * b);
    }

    private void constant(String name, Tensor tensor) {
        if (tensor.type() == ElementType.INT64 && tensor.rank() <= 1 && tensor.size() <= LONGEST) {
            known.put(name, new Lengths(Arrays.stream(tensor.longs()).<Dim>mapToObj(Dim.Known::new).toList(),
                    tensor.rank() == 0));
        }
    }

    private @Nullable Lengths lengths(Node node) {
        if (!node.domain().isEmpty() || node.outputs().size() != 1) {
            return null;
        }
        Lengths first = node.has(0) ? known.get(node.inputs().getFirst()) : null;
        Lengths second = node.has(1) ? known.get(node.inputs().get(1)) : null;
        return switch (node.op()) {
            case "Constant" -> {
                if (node.attribute("value") instanceof Attribute.OfTensor(Tensor tensor)) {
                    constant(node.outputs().getFirst(), tensor);
                }
                yield known.get(node.outputs().getFirst());
            }
            case "Shape" -> shape(node);
            case "Identity" -> first;
            case "Cast" -> node.whole("to", 0) == ElementType.INT64.number() ? first : null;
            case "Gather" -> first == null || second == null || first.single ? null : gathered(first, second);
            case "Concat" -> concatenated(node);
            case "Slice" -> first == null || first.single ? null : sliced(node, first);
            case "Unsqueeze" -> first != null && first.single ? new Lengths(first.values, false) : null;
            case "Squeeze" -> first != null && !first.single && first.values.size() == 1
                    ? new Lengths(first.values, true)
                    : null;
            case "Add", "Sub", "Mul", "Div" -> first == null || second == null
                    ? null
                    : joined(node.op(), first, second);
            default -> null;
        };
    }

    private @Nullable Lengths shape(Node node) {
        List<Dim> axes = dims.apply(node.inputs().getFirst());
        if (axes == null || axes.size() > LONGEST) {
            return null;
        }
        int from = place(node.whole("start", 0), axes.size());
        int to = place(node.whole("end", axes.size()), axes.size());
        return new Lengths(axes.subList(from, Math.max(from, to)), false);
    }

    private static int place(long place, int size) {
        return (int) Math.clamp(place < 0 ? place + size : place, 0, size);
    }

    private static @Nullable Lengths gathered(Lengths from, Lengths places) {
        List<Dim> values = new ArrayList<>();
        int size = from.values.size();
        for (Dim each : places.values) {
            if (!(each instanceof Dim.Known(long place)) || place < -size || place >= size) {
                return null;
            }
            values.add(from.values.get((int) (place < 0 ? place + size : place)));
        }
        return new Lengths(values, places.single);
    }

    private @Nullable Lengths concatenated(Node node) {
        List<Dim> values = new ArrayList<>();
        for (String input : node.inputs()) {
            Lengths part = known.get(input);
            if (part == null || part.single || values.size() > LONGEST) {
                return null;
            }
            values.addAll(part.values);
        }
        return new Lengths(values, false);
    }

    private @Nullable Lengths sliced(Node node, Lengths from) {
        if (node.inputs().size() < 3) {
            return null;
        }
        Long start = single(node, 1, 0L);
        Long end = single(node, 2, 0L);
        Long axis = single(node, 3, 0L);
        Long step = single(node, 4, 1L);
        if (start == null || end == null || axis == null || axis != 0 && axis != -1 || step == null || step != 1) {
            return null;
        }
        int size = from.values.size();
        int first = place(start, size);
        return new Lengths(from.values.subList(first, Math.max(first, place(end, size))), false);
    }

    private @Nullable Long single(Node node, int input, Long byDefault) {
        if (!node.has(input)) {
            return byDefault;
        }
        Lengths lengths = known.get(node.inputs().get(input));
        return lengths != null && lengths.values.size() == 1
                && lengths.values.getFirst() instanceof Dim.Known(long value)
                        ? value
                        : null;
    }

    private static @Nullable Lengths joined(String op, Lengths a, Lengths b) {
        int size = Math.max(a.values.size(), b.values.size());
        if (a.values.size() != size && a.values.size() != 1 || b.values.size() != size && b.values.size() != 1) {
            return null;
        }
        List<Dim> values = new ArrayList<>();
        IntStream.range(0, size).forEach(i -> values.add(result(op, a.values.get(a.values.size() == 1 ? 0 : i),
                b.values.get(b.values.size() == 1 ? 0 : i))));
        return new Lengths(values, a.single && b.single);
    }

    private static Dim result(String op, Dim left, Dim right) {
        if (!(left instanceof Dim.Known(long a)) || !(right instanceof Dim.Known(long b))
                || op.equals("Div") && b == 0) {
            return new Dim.Free();
        }
        return new Dim.Known(switch (op) {
            case "Add" -> a + b;
            case "Sub" -> a - b;
            case "Mul" -> a * b;
            default -> a / b;
        });
    }
}
