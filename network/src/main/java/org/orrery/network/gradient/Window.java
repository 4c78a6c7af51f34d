package org.orrery.network.gradient;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.orrery.network.onnx.Attribute;

/**
 * How a convolution or a pool goes over its input. One entry a spatial axis.
 *
 * @param kernel lengths, -1 where one is not known before a run
 * @param before padding at the front
 * @param behind padding at the end
 */
@SuppressWarnings("ArrayRecordComponent") // read by index; nobody compares windows
record Window(long[] kernel, long[] strides, long[] dilations, long[] before, long[] behind) {
    /**
     * What the attributes say, with padding that is to be found out from the input's lengths.
     *
     * @param x input of the convolution, wide
     * @param kernel lengths, -1 where one is not known before a run
     */
    static Window of(Site at, Emit to, String x, long[] kernel) {
        return of(at, to, x, kernel, at.node().text("auto_pad", "NOTSET"));
    }

    /** The same with another way of padding. */
    static Window of(Site at, Emit to, String x, long[] kernel, String auto) {
        int axes = kernel.length;
        long[] strides = orOnes(at.node().wholes("strides"), axes);
        long[] dilations = orOnes(at.node().wholes("dilations"), axes);
        long[] pads = at.node().wholes("pads");
        long[] before = new long[axes];
        long[] behind = new long[axes];
        for (int i = 0; i < axes; i++) {
            if (auto.equals("NOTSET")) {
                before[i] = pads == null ? 0 : pads[i];
                behind[i] = pads == null ? 0 : pads[axes + i];
            } else if (!auto.equals("VALID")) {
                long total = same(at, to.types().length(x, i + 2), kernel[i], strides[i], dilations[i]);
                before[i] = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
                behind[i] = total - before[i];
            }
        }
        return new Window(kernel, strides, dilations, before, behind);
    }

    private static long[] orOnes(long @org.jspecify.annotations.Nullable [] given, int axes) {
        if (given != null) {
            return given;
        }
        long[] ones = new long[axes];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static long same(Site at, long length, long kernel, long stride, long dilation) {
        long reach = dilation * (kernel - 1) + 1;
        if (stride == 1 && kernel >= 0) {
            return reach - 1;
        }
        if (length < 0 || kernel < 0) {
            throw at.refusal("its padding depends on lengths that are not known before a run",
                    "Export the model with explicit padding or a fixed size.");
        }
        return Math.max(((length + stride - 1) / stride - 1) * stride + reach - length, 0);
    }

    int axes() {
        return kernel.length;
    }

    /** How far the kernel reaches. */
    long reach(int axis) {
        return dilations[axis] * (kernel[axis] - 1) + 1;
    }

    long[] pads() {
        return LongStream.concat(Arrays.stream(before), Arrays.stream(behind)).toArray();
    }

    /** As attributes of Conv or ConvTranspose. */
    Map<String, Attribute> attributes(long group) {
        return Attributes.of("strides", strides, "dilations", dilations, "pads", pads(), "group", group);
    }

    /**
     * The transposed convolution, in the shape of the convolution's input.
     *
     * @param g in the shape of what came out
     * @param x the convolution's input
     */
    String transposed(Emit to, String g, String weights, String x, String y, long group) {
        long[] more = new long[axes()];
        boolean surplus = false;
        for (int i = 0; i < more.length; i++) {
            long wide = to.types().rank(x) < 0 ? -1 : to.types().length(x, i + 2);
            long narrow = to.types().rank(y) < 0 ? -1 : to.types().length(y, i + 2);
            if (wide >= 0 && narrow >= 0 && kernel[i] >= 0) {
                more[i] = wide - (strides[i] * (narrow - 1) + reach(i) - before[i] - behind[i]);
            } else if (strides[i] > 1) {
                more[i] = strides[i] - 1;
                surplus = true;
            }
        }
        long[] pads = pads();
        for (int i = 0; i < more.length; i++) {
            // A window that hangs over the end: what falls there is cut away.
            pads[axes() + i] += Math.max(0, -more[i]);
            more[i] = Math.max(0, more[i]);
        }
        Map<String, Attribute> attributes = attributes(group);
        attributes.put("pads", new Attribute.Wholes(pads));
        if (Arrays.stream(more).anyMatch(length -> length != 0)) {
            attributes.put("output_padding", new Attribute.Wholes(more));
        }
        String made = to.op("ConvTranspose", attributes, g, weights);
        to.types().ranked(made, y, axes() + 2);
        return surplus ? cropped(to, made, x) : made;
    }

    /** The front of the spatial axes, as long as those of another edge. */
    String cropped(Emit to, String edge, String like) {
        long[] places = LongStream.range(2, axes() + 2L).toArray();
        String ends = to.op("Shape", Attributes.of("start", 2), like);
        return to.op("Slice", edge, to.ints(new long[axes()]), ends, to.ints(places));
    }
}
