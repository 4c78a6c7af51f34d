package org.orrery.network.reference;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.orrery.network.onnx.Tensor;

/** Seeded tensors for tests. */
final class Draw {
    private final SplittableRandom random;

    Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    private static int size(long... shape) {
        return (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
    }

    /** Between -1.5 and 1.5. */
    Tensor reals(long... shape) {
        return between(-1, 1, x -> 1.5 * x, shape);
    }

    Tensor uniform(double low, double high, long... shape) {
        return between(low, high, x -> x, shape);
    }

    private Tensor between(double low, double high, java.util.function.DoubleUnaryOperator f, long... shape) {
        float[] values = new float[size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) f.applyAsDouble(random.nextDouble(low, high));
        }
        return Tensor.of(values, shape);
    }

    /** Whole numbers from low to before high. */
    Tensor whole(long low, long high, long... shape) {
        long[] values = new long[size(shape)];
        Arrays.setAll(values, _ -> random.nextLong(low, high));
        return Tensor.of(values, shape);
    }

    Tensor truth(long... shape) {
        boolean[] values = new boolean[size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextBoolean();
        }
        return Tensor.of(values, shape);
    }

    int number(int low, int high) {
        return random.nextInt(low, high);
    }
}
