package org.orrery.network.onnx;

import com.google.protobuf.ByteString;
import java.util.List;

/** A constant that belongs to a node. Arrays are not to be changed. */
public sealed interface Attribute {
    /** A real number. */
    record Real(float value) implements Attribute {}

    /** A whole number. */
    record Whole(long value) implements Attribute {}

    /** A text; ONNX does not say in which encoding, UTF-8 by habit. */
    record Text(ByteString bytes) implements Attribute {
        public Text(String text) {
            this(ByteString.copyFromUtf8(text));
        }

        public String text() {
            return bytes.toStringUtf8();
        }
    }

    /** A constant tensor. */
    record OfTensor(Tensor tensor) implements Attribute {}

    /** A graph of its own: the body of a loop, a branch. */
    record OfGraph(Graph graph) implements Attribute {}

    /** Real numbers. */
    @SuppressWarnings("ArrayRecordComponent") // read in bulk; nobody compares nodes by value
    record Reals(float[] values) implements Attribute {}

    /** Whole numbers. */
    @SuppressWarnings("ArrayRecordComponent")
    record Wholes(long[] values) implements Attribute {}

    /** Texts. */
    record Texts(List<ByteString> values) implements Attribute {
        public Texts {
            values = List.copyOf(values);
        }
    }

    /** Several tensors. */
    record Tensors(List<Tensor> values) implements Attribute {
        public Tensors {
            values = List.copyOf(values);
        }
    }

    /** Several graphs. */
    record Graphs(List<Graph> values) implements Attribute {
        public Graphs {
            values = List.copyOf(values);
        }
    }

    /**
     * Stands for the attribute of the function around it, until the function is expanded.
     *
     * @param name of the function's attribute
     * @param type its number in the standard
     */
    record Reference(String name, int type) implements Attribute {}

    /** Anything else (a type, a sparse tensor), as it was read. */
    record Opaque(ByteString bytes) implements Attribute {}
}
