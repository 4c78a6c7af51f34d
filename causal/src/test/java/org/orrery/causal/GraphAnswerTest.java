package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.core.Rung;
import org.orrery.core.Scope;

class GraphAnswerTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            z -> x -> y, z -> y           ; E[y] | do(x = 1)                ; sum_{z} P(y | z, x) P(z)
            x -> y                        ; E[y] | do(x = 1)                ; P(y | x)
            x -> y                        ; x | do(y = 1)                   ; P(x)
            x -> y                        ; P(y = 1) | see(x = 1)           ; P(y | x)
            x -> y <-> x                  ; y                               ; P(y)
            z -> x -> y, z -> y           ; P(y = yes) | see(z = 1), do(x = yes) ; P(y | z, x)
            w -> z -> x -> y, z -> y <- w ; P(y = 1) | see(w = 1), do(x = 1) ; sum_{z} P(y | w, z, x) P(z | w)
            x -> m -> y, x <-> y          ; P(y > 1) | do(x = 1)            ; sum_{m} P(m | x) (sum_{x'} P(x') P(y | x', m))
            x -> m -> y, x <- u -> y, u [latent] ; P(y > 1) | do(x = 1)     ; sum_{m} P(m | x) (sum_{x'} P(x') P(y | x', m))
            a -> x -> y, a -> z -> y, b -> x, b -> z ; E[y] | do(x = 0)     ; sum_{z} P(y | x, z) P(z)
            x -> y <- w, z -> w           ; P(y = 1, w = 0) | do(x = 1)     ; P(y, w | x)
            """)
    void theSimplestEstimandIsGiven(String graph, String question, String estimand) {
        Claim claim = Asked.of(Asked.graph(graph), question);
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.IDENTIFIED);
        assertThat(claim.estimand()).isEqualTo(estimand);
        assertThat(claim.scope()).isEqualTo(Scope.WORLD);
        assertThat(claim.question()).isEqualTo(Question.parse(question).toString());
        assertThat(claim.sound()).isTrue();
        assertThat(claim.estimate()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            x -> y <-> x              ; x <-> y stays open  ; measuring the common causes of x and y; an experiment that sets x
            x -> y, x <- u -> y, u [latent] ; x <- u -> y stays open ; measuring u; an experiment that sets x
            z -> x -> y, x <-> y, z <-> y   ; {z, x, y}     ; an experiment that sets x
            z -> x -> y, x <-> y            ; x <-> y stays open ; linear, with z as an instrument (--method two-stage)
            """)
    void whatDoesNotFollowIsRefusedWithItsWitnessAndWhatWouldLicenseIt(String graph, String witness, String license) {
        Claim claim = Asked.of(Asked.graph(graph), "E[y] | do(x = 1)");
        assertThat(claim.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(claim.reason()).contains("the district {").contains(witness).contains(license);
        assertThat(claim.estimand()).isNull();
        assertThat(claim.sentence()).contains(String.valueOf(claim.reason()));
    }

    @Test
    void theReasonToAdjustIsThePathThatIsBlocked() {
        Claim claim = Asked.of(Asked.graph("x <- z -> y, x -> y, x <- v <-> y"), "E[y] | do(x = 1)");
        assertThat(claim.sentence()).contains("adjust for z, v").contains("z blocks x <- z -> y")
                .contains("v blocks x <- v <-> y");
        assertThat(claim.rung()).isEqualTo(Rung.DO);
        assertThat(claim.checks()).extracting(Claim.Check::name).contains("a second algorithm agrees",
                "every covariate is needed");
    }

    @Test
    void theFrontDoorIsNamedWithItsConditions() {
        Claim claim = Asked.of(Asked.graph("x -> m -> y, x <-> y"), "E[y] | do(x = 1)");
        assertThat(claim.sentence()).contains("by the front door: all of it goes through m", "x <-> y stays open");
        assertThat(claim.checks()).filteredOn(check -> check.name().equals("front door")).hasSize(3)
                .allMatch(Claim.Check::passed);
    }

    @Test
    void aClassOfGraphsIsAnsweredWhereAllOfThemAgree() {
        Claim agreed = Asked.of(Asked.graph("a -> x <- b, x -> y"), "E[y] | do(x = 1)");
        assertThat(agreed.status()).isEqualTo(Claim.Status.IDENTIFIED);
        Claim adjusted = Asked.of(Asked.graph("a -> x; b -> x; x -> y; a -> y; a -- c"), "E[y] | do(x = 1)");
        assertThat(adjusted.estimand()).isEqualTo("sum_{a} P(y | a, x) P(a)");
        assertThat(adjusted.sentence()).contains("in every graph of this class (CPDAG)");
        assertThat(Asked.of(Asked.graph("x @-@ y"), "E[y] | do(x = 1)").status()).isEqualTo(Claim.Status.REFUSED);
        Claim doubtful = Asked.of(Asked.graph("x -- y"), "E[y] | do(x = 1)");
        assertThat(doubtful.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(doubtful.reason()).contains("class of graphs").contains("which way the edges in doubt point");
    }

    @Test
    void seeingNeedsNoGraphAndSaysSo() {
        Claim claim = Asked.of(Asked.graph("x -> y <-> x"), "E[y] | see(x = 1)");
        assertThat(claim.rung()).isEqualTo(Rung.SEE);
        assertThat(claim.sentence()).contains("what goes with what, not what causes what");
    }

    @Test
    void whatWouldHaveBeenIsToldWhereTheGraphSettlesItOnAverage() {
        String confounded = "z -> x; z -> y; x -> y";
        Claim among = Asked.of(Asked.graph(confounded), "E[y] | see(x = 1), had(x = 0)");
        assertThat(among.status()).isEqualTo(Claim.Status.IDENTIFIED);
        assertThat(among.rung()).isEqualTo(Rung.IMAGINE);
        assertThat(among.estimand()).isEqualTo(
                "sum_{z} P(z | x') P(y | z, x)");
        assertThat(Asked.of(Asked.graph(confounded), "E[y] | see(x = 1), had(x = 1)").estimand())
                .doesNotContain("x'");
        Claim necessity = Asked.of(Asked.graph("x -> y"), "P(y = 0) | see(x = 1, y = 1), had(x = 0)");
        assertThat(necessity.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(necessity.reason()).contains("no experiment shows both").contains("What would license it");
        Claim bow = Asked.of(Asked.graph("x -> y; x <-> y"), "E[y] | had(x = 0)");
        assertThat(bow.reason()).contains("an experiment").contains("district {x, y}");
    }

    @Test
    void whatDependsOnWhoIsInTheDataIsToldWhereCovariatesMakeUpForIt() {
        Claim set = Asked.of(Asked.graph("z -> x; z -> y; x -> y; z -> s; s [selected]"), "E[y] | do(x = 1)");
        assertThat(set.status()).isEqualTo(Claim.Status.REFUSED);
        Claim fine = Asked.of(Asked.graph("x -> y; x -> s; s [selected]"), "E[y] | do(x = 1)");
        assertThat(fine.status()).isEqualTo(Claim.Status.IDENTIFIED);
        assertThat(fine.estimand()).isEqualTo("P(y | x, s)");
        Claim seen = Asked.of(Asked.graph("x -> y; x -> s; s [selected]"), "E[y] | see(x = 1)");
        assertThat(seen.status()).isEqualTo(Claim.Status.IDENTIFIED);
        assertThat(Asked.of(Asked.graph("x -> y; x -> s; s [selected]"), "E[y]").status())
                .isEqualTo(Claim.Status.REFUSED);
    }

    @Test
    void selectedNodesStandInTheWay() {
        Claim claim = Asked.of(Asked.graph("x -> y; x -> s; y -> s; s [selected]"), "E[y] | do(x = 1)");
        assertThat(claim.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(claim.reason()).contains("depends on s");
    }

    @Test
    void evidenceAfterTheInterventionIsSaidToBe() {
        assertThat(Asked.of(Asked.graph("x -> m -> y"), "E[y] | see(m = 1), do(x = 1)").sentence())
                .contains("comes after what is set");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            a -> b -> c -> a   ; c | do(a = 1)                ; a -> b -> c -> a
            x -> yy            ; y | do(x = 1)                ; no node 'y'
            x -> y             ; y | do(y = 1)                ; asked for and set
            x -> y             ; y | see(y = 1), do(x = 1)    ; asked for and seen
            x -> y             ; y | see(x = 1), do(x = 1)    ; seen and set
            x -> y             ; y | do(x = 1, x = 2)         ; both 1 and 2
            x -> y             ; y @ 3 | do(x = 1)            ; names a time
            x -> y             ; E[y @ 3] | do(x = 1)         ; names a time
            x -> y             ; y | do(x = 1 @ 3..4)         ; names a time
            x -> y             ; y[3] | do(x = 1)             ; picks a part
            u -> y, u [latent] ; y | do(u = 1)                ; is latent
            """)
    void questionsThatMakeNoSenseNameWhatDoesNot(String graph, String question, String problem) {
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Asked.of(Asked.graph(graph), question))
                .withMessageContaining(problem).satisfies(error -> assertThat(error.advice()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            y | had(x += 1)              ; depends on the case
            y | do(x += 1), had(x = 1)   ; moves more
            y | do(x = knockout)         ; no meaning
            E[y * 2] | do(x = 1)         ; more than the mean
            P(y > x) | do(x = 1)         ; something else than
            """)
    void whatAGraphHasNoAnswerToIsRefusedByName(String question, String problem) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Asked.of(Asked.graph("x -> y"), question))
                .withMessageContaining(problem).satisfies(error -> assertThat(error.advice()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            x -> y                       ; E[y] | do(x += 1)              ; sum_{x} P(y | x + 1) P(x)
            z -> x -> y <- z             ; y | do(x *= 2)                 ; sum_{x, z} P(y | 2 x, z) P(x, z)
            z -> x -> y <- z             ; E[y] | see(z = 1), do(x += -2)  ; sum_{x} P(y | x - 2, z) P(x | z)
            y -> x                       ; E[y] | do(x += 1)              ; P(y)
            """)
    void aChangeIsLicensedByCovariates(String graph, String question, String estimand) {
        Claim claim = Asked.of(Asked.graph(graph), question);
        assertThat(claim.status()).isEqualTo(Claim.Status.IDENTIFIED);
        assertThat(claim.estimand()).isEqualTo(estimand);
    }

    @Test
    void aChangeThatCovariatesDoNotLicenseIsRefused() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Asked.of(Asked.graph("x -> m -> y; x <-> y"),
                "E[y] | do(x += 1)")).withMessageContaining("by adjustment alone").withMessageContaining("sum_{m}");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Asked.of(Asked.graph("x -> y; x <-> y"),
                "E[y] | do(x += 1)")).withMessageContaining("x <-> y");
    }

    @Test
    void settingsEnsemblesAndTolerancesAreForOtherMachines() {
        Question question = Question.parse("E[y] | do(x = 1)");
        Ensemble ensemble = new Ensemble(List.of("x"), List.of("given"), new double[][]{{1}}, "");
        for (Experiment asked : List.of(experiment(question, Map.of("x", 1.0), Ensemble.NONE, Map.of()),
                experiment(question, Map.of(), ensemble, Map.of()),
                experiment(question, Map.of(), Ensemble.NONE, Map.of("rtol", "1e-3")))) {
            assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> asked.ask(Lab.SINGLE));
        }
    }

    private static Experiment experiment(Question question, Map<String, Double> settings, Ensemble ensemble,
            Map<String, String> options) {
        return new Experiment(Asked.graph("x -> y"), question, settings, ensemble, options, List.of(), List.of(), 1,
                "test");
    }
}
