package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void textThatBreaksOffLeavesNothing() throws IOException {
        Path place = folder.resolve("a.csv");
        assertThatThrownBy(() -> new WholeFile(place.toString()).write(writer -> {
            writer.write("half");
            writer.flush();
            throw new IOException("disk full");
        })).hasMessage("disk full");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void linkStaysALink() throws IOException {
        Path real = Files.writeString(folder.resolve("real.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), real);
        new WholeFile(link.toString()).write(writer -> writer.write("new"));
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void deviceIsWrittenToAndNotReplaced() throws IOException {
        Path device = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(device), "a device to write to");
        new WholeFile(device.toString()).write(writer -> writer.write("gone"));
        assertThat(Files.isRegularFile(device)).isFalse();
    }
}
