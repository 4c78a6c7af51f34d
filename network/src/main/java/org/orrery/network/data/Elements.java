package org.orrery.network.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

/** Numbers as the elements that an input expects. */
public final class Elements {
    private Elements() {}

    /**
     * A tensor of the type; whole types take the number rounded towards zero, so callers look at it before.
     *
     * @throws Refusal if such a type is not made from numbers
     */
    public static Tensor of(ElementType type, double[] values, long... shape) {
        if (type == ElementType.FLOAT) {
            float[] narrow = new float[values.length];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = (float) values[i];
            }
            return Tensor.of(narrow, shape);
        }
        long bytes = type.bytes(values.length);
        ByteBuffer buffer = ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type) {
                case FLOAT -> buffer.putFloat((float) value);
                case DOUBLE -> buffer.putDouble(value);
                case FLOAT16 -> buffer.putShort(Float.floatToFloat16((float) value));
                case BFLOAT16 -> buffer.putShort(bfloat((float) value));
                case INT64, UINT64 -> buffer.putLong((long) value);
                case INT32, UINT32 -> buffer.putInt((int) (long) value);
                case INT16, UINT16 -> buffer.putShort((short) (long) value);
                case INT8, UINT8 -> buffer.put((byte) (long) value);
                case BOOL -> buffer.put((byte) (value == 0 ? 0 : 1));
                case STRING, COMPLEX64, COMPLEX128, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4,
                        INT4, FLOAT4E2M1, FLOAT8E8M0 ->
                    throw new Refusal("An input of type " + type + " cannot be filled from numbers.",
                            "Export the model with inputs of another type.");
            }
        }
        return Tensor.raw(type, shape, buffer.flip());
    }

    /** Rounded to the nearest, ties to even. */
    private static short bfloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        return Float.isNaN(value)
                ? (short) 0x7fc0
                : (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }
}
