package org.orrery.dynamics.logical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.orrery.dynamics.logical.LogicalText.and;
import static org.orrery.dynamics.logical.LogicalText.compare;
import static org.orrery.dynamics.logical.LogicalText.document;
import static org.orrery.dynamics.logical.LogicalText.one;
import static org.orrery.dynamics.logical.LogicalText.species;
import static org.orrery.dynamics.logical.LogicalText.term;
import static org.orrery.dynamics.logical.LogicalText.transition;
import static org.orrery.dynamics.logical.LogicalText.transitions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.Trial;

/** Transitions that take and make: standard Petri nets, whose tokens are counted here by hand. */
class PetriNetTest {
    private static String takes(String id, String species, int weight) {
        return "<qual:input qual:id=\"" + id + "\" qual:qualitativeSpecies=\"" + species
                + "\" qual:transitionEffect=\"consumption\" qual:thresholdLevel=\"" + weight + "\"/>";
    }

    private static String makes(String species, String level) {
        return "<qual:output qual:qualitativeSpecies=\"" + species + "\" qual:transitionEffect=\"production\" " + level
                + "/>";
    }

    private static String makes(String species, int weight) {
        return makes(species, "qual:outputLevel=\"" + weight + "\"");
    }

    private static String enough(String species, String input) {
        return compare("geq", species, "<ci>" + input + "</ci>");
    }

    private static Trial trial(String text) {
        return Trial.of(LogicalText.model(text));
    }

    private static String water(int hydrogen, int oxygen, int room) {
        return document(species(one("H", 9, hydrogen), one("O", 9, oxygen), one("W", room, 0)),
                transitions(transition("burn", takes("h", "H", 2) + takes("o", "O", 1), makes("W", 2),
                        term(1, and(enough("H", "h"), enough("O", "o"))), 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"synchronous", "asynchronous"})
    void aReactionRunsUntilOneOfTwoIsUsedUp(String method) {
        Trial trial = trial(water(7, 2, 9)).option("method", method);
        assertThat(trial.readAll("H @ 1", "O @ 1", "W @ 1")).containsExactly(5, 1, 2);
        assertThat(trial.readAll("steady(H)", "steady(O)", "steady(W)")).containsExactly(3, 0, 4);
        assertThat(trial.move("O = 5").readAll("steady(H)", "steady(O)", "steady(W)")).containsExactly(1, 5, 6);
    }

    @Test
    void aTermMaySayHowMuchWhereTheArcDoesNot() {
        String text = document(species(one("A", 9, 1), one("B", 20, 0)), transitions(transition("t", "",
                makes("B", ""), term(3, compare("geq", "A", LogicalText.cn(1))), 0)));
        assertThat(trial(text).read("B @ 4")).isEqualTo(12);
        assertThat(LogicalText.model(text).summary()).anyMatch(line -> line.startsWith("B += (3 if A >= 1, else 0)"));
    }

    @Test
    void aPlaceWithoutAHighestLevelHasRoom() {
        String text = document(species(one("A", 9, 1), one("B", "false", "qual:initialLevel=\"0\"")), transitions(
                transition("t", "", makes("B", 5), term(1, compare("geq", "A", LogicalText.cn(1))), 0)));
        assertThat(trial(text).read("B @ 100")).isEqualTo(500);
        assertThat(LogicalText.read(text).remarks())
                .containsExactly("highest level of B: not given, as high as transitions make it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "synchronous | all transitions at once take W from level 2 to 4, outside of its levels 0 to 3",
            "asynchronous | transition burn takes W from level 2 to 4, outside of its levels 0 to 3"})
    void aPlaceThatOverflowsEndsTheRun(String method, String message) {
        assertThatThrownBy(() -> trial(water(7, 3, 3)).option("method", method).read("W @ 3"))
                .isInstanceOf(RunFailure.class).hasMessageContaining(message);
    }

    /** Two transitions want the one token. */
    private static final String CONFLICT = document(
            species(one("T", 1, 1), one("A", 1, 0), one("B", 1, 0)),
            transitions(transition("a", takes("ta", "T", 1), makes("A", 1), term(1, enough("T", "ta")), 0),
                    transition("b", takes("tb", "T", 1), makes("B", 1), term(1, enough("T", "tb")), 0)));

    @Test
    void aConflictHasNoAnswerAllAtOnceAndIsSettledByChanceOneAtATime() {
        assertThatThrownBy(() -> trial(CONFLICT).read("A @ 1")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("take T from level 1 to -1").hasMessageEndingWith("--method asynchronous");
        int won = 0;
        for (int seed = 0; seed < 2000; seed++) {
            double[] read = trial(CONFLICT).option("method", "asynchronous").seed(seed).readAll("A @ 1", "B @ 1",
                    "T @ 1");
            assertThat(read[0] + read[1]).isEqualTo(1);
            assertThat(read[2]).isZero();
            won += (int) read[0];
        }
        // Five standard deviations of a fair coin.
        assertThat(won).isCloseTo(1000, within(112));
    }

    /** Each step of a random net is one firing of one enabled transition, and the weighted sums of its invariant stay. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyStepIsAFiring(int seed) {
        Random random = new Random(seed);
        int places = 4;
        int count = 5;
        int[][] takes = new int[count][places];
        int[][] makes = new int[count][places];
        List<String> all = new ArrayList<>();
        for (int j = 0; j < count; j++) {
            StringBuilder inputs = new StringBuilder();
            StringBuilder outputs = new StringBuilder();
            List<String> conditions = new ArrayList<>();
            for (int from : random.ints(0, places).distinct().limit(2).toArray()) {
                takes[j][from] = 1 + random.nextInt(2);
                String id = "i" + j + "_" + from;
                inputs.append(takes(id, "P" + from, takes[j][from]));
                conditions.add(enough("P" + from, id));
            }
            // As many tokens made as taken: their sum is an invariant.
            int left = Arrays.stream(takes[j]).sum();
            while (left > 0) {
                int weight = 1 + random.nextInt(left);
                int to = random.nextInt(places);
                makes[j][to] += weight;
                outputs.append(makes("P" + to, weight));
                left -= weight;
            }
            all.add(transition("t" + j, inputs.toString(), outputs.toString(),
                    term(1, and(conditions.toArray(String[]::new))), 0));
        }
        String text = document(
                species(IntStream.range(0, places).mapToObj(i -> one("P" + i, 20, 5)).toArray(String[]::new)),
                transitions(all.toArray(String[]::new)));
        Walk walk = new Walk(new Update(LogicalText.read(text)), new Moves(List.of(), List.of(), World.Arming.OFF),
                false,
                new int[]{5, 5, 5, 5}, seed);
        for (int step = 0; step < 200; step++) {
            int[] before = walk.state.clone();
            walk.advance();
            boolean explained = Arrays.equals(before, walk.state);
            for (int j = 0; j < count; j++) {
                int[] after = before.clone();
                boolean enabled = true;
                for (int i = 0; i < places; i++) {
                    enabled &= before[i] >= takes[j][i];
                    after[i] += makes[j][i] - takes[j][i];
                }
                explained |= enabled && Arrays.equals(after, walk.state);
                // What stands still although something could move would be a transition missed.
                assertThat(enabled && !Arrays.equals(after, before) && Arrays.equals(before, walk.state)).isFalse();
            }
            assertThat(explained).as("step %s from %s to %s", step, before, walk.state).isTrue();
            assertThat(Arrays.stream(walk.state).sum()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "functionTerm qual:resultLevel=\"1\" | functionTerm qual:resultLevel=\"2\" | the resultLevel 2 and the thresholdLevel 2 of H act together",
            "qual:thresholdLevel=\"2\" | qual:thresholdLevel=\"0\" | the resultLevel 1 and the thresholdLevel 0 of H act together"})
    void whatIsLeftOpenIsRefused(String part, String instead, String message) {
        assertThatThrownBy(() -> LogicalText.read(water(7, 2, 9).replace(part, instead))).isInstanceOf(Refusal.class)
                .hasMessageContaining("line 11: " + message);
    }

    @Test
    void whatContradictsItselfIsSaid() {
        String constant = document(species(one("A", "true", "qual:maxLevel=\"3\" qual:initialLevel=\"1\"")),
                transitions(transition("t", takes("a", "A", 1), "", term(1, enough("A", "a")), 0)));
        assertThatThrownBy(() -> LogicalText.read(constant)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("A is constant and yet an input of a transition");
        String both = document(species(one("A", 3, 1), one("B", 1, 1)),
                transitions(transition("t", takes("a", "A", 1), "", term(1, enough("A", "a")), 0),
                        LogicalText.rule("A", LogicalText.on("B"))));
        assertThatThrownBy(() -> LogicalText.read(both)).isInstanceOf(Refusal.class)
                .hasMessageContaining("A is assigned a level by one transition and taken or made by another");
    }

    @Test
    void anOutputLevelBesideAnAssignmentMeansNothing() {
        String text = document(species(one("A", 2, 0), one("B", 1, 1)), transitions(LogicalText.rule("A",
                LogicalText.on("B"))));
        String leveled = text.replace("\"assignmentLevel\"", "\"assignmentLevel\" qual:outputLevel=\"2\"");
        assertThat(trial(leveled).read("A @ 1")).isEqualTo(1);
        assertThat(LogicalText.read(leveled).remarks()).containsExactly(
                "the outputLevel of an output that is assigned its level: ignored, the resultLevel is assigned");
    }
}
