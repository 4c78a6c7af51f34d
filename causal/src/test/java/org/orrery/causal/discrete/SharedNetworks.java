package org.orrery.causal.discrete;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Networks beside the checkout. Without them the tests that need them are skipped, and say so. */
public final class SharedNetworks {
    private SharedNetworks() {}

    public static Path file(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/data/causal/bif").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        String absent = "THE SHARED NETWORKS ARE ABSENT (no shared/data/causal/bif in or beside the checkout): real files"
                + " are not tested.";
        System.err.println(absent);
        assumeTrue(false, absent);
        throw new AssertionError("not reached");
    }
}
