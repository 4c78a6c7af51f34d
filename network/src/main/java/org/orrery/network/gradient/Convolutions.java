package org.orrery.network.gradient;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Convolutions. The transpose of a convolution by its input is the transposed convolution with the same weights; by the
 * weights it is a convolution of the input with the cotangent, strides and dilations exchanged (Dumoulin and Visin 2016, A
 * guide to convolution arithmetic for deep learning).
 */
final class Convolutions {
    private Convolutions() {}

    static void list(Map<String, Treatment> table) {
        table.put("Conv", new Treatment.Smooth(Convolutions::conv));
        table.put("ConvTranspose", new Treatment.Smooth(Convolutions::convTranspose));
    }

    private static void conv(Site at, Emit to) {
        long group = at.node().whole("group", 1);
        Window window = Window.of(at, to, at.in(0), kernel(at, to));
        if (at.wants(0)) {
            at.give(0, window.transposed(to, at.dy(), at.in(1), at.in(0), at.y(), group));
        }
        if (at.wants(1)) {
            at.give(1, weights(to, window, at.in(0), at.dy(), at.in(1), group));
        }
        bias(at, to, window);
    }

    private static long[] kernel(Site at, Emit to) {
        long[] given = at.node().wholes("kernel_shape");
        if (given != null) {
            return given;
        }
        int rank = to.types().rank(at.in(1));
        if (rank < 0) {
            throw at.refusal("the number of axes of its kernel is not known before a run");
        }
        return LongStream.range(2, rank).map(axis -> to.types().length(at.in(1), (int) axis)).toArray();
    }

    private static void bias(Site at, Emit to, Window window) {
        if (at.wants(2)) {
            long[] axes = LongStream.rangeClosed(0, window.axes() + 1L).filter(axis -> axis != 1).toArray();
            at.give(2, to.sum(at.dy(), false, axes));
        }
    }

    /**
     * The cotangent of the weights.
     *
     * @param wide input of the convolution [N, groups C, ...]
     * @param narrow cotangent of what came out [N, groups M, ...]
     * @param like the weights
     * @return [groups M, C, kernel...]
     */
    static String weights(Emit to, Window window, String wide, String narrow, String like,
            long group) {
        long[] pads = window.pads();
        String used = used(to, window, wide, narrow, pads);
        // [C, groups N, ...] with weights [groups M, N, ...], examples in the place of channels.
        String data = group == 1 ? swapped(to, used, window) : grouped(to, used, like, window, group, 1);
        String taps = group == 1 ? swapped(to, narrow, window) : grouped(to, narrow, like, window, group, 2);
        String made = to.op("Conv", Attributes.of("strides", window.dilations(), "dilations", window.strides(),
                "pads", pads, "group", group), data, taps);
        to.types().ranked(made, like, window.axes() + 2);
        boolean surplus = IntStream.range(0, window.axes())
                .anyMatch(i -> window.strides()[i] > 1 && unused(to, window, wide, narrow, i) < 0);
        return swapped(to, surplus ? front(to, made, like, window) : made, window);
    }

    /** How many cells at the end no window reaches, -1 where that is not known before a run. */
    private static long unused(Emit to, Window window, String wide, String narrow, int i) {
        if (to.types().rank(wide) < 0 || to.types().rank(narrow) < 0) {
            return -1;
        }
        long length = to.types().length(wide, i + 2);
        long steps = to.types().length(narrow, i + 2);
        return length < 0 || steps < 0 || window.kernel()[i] < 0
                ? -1
                : length + window.before()[i] + window.behind()[i] - window.reach(i)
                        - window.strides()[i] * (steps - 1);
    }

    /** The input without the cells at the end that no window reaches; those that are padding go from {@code pads}. */
    private static String used(Emit to, Window window, String wide, String narrow, long[] pads) {
        int axes = window.axes();
        String used = wide;
        for (int i = 0; i < axes; i++) {
            long unused = Math.max(0, unused(to, window, wide, narrow, i));
            long padding = Math.min(unused, pads[axes + i]);
            pads[axes + i] -= padding;
            if (unused > padding) {
                used = to.op("Slice", used, to.ints(0), to.ints(padding - unused), to.ints(i + 2L));
            }
        }
        return used;
    }

    /** Where it is not known whether the window reaches the end of the input there may be more than the kernel. */
    private static String front(Emit to, String edge, String like, Window window) {
        long[] axes = LongStream.range(2, window.axes() + 2L).toArray();
        String ends = Arrays.stream(window.kernel()).allMatch(length -> length >= 0)
                ? to.ints(window.kernel())
                : to.op("Shape", Attributes.of("start", 2), like);
        return to.op("Slice", edge, to.ints(new long[window.axes()]), ends, to.ints(axes));
    }

    private static String swapped(Emit to, String edge, Window window) {
        long[] order = LongStream.range(0, window.axes() + 2L).toArray();
        order[0] = 1;
        order[1] = 0;
        return to.transpose(edge, order);
    }

    /** [N, groups K, ...] as [K, groups N, ...] where {@code first} is 1, as [groups K, N, ...] where it is 2. */
    private static String grouped(Emit to, String edge, String like, Window window, long group,
            int first) {
        String shape = to.op("Shape", edge);
        String batch = to.op("Slice", shape, to.ints(0), to.ints(1));
        String channels = to.op("Div", to.op("Slice", shape, to.ints(1), to.ints(2)), to.ints(group));
        String space = to.op("Slice", shape, to.ints(2), to.ints(window.axes() + 2L));
        String split = to.op("Reshape", edge,
                to.op("Concat", Attributes.of("axis", 0), batch, to.ints(group), channels, space));
        to.types().ranked(split, like, window.axes() + 3);
        long[] order = LongStream.range(0, window.axes() + 3L).toArray();
        order[0] = first == 1 ? 2 : 1;
        order[1] = first == 1 ? 1 : 2;
        order[2] = 0;
        String turned = to.transpose(split, order);
        String[] ends = first == 1
                ? new String[]{channels, to.mul(batch, to.ints(group)), space}
                : new String[]{to.mul(channels, to.ints(group)), batch, space};
        String made = to.op("Reshape", turned, to.op("Concat", Attributes.of("axis", 0), ends));
        to.types().ranked(made, like, window.axes() + 2);
        return made;
    }

    private static void convTranspose(Site at, Emit to) {
        long group = at.node().whole("group", 1);
        Window window = opened(at, to, kernel(at, to));
        if (at.wants(0)) {
            String made = to.op("Conv", window.attributes(group), at.dy(), at.in(1));
            long[] more = moreOf(at, window.axes());
            to.types().ranked(made, at.y(), window.axes() + 2);
            boolean surplus = IntStream.range(0, more.length).anyMatch(i -> more[i] >= window.strides()[i]);
            at.give(0, surplus ? window.cropped(to, made, at.in(0)) : made);
        }
        if (at.wants(1)) {
            at.give(1, weights(to, window, at.dy(), at.in(0), at.in(1), group));
        }
        bias(at, to, window);
    }

    private static long[] moreOf(Site at, int axes) {
        long[] more = at.node().wholes("output_padding");
        return more == null ? new long[axes] : more;
    }

    /** The window of the convolution that it transposes, with the padding found out where the node gives a shape instead. */
    private static Window opened(Site at, Emit to, long[] kernel) {
        String auto = at.node().text("auto_pad", "NOTSET");
        Window plain = Window.of(at, to, at.in(0), kernel, "VALID");
        long[] shape = at.node().wholes("output_shape");
        if (auto.equals("NOTSET") && shape == null) {
            return Window.of(at, to, at.in(0), kernel, auto);
        }
        if (auto.equals("VALID") && shape == null) {
            return plain;
        }
        long[] more = moreOf(at, kernel.length);
        for (int i = 0; i < kernel.length; i++) {
            long narrow = to.types().length(at.in(0), i + 2);
            if (narrow < 0) {
                throw at.refusal("its padding depends on lengths that are not known before a run",
                        "Export the model with explicit padding or a fixed size.");
            }
            long stride = plain.strides()[i];
            long wide = shape == null ? narrow * stride : shape[shape.length - kernel.length + i];
            long total = Math.max(stride * (narrow - 1) + more[i] + plain.reach(i) - wide, 0);
            plain.before()[i] = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
            plain.behind()[i] = total - plain.before()[i];
        }
        return plain;
    }
}
