package org.orrery.network.reference;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Convolutions over any number of spatial axes. ONNX Runtime departs from the standard where a transposed one is asked for
 * the SAME length and its kernel reaches less far than its stride: it leaves out the last elements, which no input reaches.
 */
final class Convolution {
    private Convolution() {}

    static void into(Table table) {
        table.one("Conv", call -> convolve(call, call.in(0), call.in(1)));
        table.one("ConvTranspose", Convolution::transpose);
    }

    static int[] spatial(Array x) {
        if (x.rank() < 3) {
            throw new IllegalArgumentException("it needs a batch, channels and at least one more axis");
        }
        return Arrays.copyOfRange(x.shape(), 2, x.rank());
    }

    static int[] shape(int batch, int channels, int... spatial) {
        return IntStream.concat(IntStream.of(batch, channels), IntStream.of(spatial)).toArray();
    }

    static Array convolve(Call call, Array x, Array w) {
        int groups = call.whole("group", 1);
        int batch = x.length(0);
        int in = x.length(1);
        int out = w.length(0);
        int each = w.length(1);
        if (groups < 1 || each * groups != in || out % groups != 0) {
            throw new IllegalArgumentException(in + " channels in " + groups + " groups do not fit the weights");
        }
        Windows windows = Windows.of(call, spatial(x), spatial(w), false);
        Windows.Tap[] taps = windows.taps();
        int area = Axes.size(windows.input());
        int size = Axes.size(windows.kernel());
        double[] from = x.reals();
        double[] weights = w.reals();
        int[] shape = shape(batch, out, windows.output());
        double[] to = new double[Axes.size(shape)];
        for (int i = 0; i < to.length; i++) {
            Windows.Tap tap = taps[i % taps.length];
            int channel = i / taps.length % out;
            int first = i / taps.length / out * in + channel / (out / groups) * each;
            double sum = call.has(2) ? call.in(2).real(channel) : 0;
            for (int c = 0; c < each; c++) {
                int weight = (channel * each + c) * size;
                int input = (first + c) * area;
                for (int k = 0; k < tap.input().length; k++) {
                    sum += from[input + tap.input()[k]] * weights[weight + tap.kernel()[k]];
                }
            }
            to[i] = sum;
        }
        return Array.of(x.type(), shape, to);
    }

    /** What the backward way of a convolution does: each input element spreads the kernel over the output. */
    private static Array transpose(Call call) {
        Array x = call.in(0);
        Array w = call.in(1);
        int groups = call.whole("group", 1);
        int batch = x.length(0);
        int in = x.length(1);
        int each = w.length(1);
        if (groups < 1 || w.length(0) != in || in % groups != 0) {
            throw new IllegalArgumentException(in + " channels in " + groups + " groups do not fit the weights");
        }
        Windows windows = spreading(call, spatial(x), spatial(w));
        Windows.Tap[] taps = windows.taps();
        int area = Axes.size(windows.input());
        int size = Axes.size(windows.kernel());
        int out = each * groups;
        int[] shape = shape(batch, out, windows.input());
        double[] to = new double[Axes.size(shape)];
        for (int i = 0; call.has(2) && i < to.length; i++) {
            to[i] = call.in(2).real(i / area % out);
        }
        for (int i = 0; i < x.size(); i++) {
            Windows.Tap tap = taps[i % taps.length];
            int channel = i / taps.length % in;
            int first = i / taps.length / in * out + channel / (in / groups) * each;
            for (int c = 0; c < each; c++) {
                for (int k = 0; k < tap.input().length; k++) {
                    to[(first + c) * area + tap.input()[k]] += x.real(i)
                            * w.real((channel * each + c) * size + tap.kernel()[k]);
                }
            }
        }
        return Array.of(x.type(), shape, to);
    }

    /** The windows of the convolution that this one turns around: its input is the output here. */
    private static Windows spreading(Call call, int[] input, int[] kernel) {
        int rank = input.length;
        int[] ones = new int[rank];
        Arrays.fill(ones, 1);
        int[] strides = call.ints("strides", ones);
        int[] dilations = call.ints("dilations", ones);
        int[] pads = call.ints("pads", new int[2 * rank]);
        int[] more = call.ints("output_padding", new int[rank]);
        int[] wanted = call.ints("output_shape");
        String auto = call.text("auto_pad", "NOTSET");
        int[] before = Arrays.copyOf(pads, rank);
        int[] after = Arrays.copyOfRange(pads, rank, 2 * rank);
        int[] output = new int[rank];
        for (int i = 0; i < rank; i++) {
            int full = strides[i] * (input[i] - 1) + more[i] + (kernel[i] - 1) * dilations[i] + 1;
            boolean same = auto.startsWith("SAME");
            if (wanted.length > 0 || same) {
                output[i] = wanted.length > 0 ? wanted[wanted.length - rank + i] : input[i] * strides[i];
                int total = Math.max(0, full - output[i]);
                before[i] = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
                after[i] = total - before[i];
            } else {
                before[i] = auto.equals("VALID") ? 0 : before[i];
                after[i] = auto.equals("VALID") ? 0 : after[i];
                output[i] = full - before[i] - after[i];
            }
        }
        return new Windows(output, kernel, strides, dilations, before, after, input);
    }
}
