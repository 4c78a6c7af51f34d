package org.orrery.network.gradient;

import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Tensor;

/**
 * Resize is linear and goes axis by axis: its matrix along an axis is what the operator itself makes of the unit matrix, so
 * that all its ways of finding coordinates are those of the runtime. The derivative multiplies by the transpose.
 */
final class Resizes {
    private Resizes() {}

    static void list(Map<String, Treatment> table) {
        table.put("Resize", new Treatment.Smooth((at, to) -> at.give(0, pull(at, to))));
    }

    private static String pull(Site at, Emit to) {
        String x = at.in(0);
        int rank = to.types().rank(x);
        if (rank < 0) {
            throw at.refusal("the number of axes of its input is not known before a run");
        }
        if (at.node().text("coordinate_transformation_mode", "half_pixel").equals("tf_crop_and_resize")) {
            throw at.refusal("cropping while resizing is not supported");
        }
        if (!at.node().text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
            throw at.refusal("keeping the aspect ratio is not supported");
        }
        long[] axes = at.node().wholes("axes");
        axes = axes == null
                ? LongStream.range(0, rank).toArray()
                : LongStream.of(axes).map(axis -> axis < 0 ? axis + rank : axis).toArray();
        boolean sized = at.has(3);
        String given = at.in(sized ? 3 : 2);
        @Nullable
        Tensor known = to.constant(given);
        String g = at.dy();
        for (int i = axes.length - 1; i >= 0; i--) {
            int axis = (int) axes[i];
            boolean same = known != null && (sized
                    ? known.longs()[i] == to.types().length(x, axis)
                    : known.doubles()[i] == 1);
            if (!same) {
                g = along(to, g, rank, axis, matrix(at, to, axis, i, sized, given, known), x);
            }
        }
        return g;
    }

    /** [length of x, length of y] of one axis. */
    private static String matrix(Site at, Emit to, int axis, int place, boolean sized, String given,
            @Nullable Tensor known) {
        String x = at.in(0);
        String length = Form.length(to, x, axis);
        String shape = to.op("Concat", Attributes.of("axis", 0), length, length);
        String zeros = to.op("ConstantOfShape", Attributes.of("value", Tensor.of(new float[]{0}, 1)), shape);
        String unit = to.op("EyeLike", zeros);
        Map<String, Attribute> attributes = new java.util.LinkedHashMap<>(at.node().attributes());
        attributes.remove("axes");
        String own = to.op("Slice", given, to.ints(place), to.ints(place + 1L));
        String made;
        if (sized) {
            String sizes = known != null && to.types().length(x, axis) >= 0
                    ? to.ints(to.types().length(x, axis), known.longs()[place])
                    : to.op("Concat", Attributes.of("axis", 0), length, own);
            made = to.op("Resize", attributes, unit, "", "", sizes);
        } else {
            String scales = known != null
                    ? to.constant("scale " + known.doubles()[place],
                            Tensor.of(new float[]{1, known.floats()[place]}, 2))
                    : to.op("Concat", Attributes.of("axis", 0), to.constant("scale one", Tensor.of(new float[]{1}, 1)),
                            own);
            made = to.op("Resize", attributes, unit, "", scales);
        }
        return to.op("CastLike", made, x);
    }

    /** A product along an axis: from the left where it is the last but one, else from the right. */
    private static String along(Emit to, String g, int rank, int axis, String matrix, String like) {
        if (axis == rank - 2) {
            String made = to.op("MatMul", matrix, g);
            to.types().ranked(made, like, rank);
            return made;
        }
        long[] order = LongStream.range(0, rank).toArray();
        order[axis] = rank - 1L;
        order[rank - 1] = axis;
        String made = to.op("MatMul", to.transpose(g, order), to.transpose(matrix, 1, 0));
        to.types().ranked(made, like, rank);
        return to.transpose(made, order);
    }
}
