package org.orrery.network.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes TypeProto, by field numbers: they are small and few. */
final class TypeParser {
    private static final int TENSOR = 1;

    private TypeParser() {}

    static ValueType type(ByteString bytes) throws InvalidProtocolBufferException {
        UnknownFieldSet type = UnknownFieldSet.parseFrom(bytes);
        if (!type.hasField(TENSOR)) {
            return type.asMap().isEmpty() ? new ValueType.Unknown() : new ValueType.Other(kind(type), bytes);
        }
        UnknownFieldSet tensor = message(type.getField(TENSOR));
        int number = (int) first(tensor.getField(1).getVarintList(), 0);
        if (number == 0) {
            return new ValueType.Unknown();
        }
        ElementType element;
        try {
            element = ElementType.of(number);
        } catch (IllegalArgumentException e) {
            return new ValueType.Other("tensor of element type " + number, bytes);
        }
        return new ValueType.OfTensor(element, tensor.hasField(2) ? dims(message(tensor.getField(2))) : null);
    }

    private static List<Dim> dims(UnknownFieldSet shape) throws InvalidProtocolBufferException {
        List<Dim> dims = new ArrayList<>();
        for (ByteString bytes : shape.getField(1).getLengthDelimitedList()) {
            UnknownFieldSet dim = UnknownFieldSet.parseFrom(bytes);
            if (dim.hasField(1)) {
                long length = first(dim.getField(1).getVarintList(), 0);
                // A length below 0 is an old habit for "unknown".
                dims.add(length < 0 ? new Dim.Free() : new Dim.Known(length));
            } else if (dim.hasField(2)) {
                List<ByteString> names = dim.getField(2).getLengthDelimitedList();
                dims.add(names.isEmpty() || names.getLast().isEmpty()
                        ? new Dim.Free()
                        : new Dim.Named(names.getLast().toStringUtf8()));
            } else {
                dims.add(new Dim.Free());
            }
        }
        return dims;
    }

    private static String kind(UnknownFieldSet type) {
        int number = type.asMap().keySet().iterator().next();
        return switch (number) {
            case 4 -> "sequence";
            case 5 -> "map";
            case 7 -> "opaque";
            case 8 -> "sparse tensor";
            case 9 -> "optional";
            default -> "type " + number;
        };
    }

    static @Nullable ByteString bytes(ValueType type) {
        return switch (type) {
            case ValueType.Unknown _ -> null;
            case ValueType.Other other -> other.bytes();
            case ValueType.OfTensor(ElementType element, List<Dim> shape) -> {
                UnknownFieldSet.Builder tensor = UnknownFieldSet.newBuilder().addField(1, varint(element.number()));
                if (shape != null) {
                    Field.Builder dims = Field.newBuilder();
                    shape.forEach(dim -> dims.addLengthDelimited(dim(dim).toByteString()));
                    UnknownFieldSet axes = shape.isEmpty()
                            ? UnknownFieldSet.getDefaultInstance()
                            : UnknownFieldSet.newBuilder().addField(1, dims.build()).build();
                    tensor.addField(2, Field.newBuilder().addLengthDelimited(axes.toByteString()).build());
                }
                yield UnknownFieldSet.newBuilder().addField(TENSOR,
                        Field.newBuilder().addLengthDelimited(tensor.build().toByteString()).build()).build()
                        .toByteString();
            }
        };
    }

    private static UnknownFieldSet dim(Dim dim) {
        return switch (dim) {
            case Dim.Known(long length) -> UnknownFieldSet.newBuilder().addField(1, varint(length)).build();
            case Dim.Named(String name) -> UnknownFieldSet.newBuilder().addField(2,
                    Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(name)).build()).build();
            case Dim.Free _ -> UnknownFieldSet.getDefaultInstance();
        };
    }

    private static Field varint(long value) {
        return Field.newBuilder().addVarint(value).build();
    }

    private static UnknownFieldSet message(Field field) throws InvalidProtocolBufferException {
        List<ByteString> parts = field.getLengthDelimitedList();
        if (parts.isEmpty()) {
            throw new InvalidProtocolBufferException("a type is no message");
        }
        return UnknownFieldSet.parseFrom(parts.getLast());
    }

    private static long first(List<Long> values, long byDefault) {
        return values.isEmpty() ? byDefault : values.getLast();
    }
}
