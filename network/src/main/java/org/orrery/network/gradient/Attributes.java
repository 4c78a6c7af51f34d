package org.orrery.network.gradient;

import java.util.LinkedHashMap;
import java.util.Map;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Tensor;

/** Attributes of emitted nodes, written short. */
final class Attributes {
    private Attributes() {}

    /** From names and values by turns: a Long or Integer, a Float, a text, a {@code long[]} or a tensor each. */
    static Map<String, Attribute> of(Object... pairs) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put((String) pairs[i], switch (pairs[i + 1]) {
                case Integer value -> new Attribute.Whole(value);
                case Long value -> new Attribute.Whole(value);
                case Float value -> new Attribute.Real(value);
                case String text -> new Attribute.Text(text);
                case long[] values -> new Attribute.Wholes(values);
                case Tensor tensor -> new Attribute.OfTensor(tensor);
                default -> throw new IllegalArgumentException("an attribute of " + pairs[i + 1].getClass());
            });
        }
        return attributes;
    }
}
