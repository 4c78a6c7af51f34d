package org.orrery.network.reference;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

/**
 * Elements on axes. Real elements are doubles whatever type they are declared to have; whole ones and booleans are longs
 * within the bounds of their type. Immutable by agreement: nobody changes the arrays that it hands out.
 */
final class Array {
    private final ElementType type;
    private final int[] shape;
    private final double[] reals;
    private final long[] wholes;
    private final List<ByteString> texts;

    private Array(ElementType type, int[] shape, double[] reals, long[] wholes, List<ByteString> texts) {
        this.type = type;
        this.shape = shape;
        this.reals = reals;
        this.wholes = wholes;
        this.texts = texts;
        int held = type == ElementType.STRING ? texts.size() : type.isReal() ? reals.length : wholes.length;
        if (Axes.size(shape) != held) {
            throw new IllegalArgumentException(held + " elements do not fill a shape " + Arrays.toString(shape));
        }
    }

    /** Numbers of any type but texts; whole ones are cut towards zero and wrapped into their type. */
    static Array of(ElementType type, int[] shape, double... values) {
        if (type.isReal()) {
            return new Array(type, shape, values, new long[0], List.of());
        }
        long[] cut = new long[values.length];
        for (int i = 0; i < cut.length; i++) {
            cut[i] = type == ElementType.BOOL ? (values[i] == 0 ? 0 : 1) : (long) values[i];
        }
        return whole(type, shape, cut);
    }

    /** Whole numbers, wrapped into their type. */
    static Array whole(ElementType type, int[] shape, long... values) {
        if (type.isReal()) {
            double[] reals = new double[values.length];
            Arrays.setAll(reals, i -> values[i]);
            return new Array(type, shape, reals, new long[0], List.of());
        }
        long[] wrapped = new long[values.length];
        for (int i = 0; i < wrapped.length; i++) {
            wrapped[i] = Wholes.wrap(type, values[i]);
        }
        return new Array(type, shape, new double[0], wrapped, List.of());
    }

    static Array whole(int... values) {
        return whole(ElementType.INT64, new int[]{values.length}, Arrays.stream(values).asLongStream().toArray());
    }

    static Array texts(int[] shape, List<ByteString> texts) {
        return new Array(ElementType.STRING, shape, new double[0], new long[0], texts);
    }

    static Array of(Tensor tensor) {
        int[] shape = Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray();
        ElementType type = tensor.type();
        if (type == ElementType.STRING) {
            return texts(shape, tensor.texts());
        }
        if (type == ElementType.BOOL || type.isWhole()) {
            return new Array(type, shape, new double[0], tensor.longs(), List.of());
        }
        if (!type.isReal()) {
            throw new Refusal("Tensors of " + type + " are not evaluated.", "Export the model with float weights.");
        }
        return new Array(type, shape, tensor.doubles(), new long[0], List.of());
    }

    /** Real elements come as float64, all others in their own type. */
    Tensor tensor() {
        long[] axes = Arrays.stream(shape).asLongStream().toArray();
        if (type == ElementType.STRING) {
            return Tensor.of(texts, axes);
        }
        return type.isReal() ? Tensor.of(reals, axes) : Wholes.tensor(type, wholes, axes);
    }

    ElementType type() {
        return type;
    }

    int[] shape() {
        return shape;
    }

    int length(int axis) {
        return shape[axis];
    }

    int rank() {
        return shape.length;
    }

    int size() {
        return type == ElementType.STRING ? texts.size() : Math.max(reals.length, wholes.length);
    }

    boolean isReal() {
        return type.isReal();
    }

    /** All numbers as doubles. */
    double[] reals() {
        if (type.isReal()) {
            return reals;
        }
        double[] values = new double[wholes().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Wholes.real(type, wholes[i]);
        }
        return values;
    }

    double real(int place) {
        return type.isReal() ? reals[place] : Wholes.real(type, wholes()[place]);
    }

    /** All whole numbers or booleans. */
    long[] wholes() {
        if (type.isReal() || type == ElementType.STRING) {
            throw new IllegalArgumentException("whole numbers are expected, not " + type);
        }
        return wholes;
    }

    int[] ints() {
        return Arrays.stream(wholes()).mapToInt(Math::toIntExact).toArray();
    }

    List<ByteString> texts() {
        if (type != ElementType.STRING) {
            throw new IllegalArgumentException("texts are expected, not " + type);
        }
        return texts;
    }

    /** The same elements on other axes. */
    Array as(int... other) {
        return new Array(type, other, reals, wholes, texts);
    }

    /** The same elements; a real type may become another real one without rounding. */
    Array typed(ElementType other) {
        return other == type ? this : isReal() ? of(other, shape, reals()) : whole(other, shape, wholes());
    }

    /** Elements from places of this array. */
    Array pick(int[] to, int[] places) {
        if (type == ElementType.STRING) {
            List<ByteString> picked = new ArrayList<>(places.length);
            for (int place : places) {
                picked.add(texts.get(place));
            }
            return texts(to, picked);
        }
        if (type.isReal()) {
            double[] picked = new double[places.length];
            for (int i = 0; i < picked.length; i++) {
                picked[i] = reals[places[i]];
            }
            return new Array(type, to, picked, wholes, texts);
        }
        long[] picked = new long[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = wholes[places[i]];
        }
        return new Array(type, to, reals, picked, texts);
    }

    /** All elements of all arrays in a row; they must have one type, up to the width of real numbers. */
    static Array row(List<Array> parts) {
        int size = parts.stream().mapToInt(Array::size).sum();
        int[] shape = {size};
        Array first = parts.getFirst();
        List<ByteString> texts = new ArrayList<>();
        double[] reals = new double[first.isReal() ? size : 0];
        long[] wholes = new long[first.isReal() || first.type == ElementType.STRING ? 0 : size];
        int at = 0;
        for (Array part : parts) {
            if (part.type != first.type && !(part.isReal() && first.isReal())) {
                throw new IllegalArgumentException(part.type + " does not go together with " + first.type);
            }
            texts.addAll(part.texts);
            System.arraycopy(part.reals, 0, reals, Math.min(at, reals.length), part.reals.length);
            System.arraycopy(part.wholes, 0, wholes, Math.min(at, wholes.length), part.wholes.length);
            at += part.size();
        }
        return new Array(first.type, shape, reals, wholes, texts);
    }

    /** Stretched to a shape. */
    Array over(int[] larger) {
        return Arrays.equals(shape, larger) ? this : pick(larger, Axes.spread(shape, larger));
    }

    Array map(DoubleUnaryOperator f) {
        double[] from = reals();
        double[] to = new double[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = f.applyAsDouble(from[i]);
        }
        return of(type, shape, to);
    }

    @Override
    public String toString() {
        return type + " " + Arrays.toString(shape);
    }
}
