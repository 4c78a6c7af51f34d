package org.orrery.network.reference;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.ElementType;

/** A dictionary from texts or numbers to texts or numbers. */
final class Labels {
    private Labels() {}

    static Array encode(Call call) {
        if (call.version() < 2) {
            throw call.refusal("before version 2");
        }
        Array keys = list(call, "keys");
        Array values = list(call, "values");
        if (keys == null || values == null) {
            throw new IllegalArgumentException("its keys or values are missing");
        }
        Map<Object, Integer> places = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            places.putIfAbsent(key(keys, i), i);
        }
        Array x = call.in(0);
        int[] found = new int[x.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = places.getOrDefault(key(x, i), values.size());
        }
        return Array.row(List.of(values.as(values.size()), other(call, values.type()))).pick(x.shape(), found);
    }

    /** Real keys are compared as float32; every NaN is one key. */
    private static Object key(Array x, int i) {
        return x.type() == ElementType.STRING
                ? x.texts().get(i)
                : x.isReal() ? (Object) (float) (x.real(i) + 0.0) : (Object) x.wholes()[i];
    }

    private static @Nullable Array list(Call call, String what) {
        return switch (call.node().attribute(what + "_strings")) {
            case Attribute.Texts texts -> Array.texts(new int[]{texts.values().size()}, texts.values());
            case null, default -> numbers(call, what);
        };
    }

    private static @Nullable Array numbers(Call call, String what) {
        long[] wholes = call.wholes(what + "_int64s");
        float[] reals = call.node().reals(what + "_floats");
        if (wholes != null) {
            return Array.whole(ElementType.INT64, new int[]{wholes.length}, wholes);
        }
        if (reals != null) {
            return Making.reals(reals);
        }
        return call.node().attribute(what + "_tensor") instanceof Attribute.OfTensor tensor
                ? Array.of(tensor.tensor())
                : null;
    }

    private static Array other(Call call, ElementType type) {
        if (call.node().attribute("default_tensor") instanceof Attribute.OfTensor tensor) {
            return Array.of(tensor.tensor()).as(1);
        }
        if (type == ElementType.STRING) {
            return Array.texts(new int[]{1}, List.of(ByteString.copyFromUtf8(call.text("default_string", "_Unused"))));
        }
        return type.isReal()
                ? Array.of(type, new int[]{1}, call.real("default_float", -0.0))
                : Array.whole(type, new int[]{1}, call.node().whole("default_int64", -1));
    }
}
