package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;

/** What changed in the form of operators up to set 18. Source: the change log of the ONNX standard. */
final class LiftRules {
    private LiftRules() {}

    static void lift(Node node, Lift to) {
        switch (node.op()) {
            case "Squeeze", "Unsqueeze", "ReduceSum" -> axes(node, to, 13);
            case "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceLogSum",
                    "ReduceLogSumExp", "ReduceSumSquare" ->
                axes(node, to, 18);
            case "Softmax", "LogSoftmax", "Hardmax" -> softmax(node, to);
            case "Clip" -> clip(node, to);
            case "Pad" -> pad(node, to);
            case "Slice" -> slice(node, to);
            case "Split" -> split(node, to);
            case "Dropout" -> dropout(node, to);
            case "TopK" -> topK(node, to);
            case "BatchNormalization" -> batchNormalization(node, to);
            case "Upsample" -> upsample(node, to);
            case "Resize" -> resize(node, to);
            case "Scatter" -> to.put(node, "ScatterElements", node.inputs(), node.attributes());
            case "Scan" -> scan(node, to);
            default -> to.put(node);
        }
    }

    private static Map<String, Attribute> without(Node node, String... keys) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
        List.of(keys).forEach(attributes::remove);
        return attributes;
    }

    private static String ints(Lift to, long... values) {
        return to.constant(Tensor.of(values, values.length));
    }

    private static void axes(Node node, Lift to, int changed) {
        long[] axes = node.wholes("axes");
        if (to.from() >= changed || axes == null) {
            to.put(node);
            return;
        }
        to.put(node, node.op(), List.of(node.inputs().getFirst(), ints(to, axes)), without(node, "axes"));
    }

    /** Before set 13 all axes from the given one on were taken together. */
    private static void softmax(Node node, Lift to) {
        if (to.from() >= 13) {
            to.put(node);
            return;
        }
        String x = node.inputs().getFirst();
        long axis = node.whole("axis", 1);
        if (axis == -1) {
            to.put(node);
            return;
        }
        String flat = to.op("Flatten", List.of(x), Attributes.of("axis", axis));
        String made = to.op(node.op(), List.of(flat), Attributes.of("axis", 1));
        to.put(node, "Reshape", List.of(made, to.op("Shape", List.of(x), Map.of())), Attributes.of("allowzero", 1));
    }

    private static void clip(Node node, Lift to) {
        if (to.from() >= 11) {
            to.put(node);
            return;
        }
        to.put(node, "Clip", List.of(node.inputs().getFirst(),
                bound(node, to, "min"), bound(node, to, "max")), Map.of());
    }

    private static String bound(Node node, Lift to, String key) {
        return node.attribute(key) == null
                ? ""
                : to.op("CastLike", List.of(to.constant(Tensor.scalar(node.real(key, 0))),
                        node.inputs().getFirst()), Map.of());
    }

    private static void pad(Node node, Lift to) {
        long[] pads = node.wholes("pads");
        if (to.from() >= 11 || pads == null) {
            to.put(node);
            return;
        }
        String value = to.op("CastLike", List.of(to.constant(Tensor.scalar(node.real("value", 0))),
                node.inputs().getFirst()), Map.of());
        to.put(node, "Pad", List.of(node.inputs().getFirst(), ints(to, pads), value), without(node, "pads", "value"));
    }

    private static void slice(Node node, Lift to) {
        long[] starts = node.wholes("starts");
        long[] ends = node.wholes("ends");
        if (to.from() >= 10 || starts == null || ends == null) {
            to.put(node);
            return;
        }
        List<String> inputs = new ArrayList<>(List.of(node.inputs().getFirst(), ints(to, starts), ints(to, ends)));
        long[] axes = node.wholes("axes");
        if (axes != null) {
            inputs.add(ints(to, axes));
        }
        to.put(node, "Slice", inputs, Map.of());
    }

    private static void split(Node node, Lift to) {
        long[] sizes = node.wholes("split");
        if (to.from() < 13 && sizes != null) {
            to.put(node, "Split", List.of(node.inputs().getFirst(), ints(to, sizes)), without(node, "split"));
        } else if (!node.has(1)) {
            Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
            attributes.put("num_outputs", new Attribute.Whole(node.outputs().size()));
            to.put(node, "Split", node.inputs(), attributes);
        } else {
            to.put(node);
        }
    }

    private static void dropout(Node node, Lift to) {
        if (to.from() >= 12) {
            to.put(node);
            return;
        }
        to.put(node, "Dropout", node.inputs(), without(node, "ratio"));
    }

    private static void topK(Node node, Lift to) {
        if (to.from() >= 10) {
            to.put(node);
            return;
        }
        to.put(node, "TopK", List.of(node.inputs().getFirst(), ints(to, node.whole("k", 1))), without(node, "k"));
    }

    private static void batchNormalization(Node node, Lift to) {
        if (to.from() >= 14) {
            to.put(node);
            return;
        }
        if (node.whole("spatial", 1) == 0) {
            throw new Refusal("A BatchNormalization with spatial = 0 cannot be differentiated.",
                    "Export the model again with operator set 9 or newer.");
        }
        to.put(node.on(node.inputs(), node.outputs().subList(0, 1)), "BatchNormalization", node.inputs(),
                without(node, "spatial"));
    }

    /** Upsample left the standard with set 10: Resize with the old coordinates does the same. */
    private static void upsample(Node node, Lift to) {
        float[] scales = node.reals("scales");
        String given = scales == null ? node.inputs().get(1) : to.constant(Tensor.of(scales, scales.length));
        to.put(node, "Resize", List.of(node.inputs().getFirst(), "", given), old(node));
    }

    private static void resize(Node node, Lift to) {
        if (to.from() >= 11) {
            to.put(node);
            return;
        }
        to.put(node, "Resize", List.of(node.inputs().getFirst(), "", node.inputs().get(1)), old(node));
    }

    private static Map<String, Attribute> old(Node node) {
        return Attributes.of("mode", node.text("mode", "nearest").equals("nearest") ? "nearest" : "linear",
                "coordinate_transformation_mode", "asymmetric", "nearest_mode", "floor");
    }

    private static void scan(Node node, Lift to) {
        if (to.from() < 9) {
            throw new Refusal("A Scan of operator set 8 is not supported.",
                    "Export the model again with operator set 9 or newer.");
        }
        to.put(node);
    }
}
