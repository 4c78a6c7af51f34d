package org.orrery.network.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a model, message by message, each onto what its file said besides. */
final class ModelWriter {
    private ModelWriter() {}

    static ByteBuffer write(OnnxModel model, Set<String> elsewhere) {
        UnknownFieldSet.Builder out = model.rest().toBuilder();
        varint(out, 1, model.irVersion());
        text(out, 2, model.producer());
        message(out, 7, graph(model.graph(), elsewhere));
        model.opsets().forEach((domain, version) -> message(out, 8, opset(domain, version)));
        model.functions().forEach(function -> message(out, 25, function(function)));
        return out.build().toByteString().asReadOnlyByteBuffer();
    }

    private static ByteString opset(String domain, long version) {
        UnknownFieldSet.Builder out = UnknownFieldSet.newBuilder();
        text(out, 1, domain);
        varint(out, 2, version);
        return out.build().toByteString();
    }

    private static ByteString graph(Graph graph) {
        return graph(graph, Set.of());
    }

    private static ByteString graph(Graph graph, Set<String> elsewhere) {
        UnknownFieldSet.Builder out = graph.rest().toBuilder();
        graph.nodes().forEach(node -> message(out, 1, node(node)));
        text(out, 2, graph.name());
        graph.initializers().forEach((name, tensor) -> message(out, 5,
                elsewhere.contains(name) ? absent(name, tensor) : tensor(name, tensor)));
        graph.inputs().forEach(value -> message(out, 11, value(value)));
        graph.outputs().forEach(value -> message(out, 12, value(value)));
        graph.hints().forEach(value -> message(out, 13, value(value)));
        return out.build().toByteString();
    }

    private static ByteString node(Node node) {
        UnknownFieldSet.Builder out = node.rest().toBuilder();
        node.inputs().forEach(name -> message(out, 1, ByteString.copyFromUtf8(name)));
        node.outputs().forEach(name -> message(out, 2, ByteString.copyFromUtf8(name)));
        text(out, 3, node.name());
        text(out, 4, node.op());
        attributes(out, 5, node.attributes());
        text(out, 7, node.domain());
        return out.build().toByteString();
    }

    private static ByteString function(Function function) {
        UnknownFieldSet.Builder out = function.rest().toBuilder();
        text(out, 1, function.name());
        function.inputs().forEach(name -> message(out, 4, ByteString.copyFromUtf8(name)));
        function.outputs().forEach(name -> message(out, 5, ByteString.copyFromUtf8(name)));
        function.attributes().forEach(name -> message(out, 6, ByteString.copyFromUtf8(name)));
        function.nodes().forEach(node -> message(out, 7, node(node)));
        function.opsets().forEach((domain, version) -> message(out, 9, opset(domain, version)));
        text(out, 10, function.domain());
        attributes(out, 11, function.defaults());
        text(out, 13, function.overload());
        return out.build().toByteString();
    }

    private static void attributes(UnknownFieldSet.Builder out, int number, Map<String, Attribute> attributes) {
        attributes.forEach((name, attribute) -> message(out, number, attribute(name, attribute)));
    }

    private static ByteString attribute(String name, Attribute attribute) {
        UnknownFieldSet.Builder out = UnknownFieldSet.newBuilder();
        int type = switch (attribute) {
            case Attribute.Real(float value) -> {
                out.mergeField(2, Field.newBuilder().addFixed32(Float.floatToRawIntBits(value)).build());
                yield 1;
            }
            case Attribute.Whole(long value) -> {
                out.mergeField(3, Field.newBuilder().addVarint(value).build());
                yield 2;
            }
            case Attribute.Text(ByteString bytes) -> {
                message(out, 4, bytes);
                yield 3;
            }
            case Attribute.OfTensor(Tensor tensor) -> {
                message(out, 5, tensor("", tensor));
                yield 4;
            }
            case Attribute.OfGraph(Graph graph) -> {
                message(out, 6, graph(graph));
                yield 5;
            }
            case Attribute.Reals(float[] values) -> {
                Field.Builder field = Field.newBuilder();
                for (float value : values) {
                    field.addFixed32(Float.floatToRawIntBits(value));
                }
                out.mergeField(7, field.build());
                yield 6;
            }
            case Attribute.Wholes(long[] values) -> {
                Field.Builder field = Field.newBuilder();
                for (long value : values) {
                    field.addVarint(value);
                }
                out.mergeField(8, field.build());
                yield 7;
            }
            case Attribute.Texts(List<ByteString> values) -> {
                values.forEach(value -> message(out, 9, value));
                yield 8;
            }
            case Attribute.Tensors(List<Tensor> values) -> {
                values.forEach(value -> message(out, 10, tensor("", value)));
                yield 9;
            }
            case Attribute.Graphs(List<Graph> values) -> {
                values.forEach(value -> message(out, 11, graph(value)));
                yield 10;
            }
            case Attribute.Reference(String of, int kind) -> {
                text(out, 21, of);
                yield kind;
            }
            case Attribute.Opaque(ByteString bytes) -> {
                try {
                    out.mergeFrom(bytes);
                } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                    throw new IllegalStateException("was read as a message before", e);
                }
                yield 0;
            }
        };
        text(out, 1, name);
        if (type != 0) {
            varint(out, 20, type);
        }
        return out.build().toByteString();
    }

    /** A tensor whose elements lie outside the file; the place is a name that no folder holds. */
    private static ByteString absent(String name, Tensor tensor) {
        UnknownFieldSet.Builder place = UnknownFieldSet.newBuilder();
        text(place, 1, "location");
        text(place, 2, "given to the runtime");
        UnknownFieldSet.Builder out = kind(name, tensor);
        message(out, 13, place.build().toByteString());
        varint(out, 14, 1);
        return out.build().toByteString();
    }

    private static UnknownFieldSet.Builder kind(String name, Tensor tensor) {
        UnknownFieldSet.Builder out = UnknownFieldSet.newBuilder();
        for (long length : tensor.shape()) {
            varint(out, 1, length);
        }
        varint(out, 2, tensor.type().number());
        text(out, 8, name);
        return out;
    }

    private static ByteString tensor(String name, Tensor tensor) {
        UnknownFieldSet.Builder out = kind(name, tensor);
        if (tensor.type() == ElementType.STRING) {
            tensor.texts().forEach(each -> message(out, 6, each));
        } else {
            message(out, 9, UnsafeByteOperations.unsafeWrap(tensor.bytes()));
        }
        return out.build().toByteString();
    }

    private static ByteString value(Value value) {
        UnknownFieldSet.Builder out = UnknownFieldSet.newBuilder();
        text(out, 1, value.name());
        ByteString type = TypeParser.bytes(value.type());
        if (type != null) {
            message(out, 2, type);
        }
        return out.build().toByteString();
    }

    private static void varint(UnknownFieldSet.Builder out, int number, long value) {
        out.mergeField(number, Field.newBuilder().addVarint(value).build());
    }

    private static void text(UnknownFieldSet.Builder out, int number, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            message(out, number, ByteString.copyFromUtf8(text));
        }
    }

    private static void message(UnknownFieldSet.Builder out, int number, ByteString bytes) {
        out.mergeField(number, Field.newBuilder().addLengthDelimited(bytes).build());
    }
}
