package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
    /** y = a + 10 b + 100 c. */
    private static final Formula SUM = Formula.of((in, _, _) -> in[0] + 10 * in[1] + 100 * in[2], 1, 2, 3);

    private static Claim sweep(Model model, String question, String over, Ensemble ensemble) {
        return new Sweep(model, question, over, Map.of(), ensemble, Map.of(), 1, "test").ask(Lab.SINGLE);
    }

    private static List<List<Object>> rows(Claim claim) {
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        Claim.Table table = claim.table();
        return table == null ? List.of() : table.rows();
    }

    @Test
    void sitesAreRankedByTheSizeOfTheirEffect() {
        Claim claim = sweep(SUM, "y @ 3 | do(_ = 0)", "*", Ensemble.NONE);

        assertThat(rows(claim)).containsExactly(List.of("c", -300.0, 321.0, 21.0), List.of("b", -20.0, 321.0, 301.0),
                List.of("a", -1.0, 321.0, 320.0));
        assertThat(claim.estimate()).isEqualTo(-300);
        assertThat(claim.sentence()).contains("of 3 sites c matters most");
        assertThat(claim.checks()).allMatch(Claim.Check::passed).extracting(Claim.Check::name)
                .contains("no-op control", "interventions fired");
    }

    @Test
    void aSweepSaysWhatAQuestionOfItsOwnSays() {
        double[][] draws = {{1}, {4}, {9}, {2.5}};
        Ensemble ensemble = new Ensemble(List.of("a"), List.of("given"), draws, "");
        for (List<Object> row : rows(sweep(SUM, "E[y @ 3] | do(_ *= 2)", "a, b, c", ensemble))) {
            Claim alone = new Experiment(SUM, Question.parse("E[y @ 3] | do(" + row.getFirst() + " *= 2)"), Map.of(),
                    ensemble, Map.of(), List.of(), List.of(), 1, "test").ask(Lab.SINGLE).claim();
            Claim.Interval interval = alone.interval();
            assertThat(interval).isNotNull();
            assertThat(row.subList(1, 4)).containsExactly(alone.estimate(), alone.off(), alone.on());
            assertThat(row.subList(4, 6)).containsExactly(interval == null ? 0 : interval.low(),
                    interval == null ? 0 : interval.high());
        }
    }

    @Test
    void dosesAreWholeStepsWithoutDirtInTheLastDigits() {
        List<List<Object>> rows = rows(sweep(SUM, "y @ 3 | do(a = _)", "_ = 0..1 by 0.1", Ensemble.NONE));
        assertThat(rows).hasSize(11).extracting(List::getFirst).contains("0", "0.3", "0.7", "1");
        assertThat((double) rows.getFirst().get(1)).isCloseTo(-1, within(1e-12));
        assertThat(rows(sweep(SUM, "y @ 3 | do(a = _)", "_ = -1, 5", Ensemble.NONE))).hasSize(2);
    }

    @Test
    void aBrokenControlAtOneSiteRefusesTheSweep() {
        Claim leaking = sweep(SUM.with(Formula.Flaw.LEAKING_CONTROL), "y @ 3 | do(_ = 0)", "a, b", Ensemble.NONE);
        assertThat(leaking.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(leaking.reason()).startsWith("At a: The no-op control failed");
        assertThat(leaking.table()).isNull();
        assertThat(sweep(SUM.with(Formula.Flaw.SILENT_MOVE), "y @ 3 | do(_ = 0)", "a", Ensemble.NONE).reason())
                .contains("did not take effect");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"y @ 3 | do(a = 0); *; has no gap", "y @ _; _ = 1, 2; is none",
            "y @ 3 | do(_ = 0); q*; is called like", "y @ 3 | do(_ = 0); a[*]; no axis of known length",
            "y @ 3 | do(a = _); _ = 1..0 by 0.1; no steps", "y @ 3 | do(a = _); _ = 0..1e9 by 0.1; too many steps",
            "y @ 3 | do(a = _); _ = x; is no number", "y @ 3 | do(_ = 0); zz; no zz"})
    void whatMeansNothingIsSaid(String question, String over, String message) {
        assertThatThrownBy(() -> sweep(SUM, question, over, Ensemble.NONE)).isInstanceOf(OrreryException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aWindowGoesToTheEndOfItsMove() {
        Gap gap = new Gap("y @ 3 | do(_ = 0, b[_, 2] *= 2), do(c = 1)");
        assertThat(gap.filled(new Gap.Site("a", Window.at(4))))
                .isEqualTo(Question.parse("y @ 3 | do(a = 0 @ 4, b[a, 2] *= 2 @ 4), do(c = 1)"));
    }
}
