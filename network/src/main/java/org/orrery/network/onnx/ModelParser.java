package org.orrery.network.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.InvalidInput;

/** Reads the messages of a model: ModelProto, GraphProto, NodeProto, FunctionProto and what they are made of. */
final class ModelParser {
    /** Graphs within graphs: a branch in a loop in a branch is rarely deeper than four. */
    private static final int DEEPEST = 16;

    private final CodedInputStream in;
    private final TensorParser tensors;
    private int depth;

    ModelParser(CodedInputStream in, TensorParser tensors) {
        this.in = in;
        this.tensors = tensors;
    }

    /** Reads one field of the message at hand, or says that it is none of those known. */
    @FunctionalInterface
    private interface Field {
        boolean read(int number) throws IOException;
    }

    OnnxModel model() throws IOException {
        Map<String, Long> opsets = new LinkedHashMap<>();
        List<Graph> graphs = new ArrayList<>();
        List<Function> functions = new ArrayList<>();
        long[] version = new long[1];
        String[] producer = {""};
        UnknownFieldSet rest = message(number -> {
            switch (number) {
                case 1 -> version[0] = in.readInt64();
                case 2 -> producer[0] = in.readString();
                case 7 -> graphs.add(nested(this::graph));
                case 8 -> nested(() -> opset(opsets));
                case 25 -> functions.add(nested(this::function));
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (graphs.size() != 1) {
            throw new InvalidInput(
                    tensors.file() + " is no ONNX model: it holds " + graphs.size() + " graphs, not one.",
                    "Maybe it is another kind of file, or was cut off.");
        }
        return new OnnxModel(version[0], producer[0], opsets, graphs.getFirst(), functions, rest);
    }

    private Map<String, Long> opset(Map<String, Long> opsets) throws IOException {
        String[] domain = {""};
        long[] version = new long[1];
        message(number -> {
            switch (number) {
                case 1 -> domain[0] = in.readString();
                case 2 -> version[0] = in.readInt64();
                default -> {
                    return false;
                }
            }
            return true;
        });
        opsets.put(domain[0].equals("ai.onnx") ? "" : domain[0], version[0]);
        return opsets;
    }

    private Graph graph() throws IOException {
        if (++depth > DEEPEST) {
            throw new InvalidInput(tensors.file() + " holds graphs within graphs, more than " + DEEPEST + " deep.",
                    "Maybe the file is broken.");
        }
        List<Node> nodes = new ArrayList<>();
        List<Value> inputs = new ArrayList<>();
        List<Value> outputs = new ArrayList<>();
        List<Value> hints = new ArrayList<>();
        Map<String, Tensor> initializers = new LinkedHashMap<>();
        String[] name = {""};
        UnknownFieldSet rest = message(number -> {
            switch (number) {
                case 1 -> nodes.add(nested(this::node));
                case 2 -> name[0] = in.readString();
                case 5 -> {
                    TensorParser.Named tensor = nested(() -> tensors.tensor(in));
                    initializers.put(tensor.name(), tensor.tensor());
                }
                case 11 -> inputs.add(nested(this::value));
                case 12 -> outputs.add(nested(this::value));
                case 13 -> hints.add(nested(this::value));
                default -> {
                    return false;
                }
            }
            return true;
        });
        depth--;
        return new Graph(name[0], nodes, inputs, outputs, hints, initializers, rest);
    }

    private Node node() throws IOException {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        String[] texts = {"", "", ""};
        UnknownFieldSet rest = message(number -> {
            switch (number) {
                case 1 -> inputs.add(in.readString());
                case 2 -> outputs.add(in.readString());
                case 3 -> texts[0] = in.readString();
                case 4 -> texts[1] = in.readString();
                case 5 -> nested(() -> new AttributeParser(in, tensors, this::nestedGraph).into(attributes));
                case 7 -> texts[2] = in.readString();
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new Node(texts[1], texts[2], texts[0], inputs, outputs, attributes, rest);
    }

    private Graph nestedGraph() throws IOException {
        return nested(this::graph);
    }

    private Function function() throws IOException {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Map<String, Attribute> defaults = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>();
        Map<String, Long> opsets = new LinkedHashMap<>();
        String[] texts = {"", "", ""};
        UnknownFieldSet rest = message(number -> {
            switch (number) {
                case 1 -> texts[0] = in.readString();
                case 4 -> inputs.add(in.readString());
                case 5 -> outputs.add(in.readString());
                case 6 -> names.add(in.readString());
                case 7 -> nodes.add(nested(this::node));
                case 9 -> nested(() -> opset(opsets));
                case 10 -> texts[1] = in.readString();
                case 11 -> nested(() -> new AttributeParser(in, tensors, this::nestedGraph).into(defaults));
                case 13 -> texts[2] = in.readString();
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new Function(texts[1], texts[0], texts[2], List.copyOf(inputs), List.copyOf(outputs), List.copyOf(names),
                Map.copyOf(defaults), List.copyOf(nodes), Map.copyOf(opsets), rest);
    }

    private Value value() throws IOException {
        String[] name = {""};
        ValueType[] type = {new ValueType.Unknown()};
        message(number -> {
            switch (number) {
                case 1 -> name[0] = in.readString();
                case 2 -> type[0] = TypeParser.type(in.readBytes());
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new Value(name[0], type[0]);
    }

    private UnknownFieldSet message(Field field) throws IOException {
        UnknownFieldSet.Builder rest = UnknownFieldSet.newBuilder();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (!field.read(WireFormat.getTagFieldNumber(tag)) && !rest.mergeFieldFrom(tag, in)) {
                throw new IOException("a group ends that never began");
            }
        }
        return rest.build();
    }

    /** Reads a part that may throw. */
    @FunctionalInterface
    interface Part<T> {
        T read() throws IOException;
    }

    private <T> T nested(Part<T> part) throws IOException {
        return nested(in, part);
    }

    static <T> T nested(CodedInputStream in, Part<T> part) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        T read = part.read();
        in.checkLastTagWas(0);
        in.popLimit(outer);
        return read;
    }

}
