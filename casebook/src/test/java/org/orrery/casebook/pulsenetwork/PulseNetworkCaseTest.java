package org.orrery.casebook.pulsenetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.casebook.Notebook;
import org.orrery.casebook.SharedData;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.lab.LocalLab;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;
import org.orrery.report.HtmlReport;

class PulseNetworkCaseTest {
    private static CaseSetting setting(@Nullable Path data) {
        return new CaseSetting(data, new LocalLab(2), 1, "test", "./orrery run pulse-network");
    }

    private static Findings findings(Study study) {
        return new Findings(study, 1, new Notebook(setting(null)));
    }

    private static void assertThatOnePositionHoldsTheAnswer(Findings findings) {
        // What follows position 14 stood before at position 7 in a period of 8, at 5 and 10 in one of 5.
        assertThat(findings.answers(false)).containsExactly(7);
        assertThat(findings.answers(true)).containsExactly(10, 5);
        for (boolean twice : new boolean[]{false, true}) {
            assertThat(findings.off(twice)).isEqualTo(1);
        }
        assertThat(findings.chronic(false)).isZero();
        assertThat(findings.revealed(false)).containsExactly(7);
        assertThat(findings.pulse(false, 7)).isZero();
        assertThat(findings.revealed(true)).isEmpty();
        for (int position = 0; position <= 14; position++) {
            assertThat(findings.pulse(false, position)).isEqualTo(position == 7 ? 0 : 1);
            assertThat(findings.pulse(true, position)).isEqualTo(1);
        }
        assertThat(findings.atAnswers(true)).isLessThan(0.5);
        assertThat(findings.touched(true)).containsExactly(14);
        assertThat(findings.touched(false)).contains(14).hasSizeGreaterThan(3);
    }

    @Test
    void ofTheNetworkWrittenByHandEveryNumberIsKnown() {
        assertThatOnePositionHoldsTheAnswer(findings(Study.built()));
    }

    @Test
    void itIsFoundAndTellsItsStoryWithoutData() {
        assertThat(ServiceLoader.load(Case.class).stream().map(ServiceLoader.Provider::type))
                .contains(PulseNetworkCase.class);
        CaseResult result = new PulseNetworkCase().run(setting(null));
        assertThat(result.claims()).extracting("id").doesNotHaveDuplicates().contains("built-once-chronic");
        assertThat(result.claims()).allSatisfy(
                named -> assertThat(named.claim().status()).isEqualTo(Claim.Status.ANSWERED));
        assertThat(result.page().lead()).contains("position 7");
        assertThat(HtmlReport.html(result.page())).contains("--data", "stands in for the other");
    }

    @Test
    void aFolderWithoutTheNetworksIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> new PulseNetworkCase().run(setting(empty))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("induction-exact.onnx");
    }

    @Test
    void theGivenNetworksSayTheSame() {
        Path data = SharedData.folder("networks/induction-exact.onnx");
        assertThatOnePositionHoldsTheAnswer(findings(Study.exact(data)));
        Findings trained = findings(Study.trained(data));
        assertThat(trained.answers(false)).containsExactly(9);
        assertThat(Arrays.stream(trained.answers(true)).boxed().toList()).isEqualTo(List.of(12, 5));
        assertThat(trained.off(false)).isGreaterThan(0.9);
        assertThat(trained.chronic(false)).isLessThan(0.4);
        assertThat(trained.revealed(false)).containsExactly(9);
        // Taught, it reads the earlier of the two places alone.
        assertThat(trained.revealed(true)).containsExactly(5);
        assertThat(trained.pulse(true, 12)).isEqualTo(trained.off(true));
    }
}
