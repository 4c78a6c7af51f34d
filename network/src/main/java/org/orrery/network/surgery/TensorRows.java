package org.orrery.network.surgery;

import java.nio.ByteBuffer;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

/** Rows of a tensor along its first axis. */
final class TensorRows {
    private TensorRows() {}

    /** The rows in this order, each as often as it is named. */
    static Tensor pick(Tensor tensor, int[] rows) {
        if (tensor.type() == ElementType.STRING) {
            throw new Refusal("Texts cannot be patched from.", "Maybe patch a tensor of numbers.");
        }
        long[] shape = tensor.shape();
        int bytes = shape[0] == 0 ? 0 : tensor.bytes().remaining() / (int) shape[0];
        ByteBuffer from = tensor.bytes();
        ByteBuffer to = ByteBuffer.allocateDirect(Math.multiplyExact(bytes, rows.length));
        for (int row : rows) {
            to.put(from.slice(row * bytes, bytes));
        }
        shape[0] = rows.length;
        return Tensor.raw(tensor.type(), shape, to.flip());
    }
}
