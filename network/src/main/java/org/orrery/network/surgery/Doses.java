package org.orrery.network.surgery;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

/** The doses of one slot in all rows, as the inputs of its selection. */
final class Doses {
    private Doses() {}

    /**
     * Writes mask, value and factor.
     *
     * @param doses one a row; where the tensor has no axis of examples all are the same and the first one counts
     */
    static void write(Slot slot, RowShape shape, List<Dose> doses, Map<String, Tensor> inputs) {
        boolean resting = doses.stream().allMatch(Dose.Rest.class::isInstance);
        int rows = doses.size();
        long[] full = resting ? ones(shape.rank()) : shape.of(rows);
        int size = resting ? 1 : Math.toIntExact(Arrays.stream(full).reduce(1, Math::multiplyExact));
        boolean[] mask = new boolean[size];
        double[] values = new double[size];
        double[] factors = slot.kind() == Slot.Kind.AFFINE ? new double[size] : new double[0];
        Arrays.fill(factors, 1);
        for (int row = 0; row < (shape.batch() < 0 ? 1 : rows); row++) {
            switch (doses.get(row)) {
                case Dose.Rest _ -> {
                }
                case Dose.Put(int[] indices, double[] put) -> {
                    for (int i = 0; i < indices.length; i++) {
                        int at = shape.offset(indices[i], row, rows);
                        mask[at] = true;
                        values[at] = put[i];
                    }
                }
                case Dose.Bend(int[] indices, double factor, double[] addends) -> {
                    for (int i = 0; i < indices.length; i++) {
                        int at = shape.offset(indices[i], row, rows);
                        mask[at] = true;
                        values[at] = addends[i];
                        factors[at] = factor;
                    }
                }
            }
        }
        inputs.put(slot.mask(), Tensor.of(mask, full));
        inputs.put(slot.value(), tensor(slot, values, full));
        if (slot.kind() == Slot.Kind.AFFINE) {
            inputs.put(slot.factor(), tensor(slot, factors, full));
        }
    }

    private static long[] ones(int rank) {
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        return shape;
    }

    /**
     * In the type in which the selection is made.
     *
     * @throws Refusal if a value is no whole number where the tensor holds whole numbers
     */
    private static Tensor tensor(Slot slot, double[] values, long[] shape) {
        ElementType carrier = slot.carrier();
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(carrier.bytes(values.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (!carrier.isReal() && value != Math.rint(value)) {
                throw new Refusal("'" + slot.site() + "' holds whole numbers (" + slot.type() + "), and "
                        + value + " is none.", "Maybe move a tensor behind it, where the numbers are real.");
            }
            switch (carrier) {
                case FLOAT -> bytes.putFloat((float) value);
                case DOUBLE -> bytes.putDouble(value);
                case INT32 -> bytes.putInt((int) value);
                default -> bytes.putLong((long) value);
            }
        }
        return Tensor.raw(carrier, shape, bytes.flip());
    }
}
