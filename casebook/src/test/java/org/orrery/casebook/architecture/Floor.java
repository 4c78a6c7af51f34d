package org.orrery.casebook.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The modules of the house that stand under the laws, each with the modules it may lean on. */
enum Floor {
    CORE(Set.of()), EQUATION(Set.of("core")), LAB(Set.of("core")), TABLE(Set.of("core")), DYNAMICS(
            Set.of("core", "equation")), NETWORK(
                    Set.of("core", "table")), CAUSAL(Set.of("core", "equation", "table")), REPORT(
                            Set.of("core", "lab")), CLI(
                                    Set.of("core", "lab", "report")), CASEBOOK(
                                            Set.of("core", "equation", "lab", "dynamics", "network", "causal",
                                                    "report"));

    private final Set<String> below;

    Floor(Set<String> below) {
        this.below = below;
    }

    String module() {
        return name().toLowerCase(Locale.ROOT);
    }

    String packages() {
        return "org.orrery." + module() + "..";
    }

    /** Packages of the other floors that this one must not touch. */
    String[] forbidden() {
        return Arrays.stream(values())
                .filter(other -> other != this && !below.contains(other.module()))
                .map(Floor::packages)
                .toArray(String[]::new);
    }

    Path classes() {
        return root().resolve(module()).resolve(System.getProperty("orrery.target", "target")).resolve("classes");
    }

    /** The checkout: given by the build, or found above the working directory. */
    static Path root() {
        String given = System.getProperty("orrery.root");
        Path path = Path.of(given == null ? "" : given).toAbsolutePath();
        while (!Files.exists(path.resolve("mvnw"))) {
            path = path.getParent();
            if (path == null) {
                throw new IllegalStateException(
                        "No checkout at or above the working directory. Maybe run ./mvnw there.");
            }
        }
        return path;
    }
}
