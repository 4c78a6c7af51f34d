package org.orrery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.core.InvalidInput;

class HtmlReportFileTest {
    @TempDir
    private Path folder;

    @Test
    void makesFoldersAndLeavesOneFile() throws IOException {
        Path file = folder.resolve("a/b/report.html");

        HtmlReport.write(Samples.refused(), file);

        assertThat(Files.readString(file)).isEqualTo(HtmlReport.html(Samples.refused()));
        assertThat(names(file.resolveSibling(""))).containsExactly("report.html");
    }

    @Test
    void replacesAnOlderReport() throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "old");

        HtmlReport.write(Samples.refused(), file);

        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>");
    }

    @Test
    void othersMayReadItAsAnyFile() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain.txt"), "");
        Path file = folder.resolve("report.html");

        HtmlReport.write(Samples.refused(), file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void aFolderIsNoPlace() throws IOException {
        Files.writeString(folder.resolve("kept.txt"), "kept");

        assertThatThrownBy(() -> HtmlReport.write(Samples.refused(), folder)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("it is a folder");
        assertThat(names(folder)).containsExactly("kept.txt");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "kept");

        assertThatThrownBy(() -> HtmlReport.write(Samples.refused(), file.resolve("report.html")))
                .isInstanceOfSatisfying(InvalidInput.class, e -> {
                    assertThat(e).hasMessageContaining("report.html");
                    assertThat(e.advice()).startsWith("Maybe");
                });
        assertThat(Files.readString(file)).isEqualTo("kept");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
