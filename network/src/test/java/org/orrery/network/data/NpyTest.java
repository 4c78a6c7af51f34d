package org.orrery.network.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.core.OrreryException;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

class NpyTest {
    /** A file as NumPy writes it, by the description of its format. */
    static byte[] file(String descr, boolean fortran, String shape, ByteBuffer data) {
        String header = "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + shape + "), }";
        String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + padded.length() + data.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[]{(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.ISO_8859_1)).put(data);
        return bytes.array();
    }

    static ByteBuffer floats(ByteOrder order, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.flip();
    }

    @Test
    void eitherByteOrderAndEitherOrderOfAxesIsTheSameArray() {
        float[] rows = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        float[] columns = new float[12];
        // Of the shape 2 x 3 x 2, with the first axis running fastest.
        for (int i = 0; i < 12; i++) {
            columns[i / 6 + 2 * (i / 2 % 3) + 6 * (i % 2)] = rows[i];
        }
        Tensor expected = Tensor.of(rows, 2, 3, 2);
        for (ByteOrder order : new ByteOrder[]{ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            String descr = order == ByteOrder.BIG_ENDIAN ? ">f4" : "<f4";
            assertThat(Npy.read(file(descr, false, "2, 3, 2", floats(order, rows)), "x")).isEqualTo(expected);
            assertThat(Npy.read(file(descr, true, "2, 3, 2", floats(order, columns)), "x")).isEqualTo(expected);
        }
    }

    @Test
    void textsAndSmallTypesAreRead() {
        ByteBuffer texts = ByteBuffer.wrap("ab\0c\0\0".getBytes(StandardCharsets.UTF_32LE));
        assertThat(Npy.read(file("<U3", false, "2,", texts), "x").texts())
                .containsExactly(ByteString.copyFromUtf8("ab"), ByteString.copyFromUtf8("c"));
        Tensor flags = Npy.read(file("|b1", false, "3,", ByteBuffer.wrap(new byte[]{0, 1, 1})), "x");
        assertThat(flags.type()).isEqualTo(ElementType.BOOL);
        assertThat(flags.doubles()).containsExactly(0, 1, 1);
        assertThat(Npy.read(file("<f4", false, "", floats(ByteOrder.LITTLE_ENDIAN, 7)), "x").rank()).isZero();
    }

    @Test
    void objectsAreRefusedAndBrokenFilesEndInAMessage() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Npy.read(file("|O8", false, "1,", ByteBuffer.allocate(8)), "x"))
                .withMessageContaining("programs");
        byte[] whole = file("<f4", false, "2, 3", floats(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(OrreryException.class).isThrownBy(() -> Npy.read(part, "x"));
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 5_000; trial++) {
            byte[] broken = whole.clone();
            broken[random.nextInt(100)] = (byte) random.nextInt();
            try {
                Npy.read(broken, "x");
            } catch (OrreryException e) {
                assertThat(e.advice()).isNotBlank();
            }
        }
    }
}
