package org.orrery.network.surgery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Node;

/**
 * What a path may pass on its way from a writer to a reader without going through another part of the network: sums, other
 * views of the same numbers, and normalisations, which are computed anew from the changed sum (Wang et al., ICLR 2023;
 * Goldowsky-Dill et al. 2023). A wide path also passes weights and whatever else is linear in what the writer wrote.
 * Nonlinear functions and products of two things that both depend on the writer (attention, gates) end every path.
 *
 * <p>A normalisation written out in smaller operators is passed as a whole or not at all: from a product, quotient or
 * difference the walk goes back, always from the latest edge, until one edge is left that all of it is computed from.
 */
final class Passages {
    private static final Set<String> SUMS = Set.of("Add", "Sum");
    private static final Set<String> VIEWS = Set.of("Identity", "Reshape", "Transpose", "Cast", "Squeeze", "Unsqueeze",
            "Dropout", "Flatten", "Expand");
    private static final Set<String> NORMS = Set.of("LayerNormalization", "RMSNormalization",
            "SimplifiedLayerNormalization", "SkipLayerNormalization", "SkipSimplifiedLayerNormalization",
            "GroupNormalization", "InstanceNormalization", "BatchNormalization", "MeanVarianceNormalization",
            "LpNormalization");
    private static final Set<String> PRODUCTS = Set.of("MatMul", "Gemm", "Conv", "ConvTranspose", "FusedMatMul",
            "Einsum");
    /** Linear in their first input. */
    private static final Set<String> LINEAR = Set.of("Neg", "Split", "Slice", "Gather", "Pad", "ReduceMean",
            "ReduceSum",
            "AveragePool", "GlobalAveragePool", "Tile");
    private static final Set<String> MEANS = Set.of("ReduceMean", "ReduceSum", "ReduceSumSquare", "ReduceL2");
    private static final Set<String> ROOTS = Set.of("Sqrt", "ReduceL2");
    /** What a written-out normalisation is made of beside sums with something constant. */
    private static final Set<String> WRITTEN = Set.of("Mul", "Div", "Sub", "Pow", "Sqrt", "Reciprocal", "Neg", "Abs",
            "Max", "Clip", "Cast", "Identity", "Squeeze", "Unsqueeze", "Expand", "ReduceMean", "ReduceSum",
            "ReduceSumSquare", "ReduceL2");
    private static final int LONGEST = 40;

    private final List<Node> nodes;
    private final Map<String, Integer> makers;
    private final Set<String> touched;

    /**
     * Nodes that are passed together.
     *
     * @param told what it is, for people
     * @param nodes their places in the graph, the one that makes the end last
     * @param from the edges at which they begin
     */
    record Passage(String told, List<Integer> nodes, List<String> from) {}

    /**
     * @param nodes each after what it reads
     * @param makers of edges, as places in it
     * @param writer the edge that is written
     */
    Passages(List<Node> nodes, Map<String, Integer> makers, String writer) {
        this.nodes = nodes;
        this.makers = makers;
        this.touched = new HashSet<>(Set.of(writer));
        for (Node node : nodes) {
            // Shapes do not depend on the numbers.
            if (!node.is("Shape") && !node.is("Size") && Wiring.reads(node).stream().anyMatch(touched::contains)) {
                node.outputs().stream().filter(output -> !output.isEmpty()).forEach(touched::add);
            }
        }
    }

    /** Whether an edge depends on what the writer wrote. */
    boolean depends(String edge) {
        return touched.contains(edge);
    }

    /**
     * What leads through a node, null where a path ends.
     *
     * @param wide whether weights may be passed
     */
    @Nullable
    Passage through(int place, boolean wide) {
        Node node = nodes.get(place);
        if (NORMS.contains(node.op())) {
            return alone(node.operator() + ", computed anew", place);
        }
        if (!node.domain().isEmpty() && !node.op().equals("FusedMatMul")) {
            return null;
        }
        if (SUMS.contains(node.op())) {
            return alone("a sum", place);
        }
        if (VIEWS.contains(node.op())) {
            return firstOnly(node) ? alone("", place) : null;
        }
        if (Set.of("Mul", "Div", "Sub").contains(node.op())) {
            Passage whole = written(place);
            return whole != null ? whole : elementwise(place, node);
        }
        return wide && isLinear(node) ? alone(node.op(), place) : null;
    }

    private @Nullable Passage elementwise(int place, Node node) {
        boolean passes = node.is("Sub") || count(node) == 1 && (node.is("Mul") || firstOnly(node));
        return passes ? alone(node.is("Sub") ? "a sum" : "a scale", place) : null;
    }

    private boolean isLinear(Node node) {
        return PRODUCTS.contains(node.op()) && node.inputs().stream().limit(2).filter(touched::contains).count() <= 1
                || LINEAR.contains(node.op()) && firstOnly(node)
                || node.is("Concat")
                || node.is("Where") && !touched.contains(node.inputs().getFirst());
    }

    private Passage alone(String told, int place) {
        return new Passage(told, List.of(place), nodes.get(place).inputs().stream().filter(touched::contains).toList());
    }

    private long count(Node node) {
        return node.inputs().stream().filter(touched::contains).count();
    }

    private boolean firstOnly(Node node) {
        return node.inputs().stream().skip(1).noneMatch(touched::contains);
    }

    /** The written-out normalisation that ends in a node, or the centring that begins one; null where it is neither. */
    @Nullable
    Passage written(int place) {
        TreeSet<Integer> inside = new TreeSet<>(Set.of(place));
        Set<String> open = new HashSet<>(nodes.get(place).inputs());
        open.retainAll(touched);
        while (open.size() > 1) {
            String latest = open.iterator().next();
            for (String edge : open) {
                latest = makers.getOrDefault(edge, -1) > makers.getOrDefault(latest, -1) ? edge : latest;
            }
            Integer maker = makers.get(latest);
            if (maker == null || inside.size() > LONGEST || !isPart(nodes.get(maker))) {
                return null;
            }
            open.remove(latest);
            inside.add(maker);
            nodes.get(maker).inputs().stream().filter(touched::contains).forEach(open::add);
        }
        List<String> operators = inside.stream().map(each -> nodes.get(each).op()).toList();
        boolean mean = operators.stream().anyMatch(MEANS::contains);
        boolean root = operators.stream().anyMatch(ROOTS::contains);
        boolean curved = operators.stream()
                .anyMatch(op -> !Set.of("Sub", "ReduceMean", "Cast", "Identity").contains(op));
        if (!mean || !root && curved) {
            return null;
        }
        return new Passage(
                root ? "a normalisation in " + inside.size() + " operators, computed anew" : "a mean taken off",
                List.copyOf(inside), List.copyOf(open));
    }

    private boolean isPart(Node node) {
        return node.domain().isEmpty() && (WRITTEN.contains(node.op()) || node.is("Add") && count(node) == 1);
    }

    /** The first node on the ways back from some edges that ends a path and depends on the writer, null where none does. */
    @Nullable
    Node blocking(List<String> edges) {
        Deque<String> open = new ArrayDeque<>(edges);
        Map<String, Boolean> seen = new HashMap<>();
        while (!open.isEmpty()) {
            String edge = open.remove();
            Integer maker = makers.get(edge);
            if (maker == null || !touched.contains(edge) || seen.put(edge, true) != null) {
                continue;
            }
            Passage passage = through(maker, true);
            if (passage == null) {
                return nodes.get(maker);
            }
            open.addAll(new ArrayList<>(passage.from()));
        }
        return null;
    }
}
