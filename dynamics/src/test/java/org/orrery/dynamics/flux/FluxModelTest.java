package org.orrery.dynamics.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.orrery.core.Question;
import org.orrery.core.Refusal;

/**
 * A cell by hand: food (at most 10) comes in, and two ways lead from it to growth. One takes the complex g1 and g2 and
 * makes all of it grow; the other takes either of two isoenzymes g3, g4 and makes half of it.
 */
class FluxModelTest extends ModelContract {
    private static final FluxModel CELL = new FluxModel(new Model.Source("cell.xml", "0".repeat(64)), new FluxProblem(
            "cell", "A cell", List.of(pool("F", false), pool("A", false), pool("B", false), pool("Out", true)),
            List.of(reaction("food", Map.of("F", 1.0), 0, 10, null),
                    reaction("good", Map.of("F", -1.0, "A", 1.0), 0, 100,
                            new GeneRule.And(List.of(gene("g1"), gene("g2")))),
                    reaction("poor", Map.of("F", -1.0, "A", 0.5), 0, 100,
                            new GeneRule.Or(List.of(gene("g3"), gene("g4")))),
                    reaction("there", Map.of("A", -1.0, "B", 1.0), 0, 100, null),
                    reaction("back", Map.of("B", -1.0, "A", 1.0), 0, 100, null),
                    reaction("growth", Map.of("A", -1.0, "Out", 1.0), 0, 100, null)),
            List.of(new FluxProblem.Gene("g1", "one"), new FluxProblem.Gene("g2", "two"),
                    new FluxProblem.Gene("g3", "three"), new FluxProblem.Gene("g4", "four")),
            List.of(new FluxProblem.Objective("grow", "", true, Map.of("growth", 1.0)),
                    new FluxProblem.Objective("spare", "", false, Map.of("food", 1.0, "there", 2.0))),
            "grow", List.of(), "mmol", List.of()));

    private static GeneRule gene(String id) {
        return new GeneRule.Product(id);
    }

    private static FluxProblem.Metabolite pool(String id, boolean boundary) {
        return new FluxProblem.Metabolite(id, "", boundary, null, null);
    }

    private static FluxProblem.Reaction reaction(String id, Map<String, Double> stoichiometry, double lower,
            double upper, GeneRule rule) {
        return new FluxProblem.Reaction(id, "", stoichiometry, lower, upper, rule, false);
    }

    @Override
    protected Model model() {
        return CELL;
    }

    @Override
    protected List<String> questions() {
        return List.of("grow | do(food = 4)", "growth | do(g1 = knockout)", "grow | do(food.upper *= 0.5)",
                "grow + 2 * food | do(food.upper += 3)", "good | do(poor.lower = 2)",
                "grow | do(good = knockout, g3 = 0)",
                "grow | do(two = knockout)", "food.upper | do(food.upper = 7)");
    }

    @Override
    protected List<String> courses() {
        return List.of("grow", "there", "g1");
    }

    @Override
    protected List<Double> grid() {
        return List.of(0.0);
    }

    private static Claim ask(String question) {
        return new Experiment(CELL, Question.parse(question), Map.of(), Ensemble.NONE, Map.of(), List.of(), List.of(),
                1,
                "test").ask(Lab.SINGLE).claim();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"grow | do(food = 4) ~ 10 ~ 4", "grow | do(g1 = knockout) ~ 10 ~ 5",
            "grow | do(g3 = knockout) ~ 10 ~ 10", "grow | do(g2 = 0, g3 = knockout) ~ 10 ~ 5",
            "grow | do(g2 = 0, g3 = knockout, g4 = 0) ~ 10 ~ 0", "grow | do(good.upper = 4) ~ 10 ~ 7",
            "grow | do(poor = 4) ~ 10 ~ 8", "grow | do(g1 = knockout, good = 1) ~ 10 ~ 5.5",
            "grow | do(food.upper += 5) ~ 10 ~ 15", "grow | do(food.upper *= 0.1) ~ 10 ~ 1",
            "grow | do(good = removed) ~ 10 ~ 5"})
    void movesDoWhatTheyDoByHand(String question, double off, double on) {
        Claim claim = ask(question);
        assertThat(claim.status()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.off()).isEqualTo(off);
        assertThat(claim.on()).isEqualTo(on);
        assertThat(claim.checks()).allMatch(Claim.Check::passed).extracting(Claim.Check::name)
                .contains("no-op control", "interventions fired", "optimum proved, off",
                        "optimum proved, on");
    }

    @Test
    void aFluxThatTheOptimumLeavesOpenIsBounded() {
        Claim claim = ask("there");
        assertThat(claim.status()).isEqualTo(Claim.Status.BOUNDED);
        assertThat(claim.interval()).isEqualTo(new Claim.Interval(1, 0, 100, Claim.IntervalKind.BOUND));
        assertThat(claim.estimate()).isBetween(0.0, 100.0);
        assertThat(claim.reason()).contains("every value in the interval");
        assertThat(claim.sentence()).contains("lies between 0 and 100 mmol");
    }

    @Test
    void theEffectOnAnOpenFluxIsBoundedByBothWorlds() {
        Claim claim = ask("there | do(back = 3)");
        assertThat(claim.status()).isEqualTo(Claim.Status.BOUNDED);
        assertThat(claim.on()).isEqualTo(3);
        assertThat(claim.interval()).isEqualTo(new Claim.Interval(1, -97, 3, Claim.IntervalKind.BOUND));
        assertThat(ask("spare").interval()).isEqualTo(new Claim.Interval(1, 10, 210, Claim.IntervalKind.BOUND));
    }

    @Test
    void whatIsOpenHasNoMean() {
        assertThat(ask("E[there]").status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(ask("E[grow]").status()).isEqualTo(Claim.Status.ANSWERED);
    }

    @Test
    void whatCannotBeMetIsRefusedWithTheReason() {
        Claim claim = ask("grow | do(growth.lower = 50)");
        assertThat(claim.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(claim.reason()).startsWith("With its interventions the model could not be run to its end: no"
                + " fluxes meet the balance and all bounds: infeasible. The least imbalance is 40, of ");
    }

    @Test
    void ambiguousAndMeaninglessMovesAreRefused() {
        assertThatThrownBy(() -> ask("grow | do(food *= 2)")).isInstanceOf(Refusal.class)
                .hasMessage(
                        "'food *= 2' is ambiguous: the flux, or one of the bounds that leave it free, could be meant.");
        assertThatThrownBy(() -> ask("grow | do(g1 = 0.5)")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ask("grow | do(grow = 1)")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ask("grow | do(food = baseline)")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ask("F")).isInstanceOf(Refusal.class).hasMessageContaining("F is a metabolite");
        assertThatThrownBy(() -> ask("grow | do(food = 1 @ 3..4)")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> ask("grow @ 3")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> ask("grow | do(g1 = 0, one = 0)")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void geneRulesAreTreesOfAndAndOr() {
        GeneRule rule = GeneText.parse("(a and b) or (c AND (d or e)) or f");
        assertThat(rule).hasToString("(a and b) or (c and (d or e)) or f");
        assertThat(rule.genes()).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(rule.worksWithout(Set.of("a", "c"))).isTrue();
        assertThat(rule.worksWithout(Set.of("a", "c", "f"))).isFalse();
        assertThat(rule.worksWithout(Set.of("a", "d", "f"))).isTrue();
        assertThat(GeneText.parse("  ")).isNull();
        for (String broken : List.of("a and", "(a", "a b", "or a", "a and (or b)", ")")) {
            assertThatThrownBy(() -> GeneText.parse(broken)).as(broken).isInstanceOf(InvalidInput.class);
        }
    }
}
