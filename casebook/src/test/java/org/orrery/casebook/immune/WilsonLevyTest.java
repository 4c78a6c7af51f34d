package org.orrery.casebook.immune;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Address;
import org.orrery.core.Intervention;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.SbmlModelReader;

/** The mechanism in this project's words and the published file are the same mechanism. */
class WilsonLevyTest {
    private static final List<String> SPECIES = List.of("T", "B", "E", "R", "V");

    @ParameterizedTest
    @ValueSource(strings = {"a1 *= 1", "a1 = 0", "a1 = 0 @ 0..30", "tgfb_secretion = knockout @ 5..90"})
    void movesAsThePublishedFileDoes(String move) {
        Path file = published();
        boolean there = Files.exists(file);
        if (!there) {
            System.err.println("SKIPPED, loudly: the shared data are not here, so " + file.getFileName()
                    + " was not compared.");
        }
        Assumptions.assumeTrue(there, "shared data absent");
        double[][] ours = courses(WilsonLevy.model(), move);
        double[][] theirs = courses(new SbmlModelReader().read(file), move);
        for (int k = 0; k < SPECIES.size(); k++) {
            for (int i = 0; i < ours[k].length; i++) {
                assertThat(Math.abs(ours[k][i] - theirs[k][i])).as(SPECIES.get(k) + " at " + i * 3)
                        .isLessThanOrEqualTo(1e-6 * Math.abs(theirs[k][i]));
            }
        }
    }

    private static double[][] courses(Model model, String move) {
        List<Double> days = Treatments.days().stream().filter(day -> day % 3 == 0).toList();
        Run run = model.prepare(new Plan(List.of("g0"), List.of(Intervention.parse(move)), List.of(),
                SPECIES.stream().map(Address::of).toList(), days, Map.of("rtol", "1e-9")))
                .run(new World(World.Arming.ON, new double[]{5000}, 1));
        return run.courses();
    }

    private static Path published() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("shared/data/sbml"))) {
            folder = folder.getParent();
        }
        Path root = folder == null ? Path.of("") : folder;
        return root.resolve("shared/data/sbml/biomodels/BIOMD0000000791.xml");
    }
}
