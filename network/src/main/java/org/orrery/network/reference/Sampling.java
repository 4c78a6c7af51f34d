package org.orrery.network.reference;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How the elements of one resized axis are made from the old ones.
 *
 * @param places of the old elements, for each new one
 * @param weights of the old elements
 * @param outside whether the new element takes the value of extrapolation instead
 */
@SuppressWarnings("ArrayRecordComponent") // read element by element, never compared
record Sampling(int[][] places, double[][] weights, boolean[] outside) {

    /** Whether it does more than copy an axis of so many elements. */
    boolean touches(int length) {
        return places.length != length
                || !IntStream.range(0, length).allMatch(i -> places[i].length == 1 && places[i][0] == i);
    }

    static Sampling of(Call call, double scale, int from, int to, double start, double end) {
        boolean old = call.version() < 11;
        String how = call.text("coordinate_transformation_mode", old ? "asymmetric" : "half_pixel");
        int[][] places = new int[to][];
        double[][] weights = new double[to][];
        boolean[] outside = new boolean[to];
        for (int i = 0; i < to; i++) {
            double x = scale == 1 && from == to && !how.startsWith("tf_crop")
                    ? i
                    : coordinate(call, how, i, scale, from, to, start, end);
            outside[i] = how.startsWith("tf_crop") && (x < 0 || x > from - 1);
            switch (call.text("mode", "nearest")) {
                case "nearest" -> {
                    places[i] = new int[]{Math.clamp((long) nearest(call, x, scale), 0, from - 1)};
                    weights[i] = new double[]{1};
                }
                case "linear", "bilinear" -> spread(call, i, x, scale, from, 1, places, weights);
                case "cubic" -> spread(call, i, x, scale, from, 2, places, weights);
                default -> throw call.refusal("with mode = " + call.text("mode", ""));
            }
        }
        return new Sampling(places, weights, outside);
    }

    private static double coordinate(Call call, String how, int i, double scale, int from, int to, double start,
            double end) {
        return switch (how) {
            case "half_pixel" -> (i + 0.5) / scale - 0.5;
            case "pytorch_half_pixel" -> to > 1 ? (i + 0.5) / scale - 0.5 : 0;
            case "asymmetric" -> i / scale;
            case "align_corners" -> to > 1 ? i * (from - 1.0) / (to - 1.0) : 0;
            case "tf_half_pixel_for_nn" -> (i + 0.5) / scale;
            case "half_pixel_symmetric" -> from / 2.0 * (1 - to / (scale * from)) + (i + 0.5) / scale - 0.5;
            case "tf_crop_and_resize" -> to > 1
                    ? start * (from - 1) + i * (end - start) * (from - 1) / (to - 1)
                    : 0.5 * (start + end) * (from - 1);
            default -> throw call.refusal("with coordinate_transformation_mode = " + how);
        };
    }

    /** Before version 11 the standard leaves the choice open; ONNX Runtime rounds up when it makes an axis shorter. */
    private static double nearest(Call call, double x, double scale) {
        String how = call.version() < 11
                ? scale < 1 ? "ceil" : "floor"
                : call.text("nearest_mode", "round_prefer_floor");
        return switch (how) {
            case "round_prefer_floor" -> Math.ceil(x - 0.5);
            case "round_prefer_ceil" -> Math.floor(x + 0.5);
            case "floor" -> Math.floor(x);
            case "ceil" -> Math.ceil(x);
            default -> throw call.refusal("with nearest_mode = " + how);
        };
    }

    /** Weighs the neighbours by a kernel that reaches so far; with {@code antialias} it is stretched when shrinking. */
    private static void spread(Call call, int i, double x, double scale, int from, int reach, int[][] places,
            double[][] weights) {
        boolean smooth = call.flag("antialias") && scale < 1;
        double narrow = smooth ? scale : 1;
        int first = (int) Math.floor(x - reach / narrow) + 1;
        int last = (int) Math.ceil(x + reach / narrow) - 1;
        double a = call.real("cubic_coeff_a", -0.75);
        boolean linear = reach == 1;
        boolean exclude = (smooth || !linear) && call.flag("exclude_outside");
        int[] seen = IntStream.rangeClosed(first, Math.max(first, last)).toArray();
        double[] kernel = Arrays.stream(seen).mapToDouble(place -> {
            double distance = Math.abs(place - x) * narrow;
            boolean dropped = exclude && (place < 0 || place >= from);
            return dropped ? 0 : linear ? Math.max(0, 1 - distance) : cubic(distance, a);
        }).toArray();
        double sum = exclude || linear || smooth ? DoubleStream.of(kernel).sum() : 1;
        places[i] = Arrays.stream(seen).map(place -> Math.clamp(place, 0, from - 1)).toArray();
        weights[i] = DoubleStream.of(kernel).map(weight -> weight / sum).toArray();
    }

    /** Keys' cubic convolution kernel (1981). */
    static double cubic(double d, double a) {
        if (d <= 1) {
            return ((a + 2) * d - (a + 3)) * d * d + 1;
        }
        return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
    }
}
