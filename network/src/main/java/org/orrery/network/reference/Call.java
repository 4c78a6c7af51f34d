package org.orrery.network.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;

/**
 * One node at work.
 *
 * @param version of the operator set that the node is written in
 * @param inputs null where the node leaves one out
 * @param bodies evaluates a graph inside the node, which sees what the node sees
 */
record Call(Node node, int version, List<@Nullable Array> inputs, Bodies bodies) {
    /** Evaluates a graph on its inputs, in order. */
    @FunctionalInterface
    interface Bodies {
        List<Array> run(Graph graph, List<Array> inputs);
    }

    boolean has(int input) {
        return maybe(input) != null;
    }

    @Nullable
    Array maybe(int input) {
        return input < inputs.size() ? inputs.get(input) : null;
    }

    Array in(int input) {
        Array array = maybe(input);
        if (array == null) {
            throw new IllegalArgumentException("its input number " + input + " is missing");
        }
        return array;
    }

    /** All inputs, at least one, none of which may be left out. */
    List<Array> all() {
        in(0);
        return java.util.stream.IntStream.range(0, inputs.size()).mapToObj(this::in).toList();
    }

    boolean wants(int output) {
        return output < node.outputs().size() && !node.outputs().get(output).isEmpty();
    }

    int whole(String key, long byDefault) {
        return Math.toIntExact(node.whole(key, byDefault));
    }

    boolean flag(String key) {
        return node.whole(key, 0) != 0;
    }

    double real(String key, double byDefault) {
        return node.real(key, (float) byDefault);
    }

    String text(String key, String byDefault) {
        return node.text(key, byDefault);
    }

    long @Nullable [] wholes(String key) {
        return node.wholes(key);
    }

    int[] ints(String key, int... byDefault) {
        long[] values = node.wholes(key);
        return values == null ? byDefault : java.util.Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    /** Whole numbers that newer versions read from an input and older ones from an attribute; null where neither is there. */
    long @Nullable [] wholes(String key, int input, int sinceInput) {
        if (version < sinceInput) {
            return wholes(key);
        }
        Array given = maybe(input);
        return given == null ? null : given.wholes();
    }

    /** An element type given by its number in the standard. */
    ElementType element(String key, ElementType byDefault) {
        return element(node.whole(key, byDefault.number()));
    }

    static ElementType element(long number) {
        for (ElementType type : ElementType.values()) {
            if (type.number() == number) {
                return type;
            }
        }
        throw new IllegalArgumentException("there is no element type " + number);
    }

    Graph graph(String key) {
        if (node.attribute(key) instanceof Attribute.OfGraph(Graph graph)) {
            return graph;
        }
        throw new IllegalArgumentException("its attribute '" + key + "' is missing");
    }

    /** For options that are known and not evaluated. */
    Refusal refusal(String what) {
        return new Refusal(node.operator() + " " + what + " is not evaluated.",
                "Read edges that do not depend on it.");
    }
}
