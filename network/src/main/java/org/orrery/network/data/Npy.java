package org.orrery.network.data;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

/**
 * One array in NumPy's format (numpy.lib.format, versions 1 to 3): numbers of either byte order, row by row or column by
 * column, and texts of fixed width. Objects (pickles) are refused: they are programs.
 */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z])(\\d*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    private Npy() {}

    /** @param where for messages */
    static Tensor read(byte[] bytes, String where) {
        if (bytes.length < 10 || !Arrays.equals(Arrays.copyOf(bytes, 6), MAGIC)) {
            throw new InvalidInput(where + " is no NumPy array.", "Maybe it is another kind of file.");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean first = bytes[6] == 1;
        int start = first ? 10 : 12;
        int length = bytes.length < start ? -1 : first ? buffer.getShort(8) & 0xffff : buffer.getInt(8);
        if (length < 0 || length > bytes.length - start) {
            throw cut(where);
        }
        String header = new String(bytes, start, length, StandardCharsets.UTF_8);
        Matcher descr = DESCR.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!descr.find() || !order.find() || !shape.find()) {
            throw header.contains("[(")
                    ? new Refusal(where + " is a table of mixed types, which is not supported.",
                            "Save one array for each column: numpy.savez(file, a=..., b=...).")
                    : new InvalidInput(where + " has a header that is not understood: " + header.strip(),
                            "Maybe save it again with numpy.save.");
        }
        long[] lengths = shape(shape.group(1), where);
        boolean bigEndian = descr.group(1).equals(">");
        String kind = descr.group(2);
        int width = descr.group(3).isEmpty() ? 0 : number(descr.group(3), where);
        ByteBuffer data = ByteBuffer.wrap(bytes, start + length, bytes.length - start - length).slice();
        boolean columns = order.group(1).equals("True") && lengths.length > 1;
        if (kind.equals("U") || kind.equals("S")) {
            return texts(data, kind, width, lengths, columns, bigEndian, where);
        }
        ElementType type = type(kind, width, where);
        long needed = type.bytes(size(lengths, where));
        if (needed > data.remaining()) {
            throw cut(where);
        }
        byte[] rows = new byte[Math.toIntExact(needed)];
        data.get(rows);
        if (bigEndian) {
            reverse(rows, width);
        }
        byte[] ordered = columns ? byRows(rows, lengths, width) : rows;
        return Tensor.raw(type, lengths, ByteBuffer.allocateDirect(ordered.length).put(ordered).flip());
    }

    private static InvalidInput cut(String where) {
        return new InvalidInput(where + " ends before its numbers do.", "Maybe the file was cut off.");
    }

    private static int number(String digits, String where) {
        if (digits.length() > 7) {
            throw cut(where);
        }
        return Integer.parseInt(digits);
    }

    private static long[] shape(String text, String where) {
        try {
            return Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty())
                    .mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new InvalidInput(where + " has the shape (" + text + "), which is none.",
                    "Maybe save it again with numpy.save.");
        }
    }

    private static long size(long[] lengths, String where) {
        long size = 1;
        for (long length : lengths) {
            if (length < 0 || length > 0 && size > Integer.MAX_VALUE / length) {
                throw new InvalidInput(where + " has the shape " + Arrays.toString(lengths)
                        + "; an array may hold 2 thousand million numbers.", "Maybe split it.");
            }
            size *= length;
        }
        return size;
    }

    private static ElementType type(String kind, int width, String where) {
        return switch (kind.toLowerCase(Locale.ROOT) + width) {
            case "f2" -> ElementType.FLOAT16;
            case "f4" -> ElementType.FLOAT;
            case "f8" -> ElementType.DOUBLE;
            case "i1" -> ElementType.INT8;
            case "i2" -> ElementType.INT16;
            case "i4" -> ElementType.INT32;
            case "i8" -> ElementType.INT64;
            case "u1" -> ElementType.UINT8;
            case "u2" -> ElementType.UINT16;
            case "u4" -> ElementType.UINT32;
            case "u8" -> ElementType.UINT64;
            case "b1" -> ElementType.BOOL;
            default -> throw new Refusal(where + " holds elements of the NumPy type '" + kind + width
                    + "', which is not supported" + (kind.equals("O") ? ": objects are programs." : "."),
                    "Save numbers or texts of fixed width: array.astype('float32').");
        };
    }

    private static void reverse(byte[] bytes, int width) {
        for (int at = 0; at + width <= bytes.length; at += width) {
            for (int i = 0; i < width / 2; i++) {
                byte left = bytes[at + i];
                bytes[at + i] = bytes[at + width - 1 - i];
                bytes[at + width - 1 - i] = left;
            }
        }
    }

    /** From column by column (the first axis runs fastest) to row by row. */
    private static byte[] byRows(byte[] bytes, long[] lengths, int width) {
        byte[] rows = new byte[bytes.length];
        int[] at = new int[lengths.length];
        int[] strides = new int[lengths.length];
        int stride = 1;
        for (int axis = 0; axis < lengths.length; axis++) {
            strides[axis] = stride;
            stride *= (int) lengths[axis];
        }
        for (int to = 0; to < bytes.length; to += width) {
            int from = 0;
            for (int axis = 0; axis < at.length; axis++) {
                from += at[axis] * strides[axis];
            }
            System.arraycopy(bytes, from * width, rows, to, width);
            for (int axis = at.length - 1; axis >= 0 && ++at[axis] == lengths[axis]; axis--) {
                at[axis] = 0;
            }
        }
        return rows;
    }

    private static Tensor texts(ByteBuffer data, String kind, int width, long[] lengths, boolean columns,
            boolean bigEndian, String where) {
        int each = width * (kind.equals("U") ? 4 : 1);
        long size = size(lengths, where);
        if (size * each > data.remaining()) {
            throw cut(where);
        }
        byte[] bytes = new byte[Math.toIntExact(size * each)];
        data.get(bytes);
        byte[] ordered = columns ? byRows(bytes, lengths, each) : bytes;
        List<ByteString> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String text = new String(ordered, i * each, each, !kind.equals("U")
                    ? StandardCharsets.ISO_8859_1
                    : bigEndian ? StandardCharsets.UTF_32BE : StandardCharsets.UTF_32LE);
            texts.add(ByteString.copyFromUtf8(text.replaceAll("\0+$", "")));
        }
        return Tensor.of(texts, lengths);
    }
}
