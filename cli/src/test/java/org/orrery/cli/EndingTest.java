package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.core.RunFailure;

class EndingTest {
    static Stream<Arguments> ends() {
        return Stream.of(Arguments.of(new InvalidInput("Bad.", "Maybe good."), Exit.INVALID, "Bad.\nMaybe good.\n"),
                Arguments.of(new InvalidInput("Bad.", ""), Exit.INVALID, "Bad.\n"),
                Arguments.of(new Refusal("No.", "Data would do."), Exit.REFUSED, "Refused: No.\nData would do.\n"),
                Arguments.of(new WrongUsage("Twice.", "Maybe once."), Exit.USAGE, "Twice.\nMaybe once.\n"),
                Arguments.of(new RunFailure("x blew up. Maybe it divides by zero."), Exit.INVALID,
                        "The run did not reach its end: x blew up. Maybe it divides by zero.\n"),
                Arguments.of(new CancellationException(), Exit.INTERRUPTED, "Interrupted.\n"),
                Arguments.of(new IOException("disk full"), Exit.INVALID, "Reading or writing failed: disk full\n"
                        + "Maybe the disk is full or the folder is locked.\n"),
                Arguments.of(new UncheckedIOException(new AccessDeniedException("a.csv")), Exit.INVALID,
                        "Reading or writing failed: AccessDenied a.csv\n"
                                + "Maybe the disk is full or the folder is locked.\n"),
                Arguments.of(new NoSuchFileException("a.csv"), Exit.INVALID,
                        "Reading or writing failed: NoSuchFile a.csv\n"
                                + "Maybe the disk is full or the folder is locked.\n"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void oneOrTwoLinesAndACode(Throwable end, Exit exit, String said) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(tell(end, false, err)).isEqualTo(exit);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines(said);
    }

    @Test
    void memoryThatIsTooSmallIsNamedEvenInAWrapper() {
        for (Throwable end : new Throwable[]{new OutOfMemoryError(),
                new IllegalStateException(new OutOfMemoryError())}) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            assertThat(tell(end, false, err)).isEqualTo(Exit.DEFECT);
            assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("The memory is too small").contains("-Xmx");
        }
    }

    @Test
    void aDefectIsOneLineHoweverLongItsMessage() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(tell(new IllegalStateException("first\nsecond"), false, err)).isEqualTo(Exit.DEFECT);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("first").doesNotContain("second").hasLineCount(2);
    }

    @Test
    void theTraceOnlyOnRequest() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        tell(new InvalidInput("Bad.", ""), true, err);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\tat org.orrery.cli.EndingTest");
    }

    private static Exit tell(Throwable end, boolean debug, ByteArrayOutputStream err) {
        return Ending.tell(end, debug, new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
