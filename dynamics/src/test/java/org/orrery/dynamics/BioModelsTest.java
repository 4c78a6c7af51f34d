package org.orrery.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.orrery.core.Model;
import org.orrery.core.Refusal;
import org.orrery.core.Run;
import org.orrery.core.Variable;
import org.orrery.core.World;

/** Curated models of the literature, run to the time that their table names. */
class BioModelsTest {
    private static final int MODELS = 21;
    private static final int MUST_RUN = 21;

    @Test
    void publishedModelsRunToTheirEndOrAreRefusedWithAReason() throws IOException {
        Map<String, Double> ends = ends();
        assertThat(ends).hasSize(MODELS);
        List<String> ran = new ArrayList<>();
        Map<String, String> refused = new TreeMap<>();
        ends.forEach((id, end) -> {
            try {
                run(id, end);
                ran.add(id);
            } catch (Refusal refusal) {
                refused.put(id, refusal.getMessage() + " " + refusal.advice());
            }
        });
        assertThat(ran).as("refused: %s", refused).hasSizeGreaterThanOrEqualTo(MUST_RUN);
    }

    private static void run(String id, double end) {
        Model model = new SbmlModelReader().read(SharedSbml.file("biomodels/" + id + ".xml"));
        List<String> species = model.variables().stream().filter(variable -> variable.kind().equals("species"))
                .map(Variable::name).toList();
        assertThat(species).as(id).isNotEmpty();
        Run run = Trial.of(model).run(World.Arming.OFF, species, List.of(0.0, end / 2, end));
        for (double[] course : run.courses()) {
            assertThat(Arrays.stream(course).allMatch(Double::isFinite)).as(id).isTrue();
        }
        assertThat(Arrays.stream(run.courses()).anyMatch(course -> course[0] != course[2])).as(id + " moves").isTrue();
    }

    /** The column T of the table. */
    private static Map<String, Double> ends() throws IOException {
        Map<String, Double> ends = new TreeMap<>();
        for (String line : Files.readAllLines(SharedSbml.file("README.md"))) {
            if (line.startsWith("| BIOMD")) {
                String[] cells = line.split("\\|");
                ends.put(cells[1].strip(), Double.parseDouble(cells[5].strip()));
            }
        }
        return ends;
    }
}
