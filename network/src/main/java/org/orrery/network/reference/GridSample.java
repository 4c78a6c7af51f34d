package org.orrery.network.reference;

/** Reads an input with two or more spatial axes at places between its elements. */
final class GridSample {
    private GridSample() {}

    static void into(Table table) {
        table.one("GridSample", GridSample::sample);
    }

    private static Array sample(Call call) {
        Array x = call.in(0);
        Array grid = call.in(1);
        int rank = x.rank() - 2;
        String mode = call.text("mode", call.version() < 20 ? "bilinear" : "linear");
        int[] space = Convolution.spatial(x);
        int[] out = java.util.Arrays.copyOfRange(grid.shape(), 1, rank + 1);
        int[] shape = Convolution.shape(x.length(0), x.length(1), out);
        int area = Axes.size(out);
        double[] to = new double[Axes.size(shape)];
        for (int i = 0; i < to.length; i++) {
            int batch = i / area / x.length(1);
            double[] at = new double[rank];
            for (int axis = 0; axis < rank; axis++) {
                // The grid names the last axis first.
                double g = grid.real((batch * area + i % area) * rank + rank - 1 - axis);
                at[axis] = place(g, space[axis], call.flag("align_corners"));
            }
            to[i] = value(call, mode, x, i / area * Axes.size(space), space, at, 0, 0);
        }
        return Array.of(x.type(), shape, to);
    }

    private static double place(double g, int length, boolean corners) {
        return corners ? (g + 1) / 2 * (length - 1) : ((g + 1) * length - 1) / 2;
    }

    private static double value(Call call, String mode, Array x, int start, int[] space, double[] at, int axis,
            int place) {
        if (axis == space.length) {
            return x.real(start + place);
        }
        int length = space[axis];
        double p = at[axis];
        int reach = switch (mode) {
            case "nearest" -> 0;
            case "linear", "bilinear" -> 1;
            case "cubic", "bicubic" -> 2;
            default -> throw call.refusal("with mode = " + mode);
        };
        if (reach < 2) {
            p = wrapped(call, p, length);
        }
        int first = reach == 0 ? (int) Math.rint(p) : (int) Math.floor(p) - reach + 1;
        double sum = 0;
        for (int k = first; k <= first + Math.max(0, 2 * reach - 1); k++) {
            double weight = switch (reach) {
                case 0 -> 1;
                case 1 -> 1 - Math.abs(p - k);
                default -> Sampling.cubic(Math.abs(p - k), -0.75);
            };
            int inside = (int) Math.rint(wrapped(call, k, length));
            if (weight != 0 && inside >= 0 && inside < length) {
                sum += weight * value(call, mode, x, start, space, at, axis + 1, place * length + inside);
            }
        }
        return sum;
    }

    private static double wrapped(Call call, double p, int length) {
        return switch (call.text("padding_mode", "zeros")) {
            case "zeros" -> p;
            case "border" -> Math.clamp(p, 0, length - 1);
            case "reflection" -> reflected(p, call.flag("align_corners") ? 0 : -0.5,
                    call.flag("align_corners") ? length - 1 : length - 0.5);
            default -> throw call.refusal("with padding_mode = " + call.text("padding_mode", ""));
        };
    }

    private static double reflected(double p, double low, double high) {
        double range = high - low;
        if (range <= 0) {
            return low;
        }
        double beyond = Math.abs(p - low) % (2 * range);
        return low + (beyond > range ? 2 * range - beyond : beyond);
    }
}
