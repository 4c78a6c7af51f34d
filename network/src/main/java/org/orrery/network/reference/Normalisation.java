package org.orrery.network.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Shift and scale by mean and variance, or by a norm. */
final class Normalisation {
    private Normalisation() {}

    static void into(Table table) {
        table.many("BatchNormalization", Normalisation::batch);
        table.one("InstanceNormalization", call -> affine(
                blocks(call.in(0), call.in(0).length(0) * call.in(0).length(1), call.real("epsilon", 1e-5)),
                call.in(1), call.in(2)));
        table.one("GroupNormalization", Normalisation::group);
        table.many("LayerNormalization", Normalisation::layer);
        table.one("RMSNormalization", call -> rms(call.in(0), call.in(1), call.whole("axis", -1),
                call.real("epsilon", 1e-5)));
        table.one("SimplifiedLayerNormalization", call -> rms(call.in(0), call.in(1), call.whole("axis", -1),
                call.real("epsilon", 1e-5)));
        table.many(Table.MICROSOFT + "SkipLayerNormalization", call -> skip(call, false));
        table.many(Table.MICROSOFT + "SkipSimplifiedLayerNormalization", call -> skip(call, true));
        table.one("LpNormalization", call -> {
            int p = call.whole("p", 2);
            return Softmaxes.along(call.in(0), call.whole("axis", -1), x -> {
                double norm = Pooling.norm(x, p);
                return Arrays.stream(x).map(each -> norm == 0 ? 0 : each / norm).toArray();
            });
        });
        table.one("MeanVarianceNormalization", Normalisation::meanVariance);
        table.one("LRN", Normalisation::response);
    }

    /** One number a channel, laid along the second axis of a shape. */
    private static Array channels(Array x, int rank) {
        int[] shape = new int[rank];
        Arrays.fill(shape, 1);
        shape[Math.min(1, rank - 1)] = x.size();
        return x.as(shape);
    }

    private static Array affine(Array x, Array scale, Array bias) {
        Array scaled = Arithmetic.both(x, channels(scale, x.rank()), (a, b) -> a * b, (a, _) -> a);
        return Arithmetic.add(scaled, channels(bias, x.rank()));
    }

    /** Normalises each of so many equal stretches of the elements by its own mean and variance. */
    private static Array blocks(Array x, int count, double epsilon) {
        int length = count == 0 ? 1 : x.size() / count;
        return Softmaxes.along(x.as(count, length), 1, line -> standard(line, epsilon)).as(x.shape());
    }

    private static double[] standard(double[] x, double epsilon) {
        double mean = Reductions.mean(x);
        double deviation = Math.sqrt(variance(x, mean) + epsilon);
        return Arrays.stream(x).map(each -> (each - mean) / deviation).toArray();
    }

    private static double variance(double[] x, double mean) {
        return Arrays.stream(x).map(each -> (each - mean) * (each - mean)).sum() / x.length;
    }

    private static List<Array> batch(Call call) {
        Array x = call.in(0);
        double epsilon = call.real("epsilon", 1e-5);
        if (call.version() < 9 && call.whole("spatial", 1) == 0) {
            throw call.refusal("with spatial = 0");
        }
        if (!call.flag("training_mode")) {
            Array centred = Arithmetic.both(x, channels(call.in(3), x.rank()), (a, b) -> a - b, (a, _) -> a);
            Array factor = Arithmetic.both(call.in(1), call.in(4), (scale, variance) -> scale
                    / Math.sqrt(variance + epsilon), (a, _) -> a);
            return List.of(affine(centred, factor, call.in(2)));
        }
        double momentum = call.real("momentum", 0.9);
        int[] others = IntStream.range(0, x.rank()).filter(i -> i != 1).toArray();
        Array mean = Reductions.over(x, Reductions::mean, false, others);
        Array variance = Reductions.over(x, line -> variance(line, Reductions.mean(line)), false, others);
        Array centred = Arithmetic.both(x, channels(mean, x.rank()), (a, b) -> a - b, (a, _) -> a);
        Array factor = Arithmetic.both(call.in(1), variance, (scale, v) -> scale / Math.sqrt(v + epsilon), (a, _) -> a);
        return List.of(affine(centred, factor, call.in(2)), mixed(call.in(3), mean, momentum),
                mixed(call.in(4), variance, momentum));
    }

    private static Array mixed(Array old, Array now, double momentum) {
        return Arithmetic.both(old, now, (a, b) -> a * momentum + b * (1 - momentum), (a, _) -> a);
    }

    /** Before version 21 scale and bias are one number a group, since then one a channel. */
    private static Array group(Call call) {
        Array x = call.in(0);
        int groups = call.whole("num_groups", 1);
        int channels = x.length(1);
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(channels + " channels do not make " + groups + " groups");
        }
        Array normal = blocks(x, x.length(0) * groups, call.real("epsilon", 1e-5));
        int repeats = channels / Math.max(1, call.in(1).size());
        int[] places = IntStream.range(0, channels).map(i -> i / repeats).toArray();
        int[] shape = {channels};
        return affine(normal, call.in(1).pick(shape, places), call.in(2).pick(shape, places));
    }

    private static List<Array> layer(Call call) {
        Array x = call.in(0);
        int axis = Axes.axis(call.whole("axis", -1), x.rank());
        double epsilon = call.real("epsilon", 1e-5);
        int[] folded = IntStream.range(axis, x.rank()).toArray();
        Array mean = Reductions.over(x, Reductions::mean, true, folded);
        Array inverse = Reductions.over(x, line -> 1 / Math.sqrt(variance(line, Reductions.mean(line)) + epsilon), true,
                folded);
        Array normal = times(Arithmetic.both(x, mean, (a, b) -> a - b, (a, _) -> a), inverse);
        Array scaled = times(normal, call.in(1).over(stretched(call.in(1), x)));
        return List.of(call.has(2) ? Arithmetic.add(scaled, call.in(2)) : scaled, mean, inverse);
    }

    private static int[] stretched(Array small, Array x) {
        return Axes.broadcast(small.shape(), Arrays.copyOfRange(x.shape(), x.rank() - small.rank(), x.rank()));
    }

    private static Array times(Array a, Array b) {
        return Arithmetic.both(a, b, (x, y) -> x * y, (x, _) -> x);
    }

    private static Array rms(Array x, Array scale, int first, double epsilon) {
        int[] folded = IntStream.range(Axes.axis(first, x.rank()), x.rank()).toArray();
        Array inverse = Reductions.over(x, line -> 1 / Math.sqrt(Reductions.squares(line) / line.length + epsilon),
                true,
                folded);
        return times(times(x, inverse), scale);
    }

    /** ONNX Runtime's sum of two inputs, normalised: (input, skip, gamma, [beta], [bias]); the fourth output is the sum. */
    private static List<Array> skip(Call call, boolean simplified) {
        Array sum = Arithmetic.add(call.in(0), call.in(1));
        int bias = simplified ? 3 : 4;
        Array x = call.has(bias) ? Arithmetic.add(sum, call.in(bias)) : sum;
        double epsilon = call.real("epsilon", 1e-12);
        if (simplified) {
            Array normal = rms(x, call.in(2), -1, epsilon);
            return List.of(normal, normal, normal, x).subList(0, call.wants(3) ? 4 : 1);
        }
        Array normal = times(blocks(x, x.size() / x.length(x.rank() - 1), epsilon), call.in(2));
        Array shifted = call.has(3) ? Arithmetic.add(normal, call.in(3)) : normal;
        return List.of(shifted, shifted, shifted, x).subList(0, call.wants(3) ? 4 : 1);
    }

    private static Array meanVariance(Call call) {
        Array x = call.in(0);
        int[] axes = Axes.axes(Arrays.stream(call.ints("axes", 0, 2, 3)).asLongStream().toArray(), x.rank());
        Array mean = Reductions.over(x, Reductions::mean, true, axes);
        Array deviation = Reductions.over(x, line -> Math.sqrt(variance(line, Reductions.mean(line))) + 1e-9, true,
                axes);
        return Arithmetic.both(Arithmetic.both(x, mean, (a, b) -> a - b, (a, _) -> a), deviation, (a, b) -> a / b,
                (a, _) -> a);
    }

    /** Local response: each element is divided by a power of the squares in the channels around it. */
    private static Array response(Call call) {
        Array x = call.in(0);
        int size = call.whole("size", 1);
        double alpha = call.real("alpha", 1e-4) / size;
        double beta = call.real("beta", 0.75);
        double bias = call.real("bias", 1);
        return Softmaxes.along(x, 1, line -> {
            double[] to = new double[line.length];
            for (int c = 0; c < to.length; c++) {
                int start = Math.max(0, c - (size - 1) / 2);
                int end = Math.min(line.length, c + Math.ceilDiv(size - 1, 2) + 1);
                double sum = Reductions.squares(Arrays.copyOfRange(line, start, end));
                to[c] = line[c] / Math.pow(bias + alpha * sum, beta);
            }
            return to;
        });
    }

}
