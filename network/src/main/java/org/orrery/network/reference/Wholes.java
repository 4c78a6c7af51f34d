package org.orrery.network.reference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

/** Whole numbers and booleans of each width, kept in longs; 64 unsigned bits as they are. */
final class Wholes {
    private Wholes() {}

    /** The low bits, as the type reads them. */
    static long wrap(ElementType type, long value) {
        return switch (type) {
            case INT8 -> (byte) value;
            case UINT8 -> value & 0xff;
            case INT16 -> (short) value;
            case UINT16 -> value & 0xffff;
            case INT32 -> (int) value;
            case UINT32 -> value & 0xffffffffL;
            case INT64, UINT64 -> value;
            case BOOL -> value == 0 ? 0 : 1;
            case FLOAT, STRING, FLOAT16, DOUBLE, COMPLEX64, COMPLEX128, BFLOAT16, FLOAT8E4M3FN, FLOAT8E4M3FNUZ,
                    FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4, FLOAT4E2M1, FLOAT8E8M0 ->
                throw new IllegalArgumentException("elements of " + type + " are not evaluated");
        };
    }

    static double real(ElementType type, long value) {
        return type == ElementType.UINT64 && value < 0 ? (value >>> 1) * 2.0 + (value & 1) : (double) value;
    }

    static int compare(ElementType type, long a, long b) {
        return type == ElementType.UINT64 ? Long.compareUnsigned(a, b) : Long.compare(a, b);
    }

    /** The largest of several; of none the least that the type holds. */
    static long largest(ElementType type, long[] values) {
        long best = least(type);
        for (long value : values) {
            best = compare(type, value, best) > 0 ? value : best;
        }
        return best;
    }

    /** The smallest of several; of none the most that the type holds. */
    static long smallest(ElementType type, long[] values) {
        long best = type == ElementType.BOOL ? 1 : ~least(type) & (-1L >>> (64 - 8 * (int) type.bytes(1)));
        for (long value : values) {
            best = compare(type, value, best) < 0 ? value : best;
        }
        return best;
    }

    private static long least(ElementType type) {
        boolean signed = wrap(type, -1) == -1 && type != ElementType.UINT64;
        return signed ? -1L << (8 * type.bytes(1) - 1) : 0;
    }

    static Tensor tensor(ElementType type, long[] values, long[] shape) {
        int width = (int) type.bytes(1);
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(values.length, width))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            switch (width) {
                case 1 -> bytes.put((byte) value);
                case 2 -> bytes.putShort((short) value);
                case 4 -> bytes.putInt((int) value);
                default -> bytes.putLong(value);
            }
        }
        return Tensor.raw(type, shape, bytes.flip());
    }
}
