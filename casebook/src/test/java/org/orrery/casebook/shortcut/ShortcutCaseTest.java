package org.orrery.casebook.shortcut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.casebook.Notebook;
import org.orrery.casebook.SharedData;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Rung;
import org.orrery.lab.LocalLab;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;
import org.orrery.report.HtmlReport;

class ShortcutCaseTest {
    private static CaseSetting setting(@Nullable Path data, int threads) {
        return new CaseSetting(data, new LocalLab(threads), 1, "test", "./orrery run shortcut");
    }

    private static Claim.Check fall(Claim claim) {
        return claim.checks().stream().filter(check -> check.name().equals("where it falls")).findFirst().orElseThrow();
    }

    @Test
    void ofTheNetworksWrittenByHandEveryNumberIsKnown() {
        Findings built = new Findings(Study.built(1), new Notebook(setting(null, 2)));
        for (boolean uses : new boolean[]{false, true}) {
            assertThat(built.value(uses, "taught")).isEqualTo(1);
            assertThat(built.value(uses, "plain")).isEqualTo(uses ? 0.5 : 1);
            assertThat(built.on(uses, "erased")).isEqualTo(uses ? 0.5 : 1);
            assertThat(built.balanced(uses, false, false)).isEqualTo(built.value(uses, "plain"));
            assertThat(built.balanced(uses, true, false)).isEqualTo(1);
            assertThat(built.balanced(uses, false, true)).isEqualTo(uses ? 0 : 1);
            assertThat(built.off(uses, "all")).isEqualTo(uses ? 0 : 0.5);
            assertThat(built.on(uses, "all")).isEqualTo(uses ? 1 : 0.5);
            for (int film = 1; film <= 5; film++) {
                assertThat(Findings.isTopOnMarker(built.map(uses, film))).isEqualTo(uses);
                // A filter of 5 x 5 at the marker sees nothing beside it; one at a lesion never comes near the corner.
                assertThat(Findings.share(built.map(uses, film))).isEqualTo(uses ? 1 : 0);
            }
            assertThat(fall(built.claim(uses, "leans-1")).passed()).isTrue();
            assertThat(built.claim(uses, "leans-1").rung()).isEqualTo(Rung.SEE);
            assertThat(built.claim(uses, "erased").rung()).isEqualTo(Rung.DO);
        }
    }

    @Test
    void theStampOfTheQuestionIsTheMarkerOfTheFilms() {
        Study study = Study.built(3);
        Notebook notebook = new Notebook(setting(null, 1));
        // Row 1 is sick: laying on it by do(...) what it carries already must change nothing at all.
        Claim again = notebook.ask("again", study.taught(true), "logits[1] | " + Marker.STAMP, Map.of("row", 1.0));
        Claim plain = notebook.ask("plain", study.network(true), "logits[1] | " + Marker.STAMP, Map.of("row", 1.0));
        assertThat(again.estimate()).isZero();
        assertThat(plain.on()).isEqualTo(again.off()).isGreaterThan(Objects.requireNonNull(plain.off()));
    }

    @Test
    void itIsFoundAndTellsItsStoryWithoutData() {
        assertThat(ServiceLoader.load(Case.class).stream().map(ServiceLoader.Provider::type))
                .contains(ShortcutCase.class);
        CaseResult result = new ShortcutCase().run(setting(null, 2));
        assertThat(result.claims()).extracting("id").doesNotHaveDuplicates().contains("built-marker-all");
        assertThat(result.page().lead()).contains("reads the marker");
        assertThat(HtmlReport.html(result.page())).contains("--data", "as it was taught");
        CaseResult again = new ShortcutCase().run(setting(null, 1));
        assertThat(again.claims().stream().map(named -> named.claim().estimate()))
                .containsExactlyElementsOf(result.claims().stream().map(named -> named.claim().estimate()).toList());
    }

    @Test
    void aFolderWithoutTheFilmsIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> new ShortcutCase().run(setting(empty, 1))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("pneumoniamnist-28.zip");
        assertThatThrownBy(() -> new ShortcutCase().run(setting(empty.resolve("nowhere"), 1)))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("no folder");
    }

    @Test
    void theTrainedNetworksDoWhatTheirCardsSay() {
        Path data = SharedData.folder("xray/pneumoniamnist-28.zip");
        Findings films = new Findings(Study.films(data), new Notebook(setting(data, 2)));
        assertThat(films.value(false, "plain")).isCloseTo(0.940, within(5e-4));
        assertThat(films.balanced(false, true, false)).isCloseTo(0.942, within(5e-4));
        assertThat(films.balanced(false, false, true)).isCloseTo(0.929, within(5e-4));
        assertThat(films.off(false, "all")).isEqualTo(0.750);
        assertThat(films.on(false, "all")).isCloseTo(0.758, within(5e-4));
        assertThat(films.value(true, "plain")).isEqualTo(0.5);
        assertThat(films.balanced(true, true, false)).isEqualTo(1);
        assertThat(films.value(true, "taught")).isEqualTo(1);
        assertThat(films.balanced(true, false, true)).isEqualTo(0);
        assertThat(films.on(true, "all")).isEqualTo(1);
        assertThat(films.on(true, "erased")).isEqualTo(0.5);
        assertThat(films.on(false, "erased")).isGreaterThan(0.92);
        assertThat(fall(films.claim(true, "leans-1"))).matches(Claim.Check::passed)
                .extracting(Claim.Check::detail).asString().contains("in 5 of 5 films");
        assertThat(fall(films.claim(false, "leans-1")).passed()).isTrue();
    }
}
