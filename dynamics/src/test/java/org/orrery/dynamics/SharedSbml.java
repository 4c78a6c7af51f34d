package org.orrery.dynamics;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The shared folder of SBML data, beside or above the checkout. Without it the tests that need it are skipped. */
final class SharedSbml {
    private SharedSbml() {}

    static Path file(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/data/sbml").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        String absent = "THE SHARED SBML DATA ARE ABSENT (no shared/data/sbml/" + name
                + " in or beside the checkout): real models are not run.";
        System.err.println(absent);
        assumeTrue(false, absent);
        throw new AssertionError("not reached");
    }
}
