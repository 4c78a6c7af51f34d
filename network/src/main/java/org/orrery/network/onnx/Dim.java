package org.orrery.network.onnx;

/** The length of one axis, as the model declares it. */
public sealed interface Dim {
    /** A length that is known. */
    record Known(long length) implements Dim {
        @Override
        public String toString() {
            return Long.toString(length);
        }
    }

    /** A length that is fixed by a run only, and the same wherever the name stands: {@code batch}. */
    record Named(String name) implements Dim {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A length of which nothing is said. */
    record Free() implements Dim {
        @Override
        public String toString() {
            return "?";
        }
    }
}
