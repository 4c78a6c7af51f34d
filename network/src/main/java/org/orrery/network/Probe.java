package org.orrery.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.OrreryException;
import org.orrery.network.data.Elements;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.run.Session;

/**
 * Finds the shapes that inference leaves open by running the model twice on zeros, with other lengths of the free axes: an
 * axis that stays is a known length, one that follows an input's axis has its name. Reshapes whose target the graph computes
 * are why this is needed. What comes after operators whose shapes depend on the values is left as it was.
 */
final class Probe {
    private static final Set<String> BY_VALUE = Set.of("NonZero", "Compress", "Unique", "NonMaxSuppression", "Loop",
            "If",
            "Scan", "Range", "SequenceAt", "ConcatFromSequence");
    private static final long LARGEST = 300_000_000;

    /** Lengths of the free axes in two runs, by the axis' name. */
    private record Lengths(Map<String, long[]> byName) {}

    private final Graph graph;
    private final Session session;
    private final Map<String, List<String>> axes = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    private Probe(Graph graph, Session session) {
        this.graph = graph;
        this.session = session;
    }

    /**
     * @param session of the graph with every edge among its outputs
     * @param types as inference has them
     * @return the same with shapes as runs have them, where a run was possible
     */
    static Map<String, ValueType> refine(Graph graph, Session session, Map<String, ValueType> types) {
        long numbers = graph.initializers().values().stream().mapToLong(Tensor::size).sum();
        Probe probe = new Probe(graph, session);
        if (numbers > LARGEST || !probe.namesAxes()) {
            return types;
        }
        List<String> wanted = types.entrySet().stream().filter(type -> type.getValue() instanceof ValueType.OfTensor)
                .map(Map.Entry::getKey).toList();
        for (Lengths lengths : probe.attempts()) {
            List<Tensor> first = probe.run(lengths, 0, wanted);
            List<Tensor> second = first == null || lengths.byName().isEmpty() ? first : probe.run(lengths, 1, wanted);
            if (first != null && second != null) {
                return probe.merged(types, wanted, first, second, lengths);
            }
        }
        return types;
    }

    private boolean namesAxes() {
        for (Value input : graph.required()) {
            if (!(input.type() instanceof ValueType.OfTensor tensor) || tensor.shape() == null) {
                return false;
            }
            List<String> own = new ArrayList<>();
            for (int axis = 0; axis < tensor.shape().size(); axis++) {
                String name = switch (tensor.shape().get(axis)) {
                    case Dim.Known _ -> "";
                    case Dim.Named(String given) -> given;
                    case Dim.Free _ -> axis == 0 ? "batch" : input.name() + "." + axis;
                };
                own.add(name);
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
            axes.put(input.name(), own);
        }
        return true;
    }

    /** Networks demand much of lengths: that they can be halved, that they are large enough, that they are the same. */
    private List<Lengths> attempts() {
        List<Lengths> attempts = new ArrayList<>();
        attempts.add(lengths(i -> new long[]{5 + 2L * i, 6 + 2L * i}));
        attempts.add(lengths(i -> new long[]{8L + 8 * i, 16L + 16 * i}));
        attempts.add(lengths(_ -> new long[]{16, 32}));
        attempts.add(lengths(_ -> new long[]{64, 128}));
        attempts.add(lengths(_ -> new long[]{224, 256}));
        return attempts;
    }

    private Lengths lengths(java.util.function.IntFunction<long[]> free) {
        Map<String, long[]> byName = new LinkedHashMap<>();
        int next = 0;
        for (String name : names) {
            boolean leads = axes.values().stream().anyMatch(own -> !own.isEmpty() && own.getFirst().equals(name));
            byName.put(name, leads ? new long[]{2, 3} : free.apply(next++));
        }
        return new Lengths(byName);
    }

    private @Nullable List<Tensor> run(Lengths lengths, int which, List<String> wanted) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Value input : graph.required()) {
            if (input.type() instanceof ValueType.OfTensor type && type.shape() != null) {
                List<String> own = axes.getOrDefault(input.name(), List.of());
                long[] shape = new long[own.size()];
                long size = 1;
                for (int axis = 0; axis < shape.length; axis++) {
                    long[] named = lengths.byName().get(own.get(axis));
                    shape[axis] = named != null
                            ? named[which]
                            : type.shape().get(axis) instanceof Dim.Known(long length) ? length : 1;
                    size *= shape[axis];
                }
                if (size > LARGEST || type.element() == ElementType.STRING) {
                    return null;
                }
                inputs.put(input.name(), Elements.of(type.element(), new double[(int) size], shape));
            }
        }
        try {
            return session.run(inputs, wanted);
        } catch (OrreryException e) {
            return null; // the next attempt has other lengths
        }
    }

    private Map<String, ValueType> merged(Map<String, ValueType> types, List<String> wanted, List<Tensor> first,
            List<Tensor> second, Lengths lengths) {
        Set<String> left = new LinkedHashSet<>();
        Wiring wiring = new Wiring(graph);
        Set<String> unsure = new LinkedHashSet<>();
        Set<String> lengthsOnly = new LinkedHashSet<>();
        graph.nodes().stream().filter(node -> node.is("Shape") || node.is("Size"))
                .forEach(node -> lengthsOnly.addAll(node.outputs()));
        graph.nodes().stream().filter(node -> BY_VALUE.contains(node.op()) && readsValues(wiring, node, lengthsOnly))
                .forEach(node -> unsure.addAll(node.outputs()));
        BitSet after = wiring.after(unsure);
        after.stream().mapToObj(graph.nodes()::get).map(Node::outputs).forEach(left::addAll);
        left.addAll(unsure);
        Map<String, ValueType> merged = new LinkedHashMap<>(types);
        for (int i = 0; i < wanted.size(); i++) {
            long[] a = first.get(i).shape();
            long[] b = second.get(i).shape();
            if (!left.contains(wanted.get(i)) && a.length == b.length) {
                List<Dim> dims = new ArrayList<>();
                for (int axis = 0; axis < a.length; axis++) {
                    dims.add(dim(a[axis], b[axis], lengths));
                }
                merged.put(wanted.get(i), new ValueType.OfTensor(first.get(i).type(), dims));
            }
        }
        return merged;
    }

    /** Whether a node depends on the values of the inputs, and not on their lengths alone. */
    private boolean readsValues(Wiring wiring, Node node, Set<String> lengthsOnly) {
        Set<String> inputs = new LinkedHashSet<>();
        graph.required().forEach(input -> inputs.add(input.name()));
        Set<String> reads = Wiring.reads(node);
        return reads.stream().anyMatch(inputs::contains) || wiring.before(reads, lengthsOnly).stream()
                .mapToObj(graph.nodes()::get).anyMatch(each -> Wiring.reads(each).stream().anyMatch(inputs::contains));
    }

    private static Dim dim(long a, long b, Lengths lengths) {
        if (a == b) {
            return new Dim.Known(a);
        }
        return lengths.byName().entrySet().stream().filter(each -> each.getValue()[0] == a && each.getValue()[1] == b)
                .findFirst().<Dim>map(each -> new Dim.Named(each.getKey())).orElse(new Dim.Free());
    }
}
