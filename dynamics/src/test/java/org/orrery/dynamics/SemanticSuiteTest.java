package org.orrery.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.orrery.dynamics.SemanticSuite.Outcome;
import org.orrery.dynamics.SemanticSuite.Verdict;

/** The sample of the SBML semantic test suite: right, or refused by name; never wrong. */
class SemanticSuiteTest {
    private static final int CORE_CASES = 47;
    private static final int MUST_PASS = 47;
    private static final int DELAY_CASES = 6;
    private static final int COMPOSED_CASES = 8;
    private static final int FLUX_CASES = 5;

    @Test
    void coreCasesAreRightOrRefusedByName() throws IOException {
        List<Outcome> outcomes = SemanticSuite.run(SharedSbml.file("semantic"));
        Set<String> core = coreCases();
        assertThat(core).hasSize(CORE_CASES);
        Map<String, List<Outcome>> byCase = outcomes.stream().filter(outcome -> core.contains(id(outcome)))
                .collect(Collectors.groupingBy(SemanticSuiteTest::id, TreeMap::new, Collectors.toList()));
        assertThat(byCase.keySet()).isEqualTo(core);
        assertThat(byCase.values()).flatMap(files -> files)
                .filteredOn(outcome -> outcome.verdict() == Verdict.WRONG || outcome.verdict() == Verdict.FAILED)
                .isEmpty();
        assertThat(byCase.values()).flatMap(files -> files)
                .filteredOn(outcome -> outcome.verdict() == Verdict.REFUSED)
                .allSatisfy(outcome -> assertThat(outcome.detail()).isNotBlank().doesNotContain("null"));
        List<String> passed = byCase.entrySet().stream()
                .filter(each -> each.getValue().stream().allMatch(outcome -> outcome.verdict() == Verdict.PASSED))
                .map(Map.Entry::getKey).toList();
        assertThat(passed).hasSizeGreaterThanOrEqualTo(MUST_PASS);
    }

    @Test
    void hierarchicalModelsAreRight() throws IOException {
        List<Outcome> outcomes = SemanticSuite.run(SharedSbml.file("semantic"));
        Set<String> composed = cases(cells -> cells[3].equals("comp"));
        assertThat(composed).hasSize(COMPOSED_CASES);
        assertThat(outcomes).filteredOn(outcome -> composed.contains(id(outcome))).hasSize(2 * COMPOSED_CASES)
                .allSatisfy(outcome -> assertThat(outcome.verdict()).as(outcome.file() + " " + outcome.detail())
                        .isEqualTo(Verdict.PASSED));
    }

    @Test
    void noFileOfAPackageIsWrong() throws IOException {
        assertThat(SemanticSuite.run(SharedSbml.file("semantic"))).hasSizeGreaterThan(CORE_CASES)
                .filteredOn(outcome -> outcome.verdict() == Verdict.WRONG || outcome.verdict() == Verdict.FAILED)
                .isEmpty();
    }

    @Test
    void everyFluxBalancePasses() throws IOException {
        Set<String> fluxes = cases(cells -> cells[3].contains("fbc") && !cells[3].contains("comp"));
        assertThat(fluxes).hasSize(FLUX_CASES);
        assertThat(SemanticSuite.run(SharedSbml.file("semantic")))
                .filteredOn(outcome -> fluxes.contains(id(outcome))).hasSizeGreaterThanOrEqualTo(FLUX_CASES)
                .allSatisfy(outcome -> assertThat(outcome.verdict()).as(outcome.file()).isEqualTo(Verdict.PASSED));
    }

    @Test
    void everyCaseWithADelayPasses() throws IOException {
        Set<String> delayed = cases(cells -> cells[4].contains("CSymbolDelay"));
        assertThat(delayed).hasSize(DELAY_CASES);
        assertThat(SemanticSuite.run(SharedSbml.file("semantic")))
                .filteredOn(outcome -> delayed.contains(id(outcome))).hasSizeGreaterThanOrEqualTo(DELAY_CASES)
                .allSatisfy(outcome -> assertThat(outcome.verdict()).as(outcome.file()).isEqualTo(Verdict.PASSED));
    }

    private static String id(Outcome outcome) {
        return outcome.file().substring(0, 5);
    }

    private static Set<String> coreCases() throws IOException {
        return cases(cells -> cells[3].isEmpty());
    }

    private static Set<String> cases(Predicate<String[]> wanted) throws IOException {
        Set<String> cases = new HashSet<>();
        for (String line : Files.readAllLines(SharedSbml.file("semantic/cases.csv"))) {
            String[] cells = line.split(",", -1);
            if (cells[0].matches("\\d{5}") && wanted.test(cells)) {
                cases.add(cells[0]);
            }
        }
        return cases;
    }
}
