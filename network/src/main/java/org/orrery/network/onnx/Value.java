package org.orrery.network.onnx;

/** A named edge of a graph with its type. */
public record Value(String name, ValueType type) {
    /** An edge whose type the runtime is to find out. */
    public static Value untyped(String name) {
        return new Value(name, new ValueType.Unknown());
    }

    /** A tensor. */
    public static Value tensor(String name, ElementType element, Dim... shape) {
        return new Value(name, new ValueType.OfTensor(element, java.util.List.of(shape)));
    }
}
