package org.orrery.network.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers (or texts) on axes, immutable, row by row in little-endian order. Shapes may hold zeros; a shape without axes is
 * one number. Values are read in bulk, converted where that loses nothing or as said.
 */
public final class Tensor {
    private final ElementType type;
    private final long[] shape;
    private final ByteBuffer data;
    private final List<ByteString> texts;

    private Tensor(ElementType type, long[] shape, ByteBuffer data, List<ByteString> texts) {
        this.type = type;
        this.shape = shape.clone();
        this.data = data;
        this.texts = texts;
        long elements = elements(shape);
        long held = type == ElementType.STRING ? texts.size() : data.remaining();
        long needed = type == ElementType.STRING ? elements : type.bytes(elements);
        if (held != needed) {
            throw new IllegalArgumentException("a tensor " + type + " " + Arrays.toString(shape) + " needs " + needed
                    + (type == ElementType.STRING ? " texts" : " bytes") + " and has " + held);
        }
    }

    /**
     * Over bytes as ONNX stores them, from the buffer's position to its limit. The buffer is shared, not copied.
     *
     * @throws IllegalArgumentException if their number does not fit the shape
     */
    public static Tensor raw(ElementType type, long[] shape, ByteBuffer bytes) {
        return new Tensor(type, shape, bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN), List.of());
    }

    public static Tensor of(float[] values, long... shape) {
        ByteBuffer bytes = room(values.length, Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return raw(ElementType.FLOAT, shape, bytes);
    }

    public static Tensor of(double[] values, long... shape) {
        ByteBuffer bytes = room(values.length, Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return raw(ElementType.DOUBLE, shape, bytes);
    }

    public static Tensor of(long[] values, long... shape) {
        ByteBuffer bytes = room(values.length, Long.BYTES);
        bytes.asLongBuffer().put(values);
        return raw(ElementType.INT64, shape, bytes);
    }

    public static Tensor of(int[] values, long... shape) {
        ByteBuffer bytes = room(values.length, Integer.BYTES);
        bytes.asIntBuffer().put(values);
        return raw(ElementType.INT32, shape, bytes);
    }

    public static Tensor of(boolean[] values, long... shape) {
        ByteBuffer bytes = room(values.length, 1);
        for (int i = 0; i < values.length; i++) {
            bytes.put(i, (byte) (values[i] ? 1 : 0));
        }
        return raw(ElementType.BOOL, shape, bytes);
    }

    /** Texts. */
    public static Tensor of(List<ByteString> values, long... shape) {
        return new Tensor(ElementType.STRING, shape, ByteBuffer.allocate(0), List.copyOf(values));
    }

    /** One real number without axes. */
    public static Tensor scalar(float value) {
        return of(new float[]{value});
    }

    /** One whole number without axes. */
    public static Tensor scalar(long value) {
        return of(new long[]{value});
    }

    private static ByteBuffer room(int elements, int bytes) {
        // Outside the heap: the runtime reads it in place.
        return ByteBuffer.allocateDirect(Math.multiplyExact(elements, bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    public ElementType type() {
        return type;
    }

    public long[] shape() {
        return shape.clone();
    }

    public int rank() {
        return shape.length;
    }

    /** How many elements; at most what fits an array. */
    public int size() {
        return Math.toIntExact(elements(shape));
    }

    private static long elements(long[] shape) {
        long product = 1;
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("a tensor cannot have a shape of " + Arrays.toString(shape));
            }
            product = Math.multiplyExact(product, length);
        }
        return product;
    }

    /** The bytes as ONNX stores them, read-only, little-endian. */
    public ByteBuffer bytes() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    public List<ByteString> texts() {
        return texts;
    }

    /** All elements as doubles; whole numbers of 64 bits are rounded, booleans are 0 and 1. */
    public double[] doubles() {
        double[] values = new double[size()];
        ByteBuffer from = bytes();
        switch (type) {
            case DOUBLE -> from.asDoubleBuffer().get(values);
            case FLOAT -> {
                float[] narrow = new float[values.length];
                from.asFloatBuffer().get(narrow);
                for (int i = 0; i < values.length; i++) {
                    values[i] = narrow[i];
                }
            }
            case FLOAT16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.float16ToFloat(from.getShort(2 * i));
                }
            }
            case BFLOAT16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(from.getShort(2 * i) << 16);
                }
            }
            case UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32, UINT64, BOOL -> {
                long[] wholes = longs();
                for (int i = 0; i < values.length; i++) {
                    values[i] = type == ElementType.UINT64 && wholes[i] < 0
                            ? (double) (wholes[i] >>> 1) * 2
                            : (double) wholes[i];
                }
            }
            case STRING, COMPLEX64, COMPLEX128, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4,
                    FLOAT4E2M1, FLOAT8E8M0 ->
                throw new IllegalStateException(type + " cannot be read as real numbers");
        }
        return values;
    }

    /**
     * One element as a real number, as {@link #doubles} gives it.
     *
     * @param index row by row
     */
    public double real(int index) {
        return switch (type) {
            case DOUBLE -> bytes().getDouble(8 * index);
            case FLOAT -> bytes().getFloat(4 * index);
            case INT64 -> bytes().getLong(8 * index);
            case INT32 -> bytes().getInt(4 * index);
            case BOOL -> bytes().get(index) == 0 ? 0 : 1;
            case UINT8, INT8, UINT16, INT16, STRING, FLOAT16, UINT32, UINT64, COMPLEX64, COMPLEX128, BFLOAT16,
                    FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4, FLOAT4E2M1, FLOAT8E8M0 ->
                doubles()[index];
        };
    }

    /** All elements as floats, rounded where they are wider. */
    public float[] floats() {
        float[] values = new float[size()];
        if (type == ElementType.FLOAT) {
            bytes().asFloatBuffer().get(values);
            return values;
        }
        double[] wide = doubles();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) wide[i];
        }
        return values;
    }

    /** All elements as whole numbers: of the whole types and booleans only. 64 unsigned bits come as they are. */
    public long[] longs() {
        long[] values = new long[size()];
        ByteBuffer from = bytes();
        switch (type) {
            case INT64, UINT64 -> from.asLongBuffer().get(values);
            case INT32 -> fill(values, i -> from.getInt(4 * i));
            case UINT32 -> fill(values, i -> from.getInt(4 * i) & 0xffffffffL);
            case INT16 -> fill(values, i -> from.getShort(2 * i));
            case UINT16 -> fill(values, i -> from.getShort(2 * i) & 0xffffL);
            case INT8 -> fill(values, from::get);
            case UINT8 -> fill(values, i -> from.get(i) & 0xffL);
            case BOOL -> fill(values, i -> from.get(i) == 0 ? 0 : 1);
            case FLOAT, STRING, FLOAT16, DOUBLE, COMPLEX64, COMPLEX128, BFLOAT16, FLOAT8E4M3FN, FLOAT8E4M3FNUZ,
                    FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4, FLOAT4E2M1, FLOAT8E8M0 ->
                throw new IllegalStateException(type + " cannot be read as whole numbers");
        }
        return values;
    }

    private static void fill(long[] values, java.util.function.IntToLongFunction at) {
        for (int i = 0; i < values.length; i++) {
            values[i] = at.applyAsLong(i);
        }
    }

    /** The same elements on other axes. */
    public Tensor reshaped(long... other) {
        return new Tensor(type, other, data, texts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && type == that.type && Arrays.equals(shape, that.shape)
                && data.equals(that.data) && texts.equals(that.texts);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(shape);
    }

    /** Its type and shape, not its elements. */
    @Override
    public String toString() {
        return type + " " + Arrays.toString(shape);
    }
}
