package org.orrery.network.onnx;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What flows along one edge of a graph. */
public sealed interface ValueType {
    /**
     * A dense tensor.
     *
     * @param shape its axes, null where not even their number is known
     */
    record OfTensor(ElementType element, @Nullable List<Dim> shape) implements ValueType {
        public OfTensor {
            shape = shape == null ? null : List.copyOf(shape);
        }

        @Override
        public String toString() {
            return element + (shape == null
                    ? " [...]"
                    : shape.stream().map(Dim::toString).collect(Collectors.joining(", ", " [", "]")));
        }
    }

    /**
     * A sequence, a map, an optional or a sparse tensor: carried along, not looked into.
     *
     * @param kind in the words of the standard
     * @param bytes the type as it was read
     */
    record Other(String kind, ByteString bytes) implements ValueType {
        @Override
        public String toString() {
            return kind;
        }
    }

    /** Nothing is said. */
    record Unknown() implements ValueType {
        @Override
        public String toString() {
            return "unknown";
        }
    }
}
