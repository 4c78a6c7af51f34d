package org.orrery.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;
import org.orrery.core.OrreryException;
import org.orrery.network.SharedNetworks;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

class OnnxFileTest {
    private static final OnnxModel SMALL = OnnxModel.of(new Graph("small",
            List.of(Node.of("MatMul", List.of("x", "w"), "z"),
                    Node.of("Softmax", List.of("z"), List.of("y"), Map.of("axis", new Attribute.Whole(-1)))),
            List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(2))),
            List.of(Value.tensor("y", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(3))),
            Map.of("w", Tensor.of(new float[]{1, 2, 3, 4, 5, 6}, 2, 3))), 17);

    static byte[] bytes(OnnxModel model) {
        ByteBuffer buffer = OnnxFile.write(model);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        OnnxModel again = OnnxFile.read(bytes(SMALL), "small", null);
        assertThat(bytes(again)).isEqualTo(bytes(SMALL));
        assertThat(again.graph().inputs()).isEqualTo(SMALL.graph().inputs());
        assertThat(again.graph().initializers()).isEqualTo(SMALL.graph().initializers());
    }

    @Test
    void theRuntimeTakesWhatWasWritten() {
        try (Session session = Session.open(SMALL, RunSettings.USUAL)) {
            float[] y = session.run(Map.of("x", Tensor.of(new float[]{1, -1}, 1, 2))).getFirst().floats();
            assertThat(y[0] + y[1] + y[2]).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6f));
            assertThat(session.types().get("y"))
                    .isEqualTo(new ValueType.OfTensor(ElementType.FLOAT,
                            List.of(new Dim.Named("batch"), new Dim.Known(3))));
        }
    }

    @Test
    void realModelsComeBackAsTheyWere() throws IOException {
        for (Path file : SharedNetworks.models()) {
            OnnxModel model = OnnxFile.read(file);
            byte[] once = bytes(model);
            OnnxModel again = OnnxFile.read(once, "again", null);
            assertThat(bytes(again)).as(file.toString()).isEqualTo(once);
            assertThat(again.graph().nodes()).hasSameSizeAs(model.graph().nodes());
            assertThat(again.graph().initializers()).isEqualTo(model.graph().initializers());
            assertThat(once.length).as("little is lost: %s", file).isBetween((int) (Files.size(file) * 0.98),
                    (int) (Files.size(file) * 1.02));
            Session.open(model, RunSettings.USUAL).close();
        }
    }

    @Test
    void whatIsCutOffOrFlippedEndsInAMessage() {
        byte[] whole = bytes(SMALL);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            try {
                OnnxFile.read(part, "part", null);
            } catch (OrreryException e) {
                assertThat(e.advice()).isNotBlank();
            }
        }
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 20_000; trial++) {
            byte[] broken = whole.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            try {
                OnnxFile.read(broken, "broken", null);
            } catch (OrreryException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void noWeightsAreReadFromOutsideTheFolder() {
        for (String location : List.of("../secret", "/etc/hostname", "a/../../b", "", "no-such-file", "\0")) {
            assertThatExceptionOfType(InvalidInput.class).as(location)
                    .isThrownBy(() -> new ExternalData("m.onnx", Path.of("")).map("w", Map.of("location", location),
                            ElementType.FLOAT, new long[]{1}));
        }
    }
}
