package org.orrery.network.gradient;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.orrery.network.onnx.Tensor;

/** Seeded numbers that float32 holds exactly. */
final class Some {
    private final SplittableRandom random;

    Some(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Between two bounds, and not so near 0 that a difference would step over a kink there. */
    Tensor between(double low, double high, long... shape) {
        float[] values = new float[size(shape)];
        for (int i = 0; i < values.length; i++) {
            float value;
            do {
                value = (float) random.nextDouble(low, high);
            } while (Math.abs(value) < 0.01);
            values[i] = value;
        }
        return Tensor.of(values, shape);
    }

    Tensor reals(long... shape) {
        return between(-1.5, 1.5, shape);
    }

    /** Whole numbers from low to before high. */
    Tensor wholes(long low, long high, long... shape) {
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

    static Tensor ints(long... values) {
        return Tensor.of(values, values.length);
    }

    private static int size(long... shape) {
        return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
}
