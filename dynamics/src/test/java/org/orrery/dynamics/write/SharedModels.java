package org.orrery.dynamics.write;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.sbml.SbmlReader;

/** The shared models that are read, with their files. Without the shared folder the tests that need it are skipped. */
final class SharedModels {
    private SharedModels() {}

    record Named(String name, Path file, Mechanism mechanism) {}

    static List<Named> all() throws IOException {
        List<Named> all = new ArrayList<>();
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(SharedModels::isModel).sorted().toList()) {
                try {
                    all.add(new Named(String.valueOf(file.getFileName()), file, new SbmlReader().read(file)));
                } catch (Refusal packages) {
                    // another test says which
                    continue;
                }
            }
        }
        return all;
    }

    private static boolean isModel(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith("BIOMD") || name.matches("\\d+-sbml-l\\dv\\d\\.xml");
    }

    private static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared/data/sbml");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        String absent = "THE SHARED SBML DATA ARE ABSENT (no shared/data/sbml in or beside the checkout): "
                + "real models are not written.";
        System.err.println(absent);
        assumeTrue(false, absent);
        throw new AssertionError("not reached");
    }
}
