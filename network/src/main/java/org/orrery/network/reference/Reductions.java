package org.orrery.network.reference;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.orrery.network.onnx.ElementType;

/**
 * Folds over axes. No axes given means all, unless {@code noop_with_empty_axes} says none; then each element is folded by
 * itself. Over nothing a sum is 0, a product 1, a maximum minus infinity.
 */
final class Reductions {
    private Reductions() {}

    /** Folds whole numbers of a type. */
    @FunctionalInterface
    private interface Whole {
        long of(ElementType type, long[] values);
    }

    static void into(Table table) {
        fold(table, "ReduceSum", 13, x -> DoubleStream.of(x).sum(), (_, x) -> Arrays.stream(x).sum());
        fold(table, "ReduceMean", 18, x -> mean(x), (_, x) -> Arrays.stream(x).sum() / x.length);
        fold(table, "ReduceMax", 18, Reductions::max, Wholes::largest);
        fold(table, "ReduceMin", 18, x -> -max(negated(x)), Wholes::smallest);
        fold(table, "ReduceProd", 18, x -> DoubleStream.of(x).reduce(1, (a, b) -> a * b),
                (_, x) -> Arrays.stream(x).reduce(1, (a, b) -> a * b));
        fold(table, "ReduceL1", 18, x -> DoubleStream.of(x).map(Math::abs).sum(),
                (_, x) -> Arrays.stream(x).map(Math::abs).sum());
        fold(table, "ReduceSumSquare", 18, Reductions::squares, (_, x) -> Arrays.stream(x).map(a -> a * a).sum());
        fold(table, "ReduceL2", 18, x -> Math.sqrt(squares(x)),
                (_, x) -> (long) Math.sqrt(Arrays.stream(x).map(a -> a * a).sum()));
        fold(table, "ReduceLogSum", 18, x -> Math.log(DoubleStream.of(x).sum()),
                (_, x) -> (long) Math.log(Arrays.stream(x).sum()));
        fold(table, "ReduceLogSumExp", 18, Reductions::logSumExp,
                (_, x) -> (long) logSumExp(Arrays.stream(x).asDoubleStream().toArray()));
    }

    static double mean(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += each;
        }
        return sum / x.length;
    }

    static double max(double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double each : x) {
            max = Math.max(max, each);
        }
        return max;
    }

    private static double[] negated(double[] x) {
        return DoubleStream.of(x).map(each -> -each).toArray();
    }

    static double squares(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += each * each;
        }
        return sum;
    }

    static double logSumExp(double[] x) {
        double max = max(x);
        if (Double.isInfinite(max)) {
            return max;
        }
        double sum = 0;
        for (double each : x) {
            sum += Math.exp(each - max);
        }
        return max + Math.log(sum);
    }

    private static void fold(Table table, String name, int axesAreInput, ToDoubleFunction<double[]> real,
            Whole whole) {
        table.one(name, call -> {
            long[] axes = call.wholes("axes", 1, axesAreInput);
            int rank = call.in(0).rank();
            int[] over = axes == null || axes.length == 0
                    ? call.flag("noop_with_empty_axes") ? new int[0] : Axes.all(rank)
                    : Axes.axes(axes, rank);
            return fold(call.in(0), over, call.whole("keepdims", 1) != 0, real, whole);
        });
    }

    /** Folds real numbers over axes and drops them. */
    static Array over(Array x, ToDoubleFunction<double[]> fold, boolean keep, int... axes) {
        return fold(x, axes, keep, fold, (_, _) -> {
            throw new IllegalArgumentException("real numbers are expected");
        });
    }

    private static Array fold(Array x, int[] over, boolean keep, ToDoubleFunction<double[]> real,
            Whole whole) {
        int rank = x.rank();
        boolean[] folded = new boolean[rank];
        for (int axis : over) {
            folded[axis] = true;
        }
        int[] strides = Axes.strides(x.shape());
        int[] kept = java.util.stream.IntStream.range(0, rank).filter(i -> !folded[i]).toArray();
        int[] starts = Axes.places(at(x.shape(), kept), at(strides, kept), 0);
        int[] steps = Axes.places(at(x.shape(), over), at(strides, over), 0);
        int[] shape = x.shape().clone();
        for (int axis : over) {
            shape[axis] = 1;
        }
        int[] to = keep ? shape : at(shape, kept);
        if (x.isReal()) {
            double[] from = x.reals();
            double[] values = new double[starts.length];
            Arrays.setAll(values, i -> real.applyAsDouble(
                    Arrays.stream(steps).mapToDouble(step -> from[starts[i] + step]).toArray()));
            return Array.of(x.type(), to, values);
        }
        long[] from = x.wholes();
        long[] values = new long[starts.length];
        Arrays.setAll(values,
                i -> whole.of(x.type(), Arrays.stream(steps).mapToLong(step -> from[starts[i] + step]).toArray()));
        return Array.whole(x.type(), to, values);
    }

    static int[] at(int[] values, int[] places) {
        return Arrays.stream(places).map(place -> values[place]).toArray();
    }
}
