package org.orrery.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;

class ClaimPageTest {
    @Test
    void tellsAnAnswerInTheOrderOfReading() {
        Page page = Samples.answered("TGFb");

        assertThat(page.title()).isEqualTo("damage @ 30 | do(TGFb = 0 @ 5..10)");
        assertThat(page.lead()).startsWith("Blocking TGFb");
        assertThat(page.sections()).extracting(Section::title).containsExactly("", "Over time", "How uncertain it is",
                "What was taken for granted", "What was checked", "What was set");
        assertThat(HtmlReport.html(page)).containsSubsequence("<h1>", "1.834", "0.707", "\u22121.127",
                "\u221261.5\u202f%", "95\u202f% of the ensemble: \u22121.62 to \u22120.71\u202fmM", "TGFb (nM)",
                "untested", "no-op control", "drawn from lognormal(0.3, 0.2)", "orrery ask immune-repair.ant",
                "9f86d081", "https://doi.org/10.1007/978-3-642-05221-7");
    }

    @Test
    void statesAreSaidInWordsAndSigns() {
        String html = HtmlReport.html(Samples.answered("TGFb"));

        assertThat(html).containsPattern("(?s)class=\"good\">.{0,60}\u2713.{0,40}holds")
                .containsPattern("(?s)class=\"bad\">.{0,60}\u2717.{0,40}fails")
                .containsPattern("(?s)class=\"open\">.{0,60}\\?.{0,40}untested")
                .containsPattern("(?s)class=\"bad\">.{0,60}\u2717.{0,40}failed");
    }

    @Test
    void refusalIsAFullPageWithReasonAndLicense() {
        String html = HtmlReport.html(Samples.refused());

        assertThat(html).containsSubsequence("These data and this graph cannot tell", "not licensed",
                "Why there is no number", "no observed set blocks it.", "What would license an answer",
                "Measure genotype", "orrery ask smoking.dot");
        assertThat(html).doesNotContain("class=\"value\"");
    }

    @Test
    void refusalOfADoorSaysItsReasonOnce() {
        String reason = "A cannot be moved: a rule sets it. Maybe move k1, which the rule reads.";
        Claim door = new Claim("A @ 1 | do(A = 0)", Claim.Status.REFUSED, reason, org.orrery.core.Rung.DO,
                org.orrery.core.Scope.MODEL, null, null, null, null, null, List.of(), List.of(), List.of(),
                "This question has no answer here. " + reason, null, Samples.SOURCE);
        Page page = ClaimPage.of(plain(), new Answer(door, List.of(), List.of(), List.of()), "orrery ask");
        String html = HtmlReport.html(page);

        assertThat(page.lead()).isEqualTo("This question has no answer here.");
        assertThat(html).containsSubsequence("A cannot be moved: a rule sets it.</p>", "What would license an answer",
                "Maybe move k1");
    }

    @Test
    void withoutEnsembleAndMovesThereIsOneLine() {
        Answer.Course moved = Samples.course("TGFb", 50, 0);
        Answer.Course still = new Answer.Course(moved.address(), moved.times(), moved.off(), moved.off(),
                Answer.Band.NONE, Answer.Band.NONE);
        Claim claim = new Claim("TGFb @ 3", Claim.Status.ANSWERED, null, org.orrery.core.Rung.SEE,
                org.orrery.core.Scope.MODEL, 0.8, null, null, null, null, List.of(), List.of(), List.of(), "It is 0.8.",
                null, Samples.SOURCE);
        Page page = ClaimPage.of(plain(), new Answer(claim, List.of(), List.of(still), List.of()), "orrery ask");

        assertThat(page.sections()).extracting(Section::title).containsExactly("", "Over time");
        Block.TableBlock table = (Block.TableBlock) page.sections().get(1).blocks().get(1);
        assertThat(table.table().columns()).containsExactly("time (h)", "value");
        assertThat(HtmlReport.html(page)).contains(">answer<", "time (h)").doesNotContain("untouched");
    }

    @Test
    void millisChangeOnlyTheClaimForMachines() {
        Claim slow = Samples.claim("TGFb");
        Claim.Provenance source = slow.provenance();
        Claim fast = new Claim(slow.question(), slow.status(), null, slow.rung(), slow.scope(), slow.estimate(),
                slow.unit(), slow.interval(), slow.off(), slow.on(), slow.uncertainty(), slow.assumptions(),
                slow.checks(), slow.sentence(), null, new Claim.Provenance(source.model(), source.modelSha256(), null,
                        source.version(), source.seed(), source.method(), 3));

        assertThat(shown(fast)).isEqualTo(shown(slow));
    }

    private static String shown(Claim claim) {
        Page page = ClaimPage.of(plain(), new Answer(claim, List.of(), List.of(), List.of()), "orrery ask");
        return HtmlReport.html(page).replaceAll("(?s)<script type=\"application/json\" id=\"claims\">.*?</script>", "");
    }

    private static Experiment plain() {
        Experiment full = Samples.experiment("TGFb");
        return new Experiment(full.model(), full.question(), Map.of(), Ensemble.NONE, Map.of(), List.of(), List.of(), 1,
                "0.1.0");
    }
}
