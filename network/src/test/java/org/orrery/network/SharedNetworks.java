package org.orrery.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real networks beside the checkout. Tests that need them say loudly when they are absent. */
public final class SharedNetworks {
    private static final Path ROOT = Path.of(System.getProperty("orrery.root", "..")).toAbsolutePath().normalize();

    private SharedNetworks() {}

    /** The folder, or the end of the test where it is absent. */
    public static Path folder() {
        Path folder = ROOT.resolveSibling("shared").resolve("data").resolve("networks");
        assumeTrue(Files.isDirectory(folder), () -> "SKIPPED: no shared data at " + folder);
        return folder;
    }

    public static Path file(String name) {
        return folder().resolve(name);
    }

    /** All models. */
    public static List<Path> models() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
