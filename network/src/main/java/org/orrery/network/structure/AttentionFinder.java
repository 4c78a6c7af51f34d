package org.orrery.network.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Node;
import org.orrery.network.place.Layout;

/**
 * Attention is a softmax over keys between two products: scores = q k', z = pattern v. Scaling, masks and casts may stand
 * between; heads may be an axis (split off by reshaping and transposing) or have nodes of their own.
 */
final class AttentionFinder {
    private static final Set<String> BETWEEN = Set.of("Add", "Mul", "Div", "Sub", "Where", "Cast", "Identity",
            "Dropout",
            "Clip", "Max", "Min", "Reshape");
    private static final Set<String> SCALING = Set.of("Mul", "Div", "Cast", "Identity");
    private static final Set<String> PROJECTING = Set.of("Reshape", "Transpose", "Identity", "Cast", "Squeeze",
            "Unsqueeze",
            "Mul", "Div", "Add", "Split", "Slice", "Gather");
    private static final int DEPTH = 8;

    private final Trace trace;

    private AttentionFinder(Trace trace) {
        this.trace = trace;
    }

    static List<AttentionLayer> find(Trace trace) {
        AttentionFinder finder = new AttentionFinder(trace);
        Map<String, List<AttentionLayer.Head>> bySource = new LinkedHashMap<>();
        for (Node node : trace.graph().nodes()) {
            AttentionLayer.Head head = node.op().equals("Softmax") ? finder.head(node) : null;
            if (head != null) {
                // Heads with an axis of their own are a layer by themselves.
                AttentionLayer.Part pattern = head.parts().get("pattern");
                String key = pattern != null && pattern.headAxis() >= 0 ? head.pattern() : "from " + head.source();
                bySource.computeIfAbsent(key, _ -> new ArrayList<>()).add(head);
            }
        }
        return bySource.values().stream()
                .map(heads -> new AttentionLayer(heads, finder.count(heads), heads.getFirst().source())).toList();
    }

    private int count(List<AttentionLayer.Head> heads) {
        AttentionLayer.Part pattern = heads.getFirst().parts().get("pattern");
        if (pattern == null || !trace.flows(pattern.tensor())) {
            return -1;
        }
        return pattern.headAxis() < 0
                ? heads.size()
                : trace.shape(pattern.tensor()).get(pattern.headAxis()) instanceof Dim.Known(long length)
                        ? (int) length
                        : -1;
    }

    private AttentionLayer.@Nullable Head head(Node softmax) {
        String pattern = softmax.outputs().getFirst();
        int rank = trace.rank(pattern);
        long axis = softmax.whole("axis", -1);
        if (rank < 2 || axis != -1 && axis != rank - 1) {
            return null;
        }
        Node mixing = mixing(pattern);
        Node scoring = trace.behind(softmax.inputs().getFirst(), node -> BETWEEN.contains(node.op()),
                node -> isProduct(node) && trace.isMutual(node), DEPTH);
        if (mixing == null || scoring == null) {
            return null;
        }
        int headAxis = headAxis(pattern);
        Map<String, AttentionLayer.Part> parts = new LinkedHashMap<>();
        AttentionLayer.Part q = stripped(scoring.inputs().get(0), headAxis);
        parts.put("q", q);
        parts.put("k", stripped(scoring.inputs().get(1), headAxis));
        parts.put("v", stripped(mixing.inputs().get(1), headAxis));
        parts.put("scores", new AttentionLayer.Part(softmax.inputs().getFirst(), headAxis));
        parts.put("pattern", new AttentionLayer.Part(pattern, headAxis));
        parts.put("z", new AttentionLayer.Part(mixing.outputs().getFirst(), headAxis));
        String out = out(mixing.outputs().getFirst());
        if (!out.isEmpty()) {
            parts.put("out", new AttentionLayer.Part(out, -1));
        }
        trace.explain(softmax);
        trace.explain(mixing);
        trace.explain(scoring);
        String source = source(q.tensor());
        for (String part : List.of("k", "v")) {
            AttentionLayer.Part each = parts.get(part);
            if (each != null) {
                source(each.tensor());
            }
        }
        return new AttentionLayer.Head(parts, pattern, source);
    }

    private static boolean isProduct(Node node) {
        return node.op().equals("MatMul") || node.op().equals("Einsum") || node.op().equals("FusedMatMul");
    }

    /** The product that the pattern weighs the values in. */
    private @Nullable Node mixing(String pattern) {
        for (Node reader : trace.readers(pattern)) {
            if (isProduct(reader) && reader.inputs().getFirst().equals(pattern)) {
                return reader;
            }
            if (BETWEEN.contains(reader.op()) && trace.moving(reader).size() <= 2) {
                Node further = mixing(reader.outputs().getFirst());
                if (further != null) {
                    return further;
                }
            }
        }
        return null;
    }

    /** The axis that is neither of examples, of queries nor of keys; -1 where there is none. */
    private int headAxis(String pattern) {
        Layout layout = trace.layout(pattern);
        if (layout == null || layout.shape().size() < 4 || layout.batchAxis() < 0) {
            return -1;
        }
        for (int axis = layout.shape().size() - 3; axis >= 0; axis--) {
            if (axis != layout.batchAxis()) {
                return axis;
            }
        }
        return -1;
    }

    /** Behind scaling and the transpose that the product needs: the projection by heads. */
    private AttentionLayer.Part stripped(String edge, int headAxis) {
        String at = edge;
        int axis = headAxis;
        for (Node maker = trace.maker(at); maker != null; maker = trace.maker(at)) {
            List<String> moving = trace.moving(maker);
            boolean scaling = SCALING.contains(maker.op()) && moving.size() == 1;
            long[] order = maker.wholes("perm");
            boolean swaps = maker.op().equals("Transpose") && order != null && order.length > 2
                    && order[order.length - 1] != order.length - 1;
            if (!scaling && !swaps) {
                break;
            }
            if (swaps && order != null && axis >= 0) {
                axis = (int) order[axis];
            }
            at = moving.isEmpty() ? maker.inputs().getFirst() : moving.getFirst();
        }
        return new AttentionLayer.Part(at, axis);
    }

    /** What the heads write together (or one head by itself): z through axes and the output weights. */
    private String out(String z) {
        String at = trace.on(z, node -> Trace.MOVING.contains(node.op()));
        Node weights = trace.reader(at);
        if (weights == null || !trace.isWeighted(weights)) {
            // The values may carry the output weights already.
            return weights != null && (weights.is("Add") || weights.is("Sum")) ? at : "";
        }
        trace.explain(weights);
        return trace.on(weights.outputs().getFirst(), node -> Trace.MOVING.contains(node.op())
                || node.op().equals("Add") && trace.moving(node).size() == 1);
    }

    /** The tensor that a projection is computed from; the projection is explained on the way. */
    private String source(String projection) {
        String at = trace.back(projection, node -> PROJECTING.contains(node.op()));
        Node weights = trace.maker(at);
        if (weights == null || !trace.isWeighted(weights)) {
            return at;
        }
        trace.explain(weights);
        return trace.weighed(weights);
    }
}
