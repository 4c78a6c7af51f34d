package org.orrery.dynamics.sbml;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The models beside the checkout. Without them the tests that need them are skipped, and say so. */
final class SharedData {
    private SharedData() {}

    /** Every SBML file of the shared data, in order. */
    static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
        }
    }

    private static Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared/data/sbml");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        String absent = "THE SHARED MODELS ARE ABSENT (no shared/data/sbml in or beside the checkout): real files are not tested.";
        System.err.println(absent);
        assumeTrue(false, absent);
        throw new AssertionError("not reached");
    }
}
