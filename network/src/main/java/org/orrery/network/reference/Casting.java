package org.orrery.network.reference;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.util.List;
import org.orrery.network.onnx.ElementType;

/**
 * Casts. From one real type to another nothing changes (see {@link Evaluator}). Real numbers that a whole type does not
 * hold have no meaning in the standard: they saturate at 64 bits and wrap here, and differ from ONNX Runtime.
 */
final class Casting {
    private Casting() {}

    static void into(Table table) {
        table.one("Cast", call -> cast(call, call.in(0), call.element("to", ElementType.FLOAT)));
        table.one("CastLike", call -> cast(call, call.in(0), call.in(1).type()));
    }

    static Array cast(Call call, Array from, ElementType to) {
        if (from.type() == to) {
            return from;
        }
        if (!Evaluator.isNumber(to) && to != ElementType.BOOL && to != ElementType.STRING) {
            throw call.refusal("to " + to);
        }
        if (from.type() == ElementType.STRING) {
            return parse(from, to);
        }
        if (to == ElementType.STRING) {
            if (from.isReal()) {
                throw call.refusal("of real numbers to texts");
            }
            List<ByteString> texts = java.util.Arrays.stream(from.wholes())
                    .mapToObj(x -> ByteString.copyFromUtf8(from.type() == ElementType.UINT64
                            ? Long.toUnsignedString(x)
                            : Long.toString(x)))
                    .toList();
            return Array.texts(from.shape(), texts);
        }
        return from.isReal() ? Array.of(to, from.shape(), from.reals()) : wholes(from, to);
    }

    private static Array wholes(Array from, ElementType to) {
        return to.isReal() ? Array.of(to, from.shape(), from.reals()) : Array.whole(to, from.shape(), from.wholes());
    }

    private static Array parse(Array from, ElementType to) {
        String[] texts = from.texts().stream().map(text -> text.toStringUtf8().strip()).toArray(String[]::new);
        if (!to.isReal()) {
            long[] values = new long[texts.length];
            java.util.Arrays.setAll(values, i -> new BigInteger(texts[i]).longValue());
            return Array.whole(to, from.shape(), values);
        }
        double[] values = new double[texts.length];
        java.util.Arrays.setAll(values, i -> switch (texts[i].toLowerCase(java.util.Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(texts[i]);
        });
        return Array.of(to, from.shape(), values);
    }
}
