package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What large ensembles are made of in memory. */
class KeptTest {
    private static final Formula MODEL = Formula.of((x, _, _) -> 3 * x[0] + x[1], 1, 2);

    private static List<Trial.Finished> members(String question) {
        Experiment experiment = Asking.about(MODEL, question, Asking.uniform(2, 40, 3));
        PairedWorlds worlds = new PairedWorlds(experiment, new Reckoning(experiment.question().quantity()));
        List<Trial.Finished> members = new ArrayList<>();
        worlds.members(0, 40).forEach(trial -> members.add((Trial.Finished) trial));
        return members;
    }

    @Test
    void membersHaveNothingOfTheirOwnButNumbers() {
        List<Trial.Finished> members = members("y @ 3 | do(a = 0)");
        Trial.Finished first = members.get(10);
        for (Trial.Finished each : members.subList(3, 40)) {
            assertThat(each.firings()).isSameAs(first.firings()).hasSize(1);
            assertThat(each.methods()).isSameAs(first.methods());
            assertThat(each.offCourses()).isSameAs(first.offCourses());
            assertThat(each.onCourses()).isSameAs(first.offCourses());
            assertThat(each.remarks()).isSameAs(List.of());
            assertThat(each.checks()).isSameAs(List.of());
            assertThat(each.control()).isNull();
            assertThat(each.off()).hasSize(1);
            assertThat(each.on()).hasSize(1);
        }
    }

    @Test
    void whereNothingIsMovedOneNumberIsKept() {
        members("y @ 3").forEach(each -> assertThat(each.on()).isSameAs(each.off()));
    }

    @Test
    void aProofThatIsMissingIsKept() {
        Experiment experiment = Asking.about(MODEL.with(Formula.Flaw.SILENT_MOVE), "y @ 3 | do(a = 0)",
                Asking.uniform(2, 5, 3));
        PairedWorlds worlds = new PairedWorlds(experiment, new Reckoning(experiment.question().quantity()));
        assertThat(worlds.members(0, 5))
                .allSatisfy(trial -> assertThat(((Trial.Finished) trial).firings()).noneMatch(Run.Firing::fired));
    }

    @Test
    void columnsReadAsMembers() {
        Answer answer = Asking.about(MODEL, "y @ 3 | do(a = 0)", Asking.uniform(2, 40, 3)).ask(Lab.SINGLE);
        assertThat(answer.members()).hasSize(40).isInstanceOf(Members.class);
        for (int i = 0; i < 40; i++) {
            Answer.Member member = answer.members().get(i);
            assertThat(member.index()).isEqualTo(i);
            assertThat(member.value()).isEqualTo(member.on() - member.off());
        }
    }

    @Test
    void rankingIsAStableSort() {
        SplittableRandom random = new SplittableRandom(5);
        for (int n : new int[]{0, 1, 2, 3, 7, 64, 65, 1000}) {
            double[] values = random.ints(n, -9, 9).mapToDouble(i -> i == 8 ? Double.NaN : i == 0 ? -0.0 : i / 2)
                    .toArray();
            int[] expected = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> values[i]))
                    .mapToInt(Integer::intValue).toArray();
            assertThat(Ranking.of(values)).containsExactly(expected);
        }
    }
}
