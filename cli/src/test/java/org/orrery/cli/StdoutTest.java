package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StdoutTest {
    @Test
    void nothingIsLostWhereAllIsTaken() {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        assertThat(lossOf(taken)).isNull();
        assertThat(taken.toString(StandardCharsets.UTF_8)).isEqualTo("one");
    }

    @Test
    void fullDiskIsALossAndAReaderThatLeftIsNone() {
        assertThat(lossOf(failing("No space left on device"))).isEqualTo("No space left on device");
        assertThat(lossOf(failing("Broken pipe"))).isNull();
    }

    private static @Nullable String lossOf(OutputStream out) {
        Stdout stdout = new Stdout(out);
        PrintStream text = new PrintStream(stdout, true, StandardCharsets.UTF_8);
        text.print("one");
        text.flush();
        return stdout.loss();
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
