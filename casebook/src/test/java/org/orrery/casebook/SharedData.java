package org.orrery.casebook;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real data beside the checkout. Tests that need them say loudly when they are absent. */
public final class SharedData {
    private SharedData() {}

    /** The folder, or the end of the test where it is absent. */
    public static Path folder(String needed) {
        Path above = Path.of("").toAbsolutePath();
        while (above != null && !Files.exists(above.resolve("shared/data").resolve(needed))) {
            above = above.getParent();
        }
        if (above == null) {
            System.err.println("SKIPPED, loudly: the shared data are not here (" + needed
                    + "), so the case was told without them.");
        }
        Assumptions.assumeTrue(above != null, "shared data absent");
        return java.util.Objects.requireNonNull(above).resolve("shared/data");
    }
}
