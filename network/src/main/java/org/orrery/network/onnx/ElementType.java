package org.orrery.network.onnx;

import java.util.Locale;

/** What a tensor holds, with the numbers of the ONNX standard (TensorProto.DataType). */
public enum ElementType {
    FLOAT(1, 32), UINT8(2, 8), INT8(3, 8), UINT16(4, 16), INT16(5, 16), INT32(6, 32), INT64(7, 64), STRING(8, 0), BOOL(
            9,
            8), FLOAT16(10, 16), DOUBLE(11, 64), UINT32(12, 32), UINT64(13, 64), COMPLEX64(14, 64), COMPLEX128(15,
                    128), BFLOAT16(16, 16), FLOAT8E4M3FN(17, 8), FLOAT8E4M3FNUZ(18, 8), FLOAT8E5M2(19,
                            8), FLOAT8E5M2FNUZ(20, 8), UINT4(21, 4), INT4(22, 4), FLOAT4E2M1(23, 4), FLOAT8E8M0(24, 8);

    private final int number;
    private final int bits;

    ElementType(int number, int bits) {
        this.number = number;
        this.bits = bits;
    }

    /** Its number in the standard. */
    public int number() {
        return number;
    }

    /** How many bytes so many elements take where they are stored raw; elements of four bits are packed in pairs. */
    public long bytes(long elements) {
        return (elements * bits + 7) / 8;
    }

    /** Whether it is a real number that is no integer: what can be differentiated. */
    public boolean isReal() {
        return this == FLOAT || this == DOUBLE || this == FLOAT16 || this == BFLOAT16;
    }

    /** Whether it is one of the whole numbers of eight bits or more. */
    public boolean isWhole() {
        return switch (this) {
            case UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32, UINT64 -> true;
            case FLOAT, STRING, BOOL, FLOAT16, DOUBLE, COMPLEX64, COMPLEX128, BFLOAT16, FLOAT8E4M3FN, FLOAT8E4M3FNUZ,
                    FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4, FLOAT4E2M1, FLOAT8E8M0 ->
                false;
        };
    }

    /**
     * The type with this number.
     *
     * @throws IllegalArgumentException if the standard has none that is known here
     */
    static ElementType of(int number) {
        for (ElementType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw new IllegalArgumentException("element type " + number);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
