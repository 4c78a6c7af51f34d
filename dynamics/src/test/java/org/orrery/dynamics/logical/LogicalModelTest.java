package org.orrery.dynamics.logical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.orrery.dynamics.logical.LogicalText.cn;
import static org.orrery.dynamics.logical.LogicalText.compare;
import static org.orrery.dynamics.logical.LogicalText.document;
import static org.orrery.dynamics.logical.LogicalText.off;
import static org.orrery.dynamics.logical.LogicalText.on;
import static org.orrery.dynamics.logical.LogicalText.one;
import static org.orrery.dynamics.logical.LogicalText.rule;
import static org.orrery.dynamics.logical.LogicalText.species;
import static org.orrery.dynamics.logical.LogicalText.transitions;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Model;
import org.orrery.core.ModelContract;
import org.orrery.core.OrreryException;
import org.orrery.core.Question;
import org.orrery.core.Refusal;

/** A signal that runs down a chain of three: x follows the input S, y follows x (two levels), z is on where y is at 2. */
class LogicalModelTest extends ModelContract {
    private static final LogicalModel CHAIN = LogicalText.model(document(
            species(one("S", 1, 0), one("x", 1, 0), one("y", 2, 0), one("zed", 1, 0)),
            transitions(rule("x", on("S")),
                    LogicalText.transition("t", "", LogicalText.output("y"), LogicalText.term(2, on("x")), 0),
                    rule("zed", compare("geq", "y", cn(2))))));
    private static final Ensemble BY_CHANCE = new Ensemble(List.of(), List.of(), new double[2000][0], "chance");

    @Override
    protected Model model() {
        return CHAIN;
    }

    @Override
    protected List<String> questions() {
        return List.of("zed @ 20 | do(S = 1)", "y @ 6.5 | do(S += 1 @ 3)", "mean(y) over 0..20 | do(x = 1 @ 5..7)",
                "max(x + y) over ..9 | do(S = knockout, x = baseline @ 4..5)", "steady(zed) | do(S = 1 @ 4..)");
    }

    @Override
    protected List<String> courses() {
        return List.of("x", "y");
    }

    @Override
    protected List<Double> grid() {
        return List.of(0.0, 1.0, 4.5, 8.0);
    }

    private static Claim ask(String text, String question, Map<String, String> options, Ensemble ensemble, long seed) {
        return new Experiment(LogicalText.model(text), Question.parse(question), Map.of(), ensemble, options, List.of(),
                List.of(), seed, "test").ask(Lab.SINGLE).claim();
    }

    private static Claim chain(String question, Map<String, Double> settings) {
        return new Experiment(CHAIN, Question.parse(question), settings, Ensemble.NONE, Map.of(), List.of(), List.of(),
                1, "test").ask(Lab.SINGLE).claim();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"x @ 5 | do(S = 1 @ 5) ~ 0", "x @ 6 | do(S = 1 @ 5) ~ 1",
            "zed @ 7.9 | do(S = 1 @ 5) ~ 0", "zed @ 8 | do(S = 1 @ 5..) ~ 1", "S @ 9 | do(S += 1 @ 5) ~ 1",
            "integral(y) over 0..20 | do(x = 1 @ 5..7) ~ 6", "mean(y) over 6..7.5 | do(x = 1 @ 6) ~ 0.666666666666666",
            "y @ 6 | do(x = 1 @ 5) ~ 2", "y @ 7 | do(x = 1 @ 5) ~ 0", "y @ 7 | do(x = 1 @ 5..6) ~ 2",
            "steady(y + zed) | do(S = 1) ~ 3", "min(y) over 0..3 | do(y = 1) ~ 1"})
    void movesDoWhatTheyDoByHand(String question, double on) {
        Claim claim = chain(question, Map.of());
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.off()).isZero();
        assertThat(claim.on()).isEqualTo(on, within(1e-12));
        assertThat(claim.checks()).allMatch(Claim.Check::passed);
    }

    @Test
    void aStartIsSetAndMustBeALevel() {
        assertThat(chain("zed @ 3", Map.of("S", 1.0)).estimate()).isEqualTo(1);
        assertThat(chain("y @ 0", Map.of("y", 2.0)).estimate()).isEqualTo(2);
        assertThatThrownBy(() -> chain("zed @ 3", Map.of("S", 2.0))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("levels are whole, from 0 to 1");
        assertThatThrownBy(() -> chain("zed @ 3", Map.of("y", 0.5))).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"x @ 3 | do(x += 0.5) ~ shifts by 0.5", "x @ 3 | do(x *= 2) ~ no meaning",
            "x @ 3 | do(x = 2) ~ from 0 to 1", "x @ 3 | do(x = 1 @ 1.5) ~ no whole step", "x ~ at which step",
            "x @ 3 | do(x = 1, x = 0 @ 5) ~ at the same steps", "max(x) ~ until which step", "x @ -1 ~ counted from 0",
            "x[1] @ 2 ~ asks for a part", "sensitivity(x @ 3, y) ~ derivative", "x @ 9e6 ~ more than",
            "(x @ 3) @ 4 ~ level at one step", "x @ 3 | do(y += 1 @ 1..2) ~ jump at one step"})
    void whatHasNoMeaningIsSaid(String question, String part) {
        assertThatThrownBy(() -> chain(question, Map.of())).isInstanceOf(OrreryException.class)
                .hasMessageContaining(part);
    }

    @Test
    void aJumpOutOfTheLevelsHasNoAnswer() {
        Claim claim = chain("x @ 3 | do(S += -1 @ 2)", Map.of());
        assertThat(claim.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(claim.reason()).contains("takes S from level 0 to -1 at step 2");
    }

    @Test
    void aToggleRestsAtEitherEndAndGoesRoundBetween() {
        Attractors found = Objects.requireNonNull(Attractors.of(LogicalText.read(LogicalText.toggle(0, 0))));
        assertThat(found.fixed()).containsExactly(new int[]{0, 1}, new int[]{1, 0});
        assertThat(found.cycles()).containsExactly(2);
        assertThat(ask(LogicalText.toggle(1, 0), "steady(A)", Map.of(), Ensemble.NONE, 1).estimate()).isEqualTo(1);
        Claim round = ask(LogicalText.toggle(0, 0), "steady(A)", Map.of(), Ensemble.NONE, 1);
        assertThat(round.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(round.reason()).contains("a cycle of length 2");
        assertThat(LogicalText.model(LogicalText.toggle(0, 0)).summary()).contains(
                "2 fixed points, all 4 states looked at",
                "cycles when all species are updated at once: 1 of length 2");
    }

    @Test
    void oneSpeciesAtATimeTheToggleFallsToEitherSideEquallyOften() {
        Map<String, String> chance = Map.of("method", "asynchronous");
        Claim claim = ask(LogicalText.toggle(0, 0), "P(A @ 5 = 1)", chance, BY_CHANCE, 3);
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        // Five standard errors of a share of one half in 2000.
        assertThat(claim.estimate()).isEqualTo(0.5, within(5 * Math.sqrt(0.25 / 2000)));
        assertThat(ask(LogicalText.toggle(0, 0), "P(A @ 5 = 1)", chance, BY_CHANCE, 3).estimate())
                .isEqualTo(claim.estimate());
        assertThat(ask(LogicalText.toggle(0, 0), "P(A @ 5 = 1, B @ 5 = 0)", chance, BY_CHANCE, 3).estimate())
                .isEqualTo(claim.estimate());
        assertThat(ask(LogicalText.toggle(0, 0), "P(steady(A) = 1)", chance, BY_CHANCE, 3).estimate())
                .isEqualTo(claim.estimate());
        assertThat(ask(LogicalText.toggle(0, 0), "P(A @ 5 = 1) | do(B = knockout)", chance, BY_CHANCE, 3).on())
                .isEqualTo(1);
    }

    /** By hand: from 00 the walk is an even choice between two species, from 10 and 01 it rests. */
    @Test
    void atMostOneSpeciesChangesAStep() {
        for (long seed = 1; seed < 50; seed++) {
            Claim claim = ask(LogicalText.toggle(0, 0), "A @ 1 + B @ 1", Map.of("method", "asynchronous"),
                    Ensemble.NONE, seed);
            assertThat(claim.estimate()).isEqualTo(1);
        }
    }

    @Test
    void movesByChanceHaveTheirControlAndTheirProof() {
        Claim claim = ask(CellCycle.text(), "P(CycB @ 40 = 1) | do(Rb = 1 @ 10..30, Cdc20 = knockout)",
                Map.of("method", "asynchronous"), BY_CHANCE, 5);
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.checks()).allMatch(Claim.Check::passed).extracting(Claim.Check::name)
                .contains("no-op control", "interventions fired");
        assertThat(claim.uncertainty()).isEmpty();
        assertThat(claim.assumptions()).extracting(Claim.Assumption::text).contains("chance")
                .noneMatch(text -> text.contains("varied over") || text.contains("no ensemble"));
    }

    @Test
    void aRingOfThreeInvertersGoesRoundInSixAndInTwo() {
        String ring = document(species(one("a", 1, 0), one("b", 1, 0), one("c1", 1, 1)),
                transitions(rule("a", off("c1")), rule("b", off("a")), rule("c1", off("b"))));
        Attractors found = Objects.requireNonNull(Attractors.of(LogicalText.read(ring)));
        assertThat(found.fixed()).isEmpty();
        assertThat(found.cycles()).containsExactly(2, 6);
        assertThat(ask(ring, "steady(a)", Map.of(), Ensemble.NONE, 1).reason()).contains("a cycle of length 6");
        assertThat(ask(ring, "steady(a)", Map.of("method", "asynchronous"), Ensemble.NONE, 1).reason())
                .contains("no fixed point was reached");
        assertThat(ask(ring, "mean(a) over 0..6", Map.of(), Ensemble.NONE, 1).estimate()).isEqualTo(0.5);
        assertThat(ask(ring, "steady(c1) | do(a = 1 @ 2..)", Map.of(), Ensemble.NONE, 1).status())
                .as("off goes round").isEqualTo(Claim.Status.REFUSED);
    }

    @Test
    void theCellCycleRestsInG0OrGoesRoundInSeven() {
        Attractors found = Objects.requireNonNull(Attractors.of(LogicalText.read(CellCycle.text())));
        // CycD Rb E2F CycE CycA p27 Cdc20 Cdh1 UbcH10 CycB: without growth factor Rb, p27 and Cdh1 are on.
        assertThat(found.fixed()).containsExactly(new int[]{0, 1, 0, 0, 0, 1, 0, 1, 0, 0});
        assertThat(found.cycles()).containsExactly(7);
        assertThat(ask(CellCycle.text(), "steady(Rb)", Map.of(), Ensemble.NONE, 1).reason())
                .contains("a cycle of length 7");
    }

    @Test
    void aSpeciesWithoutAStartMustBeGivenOne() {
        LogicalModel model = LogicalText.model(document(species(LogicalText.one("a", "false", "qual:maxLevel=\"1\""))));
        Experiment bare = new Experiment(model, Question.parse("a @ 1"), Map.of(), Ensemble.NONE, Map.of(), List.of(),
                List.of(), 1, "test");
        assertThatThrownBy(() -> bare.ask(Lab.SINGLE)).isInstanceOf(Refusal.class)
                .hasMessageContaining("a no initial level");
        assertThat(new Experiment(model, Question.parse("a @ 1"), Map.of("a", 1.0), Ensemble.NONE, Map.of(), List.of(),
                List.of(), 1, "test").ask(Lab.SINGLE).claim().estimate()).isEqualTo(1);
    }

    @Test
    void anUnknownMethodOrSettingIsSaid() {
        for (Map<String, String> options : List.of(Map.of("method", "rk4"), Map.of("rtol", "1e-3"))) {
            assertThatThrownBy(() -> ask(LogicalText.toggle(0, 1), "A @ 1", options, Ensemble.NONE, 1))
                    .isInstanceOf(InvalidInput.class).hasMessageContaining("logical network has no");
        }
    }
}
