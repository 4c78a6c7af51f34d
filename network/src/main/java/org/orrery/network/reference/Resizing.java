package org.orrery.network.reference;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Images made larger or smaller. Each axis is resampled by itself, since every mode separates.
 *
 * <p>ONNX Runtime differs from the standard where {@code antialias} shrinks: it leaves out what lies outside the image even
 * without {@code exclude_outside}. With {@code align_corners} the length of the new axis is the whole one, as the standard's
 * text and ONNX Runtime have it (its reference implementation takes the product of length and scale).
 */
final class Resizing {
    private Resizing() {}

    static void into(Table table) {
        table.one("Upsample", call -> {
            float[] given = call.node().reals("scales");
            double[] scales = given == null ? call.in(1).reals() : Making.reals(given).reals();
            int[] shape = scaled(call.in(0).shape(), scales);
            return resample(call, scales, shape, new double[2 * scales.length]);
        });
        table.one("Resize", Resizing::resize);
    }

    private static int[] scaled(int[] shape, double[] scales) {
        if (scales.length != shape.length) {
            throw new IllegalArgumentException("there are " + scales.length + " scales for " + shape.length + " axes");
        }
        return IntStream.range(0, shape.length).map(i -> (int) Math.floor(shape[i] * (double) (float) scales[i]))
                .toArray();
    }

    private static Array resize(Call call) {
        Array x = call.in(0);
        if (call.version() < 11) {
            return resample(call, call.in(1).reals(), scaled(x.shape(), call.in(1).reals()), new double[2 * x.rank()]);
        }
        long[] given = call.version() >= 18 ? call.wholes("axes") : null;
        int[] axes = given == null ? Axes.all(x.rank()) : Axes.axes(given, x.rank());
        double[] roi = region(x.rank(), axes, call.has(1) && call.in(1).size() > 0 ? call.in(1).reals() : null);
        double[] scales = new double[x.rank()];
        Arrays.fill(scales, 1);
        if (call.has(2) && call.in(2).size() > 0) {
            for (int i = 0; i < axes.length; i++) {
                scales[axes[i]] = call.in(2).real(i);
            }
            return resample(call, scales, scaled(x.shape(), scales), roi);
        }
        long[] sizes = call.in(3).wholes();
        int[] shape = x.shape().clone();
        String policy = call.text("keep_aspect_ratio_policy", "stretch");
        double[] ratios = IntStream.range(0, axes.length).mapToDouble(i -> sizes[i] / (double) x.length(axes[i]))
                .toArray();
        for (int i = 0; i < axes.length; i++) {
            double scale = switch (policy) {
                case "stretch" -> ratios[i];
                case "not_larger" -> Arrays.stream(ratios).min().orElse(1);
                case "not_smaller" -> Arrays.stream(ratios).max().orElse(1);
                default -> throw call.refusal("with keep_aspect_ratio_policy = " + policy);
            };
            scales[axes[i]] = scale;
            shape[axes[i]] = policy.equals("stretch")
                    ? Math.toIntExact(sizes[i])
                    : (int) Math.floor(scale * x.length(axes[i]) + 0.5);
        }
        return resample(call, scales, shape, roi);
    }

    /** Starts of all axes, then their ends, in units of the axis. */
    private static double[] region(int rank, int[] axes, double @Nullable [] given) {
        double[] roi = new double[2 * rank];
        Arrays.fill(roi, rank, 2 * rank, 1);
        for (int i = 0; given != null && i < axes.length; i++) {
            roi[axes[i]] = given[i];
            roi[rank + axes[i]] = given[axes.length + i];
        }
        return roi;
    }

    private static Array resample(Call call, double[] scales, int[] shape, double[] roi) {
        Array result = call.in(0);
        int rank = shape.length;
        boolean[][] outside = new boolean[rank][];
        for (int axis = 0; axis < rank; axis++) {
            Sampling sampling = Sampling.of(call, scales[axis], result.length(axis), shape[axis], roi[axis],
                    roi[rank + axis]);
            outside[axis] = sampling.outside();
            result = sampling.touches(result.length(axis)) ? along(result, axis, sampling) : result;
        }
        double extrapolated = call.real("extrapolation_value", 0);
        double[] values = result.reals().clone();
        int[] index = new int[rank];
        for (int i = 0; i < values.length; i++, Axes.next(index, shape)) {
            for (int axis = 0; axis < rank; axis++) {
                values[i] = outside[axis][index[axis]] ? extrapolated : values[i];
            }
        }
        return Array.of(result.type(), shape, values);
    }

    private static Array along(Array x, int axis, Sampling sampling) {
        int inner = Axes.product(x.shape(), axis + 1, x.rank());
        int length = sampling.places().length;
        int[] shape = Axes.with(x.shape(), axis, length);
        double[] from = x.reals();
        double[] to = new double[Axes.size(shape)];
        for (int i = 0; i < to.length; i++) {
            int start = i / inner / length * x.length(axis) * inner + i % inner;
            int[] places = sampling.places()[i / inner % length];
            double[] weights = sampling.weights()[i / inner % length];
            double sum = 0;
            for (int k = 0; k < places.length; k++) {
                sum += weights[k] == 0 ? 0 : weights[k] * from[start + places[k] * inner];
            }
            to[i] = sum;
        }
        return Array.of(x.type(), shape, to);
    }
}
