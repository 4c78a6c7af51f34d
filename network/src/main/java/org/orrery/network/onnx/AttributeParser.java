package org.orrery.network.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads one AttributeProto. */
final class AttributeParser {
    private final CodedInputStream in;
    private final TensorParser tensors;
    private final ModelParser.Part<Graph> graph;

    private String name = "";
    private String reference = "";
    private int type;
    private float real;
    private long whole;
    private ByteString text = ByteString.EMPTY;
    private float[] reals = new float[8];
    private int realCount;
    private long[] wholes = new long[8];
    private int wholeCount;
    private final List<ByteString> texts = new ArrayList<>();
    private final List<Tensor> tensorList = new ArrayList<>();
    private final List<Graph> graphs = new ArrayList<>();

    AttributeParser(CodedInputStream in, TensorParser tensors, ModelParser.Part<Graph> graph) {
        this.in = in;
        this.tensors = tensors;
        this.graph = graph;
    }

    Map<String, Attribute> into(Map<String, Attribute> attributes) throws IOException {
        UnknownFieldSet.Builder rest = UnknownFieldSet.newBuilder();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            field(tag, rest);
        }
        attributes.put(name, attribute(rest.build()));
        return attributes;
    }

    private void field(int tag, UnknownFieldSet.Builder rest) throws IOException {
        switch (WireFormat.getTagFieldNumber(tag)) {
            case 1 -> name = in.readString();
            case 2 -> real = in.readFloat();
            case 3 -> whole = in.readInt64();
            case 4 -> text = in.readBytes();
            case 5, 10 -> tensorList.add(ModelParser.nested(in, () -> tensors.tensor(in)).tensor());
            case 6, 11 -> graphs.add(graph.read());
            case 7 -> packed(tag, () -> {
                if (realCount == reals.length) {
                    reals = Arrays.copyOf(reals, 2 * realCount);
                }
                reals[realCount++] = in.readFloat();
            });
            case 8 -> packed(tag, () -> {
                if (wholeCount == wholes.length) {
                    wholes = Arrays.copyOf(wholes, 2 * wholeCount);
                }
                wholes[wholeCount++] = in.readInt64();
            });
            case 9 -> texts.add(in.readBytes());
            case 20 -> type = in.readEnum();
            case 21 -> reference = in.readString();
            default -> {
                if (!rest.mergeFieldFrom(tag, in)) {
                    throw new IOException("a group ends that never began");
                }
            }
        }
    }

    /** Repeated numbers stand one by one or packed in a row; readers must take both. */
    @FunctionalInterface
    private interface One {
        void read() throws IOException;
    }

    private void packed(int tag, One one) throws IOException {
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            one.read();
            return;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
            one.read();
        }
        in.popLimit(outer);
    }

    private Attribute attribute(UnknownFieldSet rest) throws IOException {
        if (!reference.isEmpty()) {
            return new Attribute.Reference(reference, type);
        }
        return switch (type == 0 ? guess() : type) {
            case 1 -> new Attribute.Real(real);
            case 2 -> new Attribute.Whole(whole);
            case 3 -> new Attribute.Text(text);
            case 4 -> new Attribute.OfTensor(single(tensorList, "tensor"));
            case 5 -> new Attribute.OfGraph(single(graphs, "graph"));
            case 6 -> new Attribute.Reals(Arrays.copyOf(reals, realCount));
            case 7 -> new Attribute.Wholes(Arrays.copyOf(wholes, wholeCount));
            case 8 -> new Attribute.Texts(texts);
            case 9 -> new Attribute.Tensors(tensorList);
            case 10 -> new Attribute.Graphs(graphs);
            default -> new Attribute.Opaque(rest.toBuilder()
                    .mergeField(20, UnknownFieldSet.Field.newBuilder().addVarint(type).build()).build().toByteString());
        };
    }

    private <T> T single(List<T> values, String what) throws IOException {
        if (values.size() != 1) {
            throw new IOException("attribute '" + name + "' holds " + values.size() + " of a " + what);
        }
        return values.getFirst();
    }

    /** IR version 1 does not say which kind it is. */
    private int guess() {
        if (realCount > 0) {
            return 6;
        }
        if (wholeCount > 0) {
            return 7;
        }
        if (!texts.isEmpty()) {
            return 8;
        }
        if (!tensorList.isEmpty()) {
            return 4;
        }
        if (!graphs.isEmpty()) {
            return 5;
        }
        return !text.isEmpty() ? 3 : real != 0 ? 1 : 2;
    }
}
