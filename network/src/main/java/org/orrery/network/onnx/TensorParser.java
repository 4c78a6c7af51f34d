package org.orrery.network.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.InvalidInput;

/** Reads TensorProto: elements stored raw, typed, or in a file beside the model. */
final class TensorParser {
    private final String file;
    private final ExternalData external;

    TensorParser(String file, ExternalData external) {
        this.file = file;
        this.external = external;
    }

    record Named(String name, Tensor tensor) {}

    /** The model's file, for messages. */
    String file() {
        return file;
    }

    Named tensor(CodedInputStream in) throws IOException {
        Fields fields = new Fields();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            fields.read(in, tag);
        }
        ElementType type;
        try {
            type = ElementType.of(fields.type);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("In " + file + " the tensor '" + fields.name + "' has elements of type "
                    + fields.type + ", which is not known.", "Maybe export the model with another version of ONNX.");
        }
        long[] shape = Arrays.copyOf(fields.dims, fields.rank);
        try {
            return new Named(fields.name, type == ElementType.STRING
                    ? Tensor.of(fields.texts, shape)
                    : Tensor.raw(type, shape, fields.bytes(type, shape)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidInput("In " + file + " the tensor '" + fields.name + "' does not hold what it says: "
                    + e.getMessage() + ".", "Maybe the file was cut off or written by a broken exporter.");
        }
    }

    private final class Fields {
        private String name = "";
        private int type;
        private long[] dims = new long[4];
        private int rank;
        private ByteString raw = ByteString.EMPTY;
        private boolean outside;
        private final Map<String, String> entries = new LinkedHashMap<>();
        private final List<ByteString> texts = new ArrayList<>();
        /** Numbers stored one field each, in their bits. */
        private long[] typed = new long[8];
        private int count;
        private int stride;

        void read(CodedInputStream in, int tag) throws IOException {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> packed(in, tag, () -> {
                    if (rank == dims.length) {
                        dims = Arrays.copyOf(dims, 2 * rank);
                    }
                    dims[rank++] = in.readInt64();
                });
                case 2 -> type = in.readInt32();
                case 4 -> packed(in, tag, () -> add(in.readRawLittleEndian32(), 4));
                case 5 -> packed(in, tag, () -> add(in.readInt32(), 4));
                case 6 -> texts.add(in.readBytes());
                case 7 -> packed(in, tag, () -> add(in.readInt64(), 8));
                case 8 -> name = in.readString();
                case 9 -> raw = in.readBytes();
                case 10 -> packed(in, tag, () -> add(in.readRawLittleEndian64(), 8));
                case 11 -> packed(in, tag, () -> add(in.readUInt64(), 8));
                case 13 -> ModelParser.nested(in, () -> entry(in));
                case 14 -> outside = in.readEnum() == 1;
                default -> in.skipField(tag);
            }
        }

        private void add(long bits, int width) {
            if (count == typed.length) {
                typed = Arrays.copyOf(typed, 2 * count);
            }
            typed[count++] = bits;
            stride = width;
        }

        private boolean entry(CodedInputStream in) throws IOException {
            String key = "";
            String value = "";
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> key = in.readString();
                    case 2 -> value = in.readString();
                    default -> in.skipField(tag);
                }
            }
            entries.put(key, value);
            return true;
        }

        ByteBuffer bytes(ElementType element, long[] shape) {
            if (outside) {
                return external.map(name, entries, element, shape);
            }
            if (count == 0) {
                ByteBuffer direct = ByteBuffer.allocateDirect(raw.size()).put(raw.asReadOnlyByteBuffer()).flip();
                return direct;
            }
            // Typed fields: float16 and narrow integers stand in the 32-bit field, one each; complex numbers as pairs.
            int width = (int) Math.max(1, Math.min(stride, element.bytes(1)));
            ByteBuffer direct = ByteBuffer.allocateDirect(Math.multiplyExact(count, width))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i++) {
                switch (width) {
                    case 1 -> direct.put((byte) typed[i]);
                    case 2 -> direct.putShort((short) typed[i]);
                    case 4 -> direct.putInt((int) typed[i]);
                    default -> direct.putLong(typed[i]);
                }
            }
            return direct.flip();
        }
    }

    @FunctionalInterface
    private interface One {
        void read() throws IOException;
    }

    private static void packed(CodedInputStream in, int tag, One one) throws IOException {
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
}
