package org.orrery.dynamics.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.orrery.core.Address;
import org.orrery.core.Model;
import org.orrery.core.OrreryException;
import org.orrery.core.Plan;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.MechanismModel;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Species;

/** What was written and read again runs as the model that was read from the file. */
class TrajectoryTest {
    private static final double CLOSE = 1e-12;
    private static final int POINTS = 5;

    @Test
    void everySharedModelRunsAsBefore() throws IOException {
        Map<String, String> different = new TreeMap<>();
        int[] ran = new int[2];
        Map<String, UnaryOperator<Mechanism>> ways = Map.of("sbml", SharedRoundTripTest::sbml, "antimony",
                SharedRoundTripTest::antimony, "both", m -> SharedRoundTripTest.sbml(SharedRoundTripTest.antimony(m)));
        for (SharedModels.Named each : SharedModels.all()) {
            List<String> species = each.mechanism().species().stream().map(Species::id).toList();
            double end = end(each.file());
            double[][] before = run(each.mechanism(), species, end);
            if (before == null) {
                continue;
            }
            ran[0]++;
            ways.forEach((way, written) -> {
                Mechanism again;
                try {
                    again = written.apply(each.mechanism());
                } catch (OrreryException refusal) {
                    assertThat(refusal).as(each.name()).hasMessageContaining("fast");
                    return;
                }
                ran[1]++;
                List<String> names = names(each.mechanism(), again);
                String difference = difference(species, before, run(again, names, end));
                if (!difference.isEmpty()) {
                    different.put(each.name() + " " + way, difference);
                }
            });
        }
        assertThat(different).isEmpty();
        assertThat(ran[0]).isGreaterThan(80);
        assertThat(ran[1]).isGreaterThan(3 * ran[0] - 20);
    }

    /** The species in the order of the file; some were renamed, none was moved. */
    private static List<String> names(Mechanism before, Mechanism after) {
        List<String> names = new ArrayList<>();
        Map<String, Boolean> known = new HashMap<>();
        after.species().forEach(pool -> known.put(pool.id(), true));
        for (int i = 0; i < before.species().size(); i++) {
            String id = before.species().get(i).id();
            names.add(known.containsKey(id) ? id : after.species().get(i).id());
        }
        return names;
    }

    private static double @Nullable [][] run(Mechanism mechanism, List<String> species, double end) {
        Model model = new MechanismModel(new Model.Source("model", "0"), mechanism);
        List<Double> grid = new ArrayList<>();
        for (int i = 0; i <= POINTS; i++) {
            grid.add(end * i / POINTS);
        }
        try {
            return model.prepare(new Plan(List.of(), List.of(), List.of(), species.stream().map(Address::of).toList(),
                    grid, Map.of())).run(new World(World.Arming.OFF, new double[0], 1)).courses();
        } catch (OrreryException | RunFailure unsupported) {
            return null;
        }
    }

    private static String difference(List<String> species, double[][] before, double @Nullable [][] after) {
        if (after == null) {
            return "does not run any more";
        }
        for (int i = 0; i < before.length; i++) {
            for (int t = 0; t <= POINTS; t++) {
                double a = before[i][t];
                double b = after[i][t];
                boolean same = Double.compare(a, b) == 0 || Math.abs(a - b) <= CLOSE * Math.max(Math.abs(a), 1e-300);
                if (!same) {
                    return species.get(i) + " at point " + t + ": " + a + " before, " + b + " after";
                }
            }
        }
        return "";
    }

    /** The end of a case's settings; of a model the first twentieth of the time that its table names. */
    private static double end(Path file) throws IOException {
        Path folder = file.getParent();
        String id = String.valueOf(folder.getFileName());
        Path settings = folder.resolve(id + "-settings.txt");
        if (Files.exists(settings)) {
            for (String line : Files.readAllLines(settings)) {
                if (line.startsWith("duration:")) {
                    return Double.parseDouble(line.substring(line.indexOf(':') + 1).strip());
                }
            }
        }
        String name = String.valueOf(file.getFileName()).replace(".xml", "");
        for (String line : Files.readAllLines(folder.resolveSibling("README.md"))) {
            if (line.startsWith("| " + name + " ")) {
                return Double.parseDouble(line.split("\\|")[5].strip()) / 20;
            }
        }
        throw new AssertionError("no end for " + file);
    }
}
