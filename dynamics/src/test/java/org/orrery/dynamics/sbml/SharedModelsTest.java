package org.orrery.dynamics.sbml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Compartment;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.mechanism.Mechanism.Species;

/** Real files: each is read or refused by name, and the two levels of a case say the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedModelsTest {
    private static final int BIOMODELS = 21;
    private static final int CASES = 60;

    @Test
    void everyBioModelIsReadAndEveryCaseIsReadOrRefusedByItsPackage() throws IOException {
        List<String> read = new ArrayList<>();
        TreeSet<String> refused = new TreeSet<>();
        for (Path file : SharedData.models()) {
            try {
                new SbmlReader().read(file);
                read.add(file.getFileName().toString());
            } catch (Refusal e) {
                assertThat(e).hasMessageMatching("(?s).*SBML package fbc.*");
                refused.add(file.getParent().getFileName().toString());
            }
        }
        assertThat(read.stream().filter(name -> name.startsWith("BIOMD"))).hasSize(BIOMODELS);
        assertThat(refused).isEqualTo(casesOfFluxBalance());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothLevelsOfACaseSayTheSame(Path folder) throws IOException {
        List<String> summaries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().contains("-sbml-")).sorted().toList()) {
                summaries.add(summary(file));
            }
        }
        assertThat(summaries).isNotEmpty().allMatch(summary -> summary.equals(summaries.getFirst()));
    }

    static List<Path> cases() throws IOException {
        List<Path> folders = SharedData.models().stream().map(Path::getParent)
                .filter(folder -> folder.getParent().endsWith("semantic")).distinct().toList();
        assertThat(folders).hasSize(CASES);
        return folders;
    }

    private static TreeSet<String> casesOfFluxBalance() throws IOException {
        Path table = cases().getFirst().getParent().resolve("cases.csv");
        TreeSet<String> cases = new TreeSet<>();
        for (String line : Files.readAllLines(table)) {
            String[] columns = line.split(",", 5);
            if (columns[0].matches("\\d+") && columns[3].contains("fbc")) {
                cases.add(columns[0]);
            }
        }
        return cases;
    }

    /** Level 1 knows amounts only. */
    private static double amount(Species species, Mechanism mechanism) {
        double size = mechanism.compartments().stream().filter(c -> c.id().equals(species.compartment()))
                .mapToDouble(Compartment::size).sum();
        return Double.isNaN(species.amount()) ? species.concentration() * size : species.amount();
    }

    /** What must not depend on the level: names, values, and what sets what. */
    private static String summary(Path file) {
        Mechanism mechanism;
        try {
            mechanism = new SbmlReader().read(file);
        } catch (Refusal e) {
            return "refused";
        }
        Map<String, Object> all = new TreeMap<>();
        mechanism.compartments().forEach(c -> all.put(c.id(), "compartment " + c.size() + " " + c.dimensions()));
        mechanism.species().forEach(s -> all.put(s.id(),
                "species in " + s.compartment() + " " + amount(s, mechanism) + " " + s.boundary()));
        for (Parameter parameter : mechanism.parameters()) {
            // Level 2 has no named stoichiometries: they stand in the reaction itself.
            if (parameter.role() != Role.STOICHIOMETRY) {
                all.put(parameter.id(), "parameter " + parameter.value());
            }
        }
        mechanism.reactions().forEach(r -> all.put(r.id(), "reaction " + r.reactants().size() + " -> "
                + r.products().size() + " at " + r.rate() + (r.fast() ? " fast" : "")));
        for (Rule rule : mechanism.rules()) {
            switch (rule) {
                case Rule.Assignment(var target, var value) -> all.put("rule " + target, value);
                case Rule.Rate(var target, var value) -> all.put("rate " + target, value);
                case Rule.Algebraic(var value) -> all.put("algebraic " + value, value);
            }
        }
        mechanism.events().forEach(e -> all.put("event " + e.id(), e));
        return all.toString();
    }
}
