package org.orrery.network.surgery;

import java.util.Arrays;
import java.util.Map;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Batch;

/** How the elements of single examples lie in a tensor of many. */
final class RowShape {
    private final long[] example;
    private final int batch;
    private final int size;

    /**
     * @param example lengths of the axes of one example
     * @param batch the axis of examples in the tensor, -1 where no example flows through
     */
    RowShape(long[] example, int batch) {
        this.example = example.clone();
        this.batch = batch;
        this.size = Math.toIntExact(Arrays.stream(example).reduce(1, Math::multiplyExact));
    }

    long[] example() {
        return example.clone();
    }

    int batch() {
        return batch;
    }

    /** From a tensor as a run gave it. */
    static RowShape of(long[] shape, int batch) {
        return new RowShape(Batch.without(shape, batch), batch);
    }

    /** Of a slot that rests before its tensor was ever seen. */
    static RowShape unknown(int rank) {
        long[] ones = new long[Math.max(0, rank)];
        Arrays.fill(ones, 1);
        return new RowShape(ones, -1);
    }

    static Tensor get(Map<String, Tensor> edges, String edge) {
        Tensor tensor = edges.get(edge);
        if (tensor == null) {
            throw new IllegalStateException("never exposed: " + edge);
        }
        return tensor;
    }

    int rank() {
        return example.length + (batch < 0 ? 0 : 1);
    }

    /** Elements of one example. */
    int size() {
        return size;
    }

    /** Shape of a tensor of so many rows. */
    long[] of(int rows) {
        if (batch < 0) {
            return example.clone();
        }
        long[] shape = new long[example.length + 1];
        System.arraycopy(example, 0, shape, 0, batch);
        shape[batch] = rows;
        System.arraycopy(example, batch, shape, batch + 1, example.length - batch);
        return shape;
    }

    /** Where an element of one row lies in a tensor of so many rows. */
    int offset(int flat, int row, int rows) {
        return batch == 0 ? row * size + flat : Batch.index(flat, of(rows), batch, row);
    }

    /** The elements of one row. */
    double[] row(Tensor all, int row, int rows) {
        double[] values = new double[size];
        int first = batch <= 0 ? offset(0, row, rows) : -1;
        for (int flat = 0; flat < values.length; flat++) {
            values[flat] = all.real(first >= 0 ? first + flat : offset(flat, row, rows));
        }
        return values;
    }
}
