package org.orrery.network.gradient;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

/** Constants of any real type. */
final class Reals {
    private Reals() {}

    /** Rounded to the type where it is narrower. */
    static Tensor of(ElementType type, double[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(type.bytes(values.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type) {
                case FLOAT -> bytes.putFloat((float) value);
                case DOUBLE -> bytes.putDouble(value);
                case FLOAT16 -> bytes.putShort(Float.floatToFloat16((float) value));
                case BFLOAT16 -> {
                    int bits = Float.floatToRawIntBits((float) value);
                    bytes.putShort((short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16));
                }
                case INT64 -> bytes.putLong((long) value);
                case INT32 -> bytes.putInt((int) value);
                case UINT8, INT8, UINT16, INT16, STRING, BOOL, UINT32, UINT64, COMPLEX64, COMPLEX128, FLOAT8E4M3FN,
                        FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4, FLOAT4E2M1, FLOAT8E8M0 ->
                    throw new IllegalArgumentException("no derivative has the type " + type);
            }
        }
        return Tensor.raw(type, shape, bytes.flip().order(ByteOrder.LITTLE_ENDIAN));
    }
}
