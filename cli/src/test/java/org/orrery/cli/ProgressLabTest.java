package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.orrery.core.Lab;

class ProgressLabTest {
    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    private final Lab lab = new ProgressLab(Lab.SINGLE, new PrintStream(drawn, true, StandardCharsets.UTF_8));

    @Test
    void longWorkIsDrawnAndWiped() {
        assertThat(lab.trials(5, ProgressLabTest::slow)).containsExactly(0, 1, 2, 3, 4);
        assertThat(drawn.toString(StandardCharsets.UTF_8)).contains("[", " of 5").endsWith("\r\033[K");
    }

    @Test
    void shortWorkDrawsNothing() {
        assertThat(lab.trials(1000, index -> index)).hasSize(1000);
        assertThat(drawn.size()).isZero();
    }

    @Test
    void failureWipesToo() {
        assertThatThrownBy(() -> lab.trials(9, index -> {
            if (index == 8) {
                throw new IllegalStateException("stop");
            }
            return slow(index);
        })).hasMessage("stop");
        assertThat(drawn.toString(StandardCharsets.UTF_8)).endsWith("\r\033[K");
    }

    private static int slow(int index) {
        long until = System.nanoTime() + 110_000_000;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
        return index;
    }
}
