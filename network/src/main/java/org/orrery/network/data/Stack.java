package org.orrery.network.data;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Batch;
import org.orrery.network.place.Layout;

/**
 * Examples of one input, one after another.
 *
 * @param input where they go
 * @param all the examples on the first axis; where the input has no axis of examples, the input itself
 */
record Stack(Layout input, Tensor all) {
    /** Moves the axis of examples of an array that is laid out as the input is to the front. */
    static Tensor front(Tensor array, int batch) {
        if (batch <= 0) {
            return array;
        }
        long[] shape = array.shape();
        long[] example = Batch.without(shape, batch);
        int size = size(example);
        int count = (int) shape[batch];
        long[] fronted = new long[shape.length];
        fronted[0] = count;
        System.arraycopy(example, 0, fronted, 1, example.length);
        int width = (int) array.type().bytes(1);
        ByteBuffer from = array.bytes();
        ByteBuffer to = ByteBuffer.allocateDirect(size * count * width);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < size; k++) {
                to.put((i * size + k) * width, from, Batch.index(k, shape, batch, i) * width, width);
            }
        }
        return Tensor.raw(array.type(), fronted, to);
    }

    /** Some of the examples as the input of a run. */
    Tensor rows(int[] rows) {
        int batch = input.batchAxis();
        if (batch < 0) {
            return all;
        }
        long[] stacked = all.shape();
        long[] example = Batch.without(stacked, 0);
        int size = size(example);
        long[] shape = new long[stacked.length];
        for (int axis = 0, next = 0; axis < shape.length; axis++) {
            shape[axis] = axis == batch ? rows.length : example[next++];
        }
        if (all.type() == ElementType.STRING) {
            List<ByteString> texts = new ArrayList<>();
            for (int row : rows) {
                texts.addAll(all.texts().subList(row * size, (row + 1) * size));
            }
            return Tensor.of(texts, shape);
        }
        int width = (int) all.type().bytes(1);
        ByteBuffer from = all.bytes();
        ByteBuffer to = ByteBuffer.allocateDirect(rows.length * size * width);
        for (int i = 0; i < rows.length; i++) {
            if (batch == 0) {
                to.put(i * size * width, from, rows[i] * size * width, size * width);
                continue;
            }
            for (int k = 0; k < size; k++) {
                to.put(Batch.index(k, shape, batch, i) * width, from, (rows[i] * size + k) * width, width);
            }
        }
        return Tensor.raw(all.type(), shape, to);
    }

    static int size(long[] shape) {
        long size = 1;
        for (long length : shape) {
            size = Math.multiplyExact(size, length);
        }
        return Math.toIntExact(size);
    }
}
