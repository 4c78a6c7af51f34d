package org.orrery.casebook.adder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.casebook.Induction;
import org.orrery.casebook.Notebook;
import org.orrery.casebook.SharedData;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.lab.LocalLab;
import org.orrery.network.NetworkModel;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;
import org.orrery.report.HtmlReport;

class AdderCaseTest {
    /** The narrowest margin without each frequency, from the closed form. */
    private static final Map<Integer, Double> MARGINS = Map.of(3, 5.9867, 10, 6.7228, 17, 5.2918, 20, 6.6285, 24,
            2.3877);

    private static CaseSetting setting(@Nullable Path data) {
        return new CaseSetting(data, new LocalLab(2), 1, "test", "./orrery run adder");
    }

    private static Findings findings(NetworkModel network, int width, boolean written) {
        return new Findings("net", "title", "about", network, width, written, new Notebook(setting(null)));
    }

    private static void assertThatEachFrequencyTakesExactlyItsWave(Findings adder) {
        assertThat(adder.margin()).isCloseTo(6.75438, within(1e-4));
        assertThat(adder.losses()).extracting(Findings.Loss::frequency)
                .containsExactlyElementsOf(Adder.FREQUENCIES);
        assertThat(adder.losses()).allSatisfy(loss -> {
            assertThat(loss.units()).isEqualTo(9);
            assertThat(loss.accuracy()).isEqualTo(1);
            assertThat(loss.farthest()).isLessThan(Findings.SAME);
            assertThat(loss.height()).isCloseTo(Adder.HEIGHT, within(1e-5));
            assertThat(loss.share()).isCloseTo(1, within(1e-6));
            assertThat(loss.margin()).isCloseTo(Objects.requireNonNull(MARGINS.get(loss.frequency())), within(1e-4));
        });
    }

    @Test
    void eachFrequencyOfTheNetworkWrittenByHandTakesExactlyItsWave() {
        Findings built = findings(Adder.built(), 45, true);
        assertThatEachFrequencyTakesExactlyItsWave(built);
        assertThat(built.units()).containsExactly(Adder.units());
    }

    @Test
    void theMarginsAreThoseOfTheClosedForm() {
        MARGINS.forEach((silent, margin) -> {
            double least = Double.POSITIVE_INFINITY;
            for (int off = 1; off < Adder.P; off++) {
                double lead = 0;
                for (int k : Adder.FREQUENCIES) {
                    lead += k == silent ? 0 : Adder.wave(k, 0, 0, 0) - Adder.wave(k, 0, 0, off);
                }
                least = Math.min(least, lead);
            }
            assertThat(least).isCloseTo(margin, within(1e-4));
        });
    }

    @Test
    void cuttingEitherHeadOfTheNetworkWrittenByHandDestroysItAndTheStreamBringsItBack() {
        assertThatTheHeadsAreTheCircuit(Induction.built());
    }

    private static void assertThatTheHeadsAreTheCircuit(NetworkModel network) {
        Heads heads = new Heads("heads", network.looking(
                Induction.sequences(40, Induction.LENGTH, 8, true, Induction.TOKENS, 1), "sequences"),
                new Notebook(setting(null)));
        assertThat(heads.off()).isEqualTo(1);
        assertThat(heads.on("L0.H0-knockout")).isZero();
        assertThat(heads.on("L1.H0-knockout")).isZero();
        assertThat(heads.on("L0.H0-resample")).isLessThan(0.5);
        assertThat(heads.on("L0.H0-mean")).isLessThan(0.5);
        assertThat(heads.on("restored")).isEqualTo(1);
        assertThat(heads.on("keys")).isZero();
        assertThat(heads.on("queries")).isEqualTo(1);
        assertThat(heads.on("values")).isEqualTo(1);
    }

    @Test
    void itIsFoundAndTellsItsStoryWithoutData() {
        assertThat(ServiceLoader.load(Case.class).stream().map(ServiceLoader.Provider::type))
                .contains(AdderCase.class);
        CaseResult result = new AdderCase().run(setting(null));
        assertThat(result.claims()).extracting("id").doesNotHaveDuplicates().contains("built-drop-24",
                "heads-restored");
        assertThat(result.claims()).allSatisfy(
                named -> assertThat(named.claim().status()).isEqualTo(Claim.Status.ANSWERED));
        assertThat(HtmlReport.html(result.page())).contains("exactly one cosine", "--data");
    }

    @Test
    void aFolderWithoutTheNetworksIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> new AdderCase().run(setting(empty))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("modadd-p53-exact.onnx");
    }

    @Test
    void theGivenNetworksDoWhatTheirCardsSay() {
        Path networks = SharedData.folder("networks/modadd-p53-exact.onnx").resolve("networks");
        assertThatEachFrequencyTakesExactlyItsWave(
                findings(NetworkModel.open(networks.resolve("modadd-p53-exact.onnx")), 45, true));
        assertThatTheHeadsAreTheCircuit(NetworkModel.open(networks.resolve("induction-exact.onnx")));
        Findings trained = findings(NetworkModel.open(networks.resolve("modadd-p53-trained.onnx")), 192, false);
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        trained.losses().forEach(loss -> counts.put(loss.frequency(), loss.units()));
        assertThat(counts.values()).containsExactly(7, 10, 10, 7, 9, 5, 8, 8, 7, 5, 6, 8, 6, 9, 7, 8, 6, 9, 6, 10, 7,
                6, 6, 7, 8, 7);
        assertThat(trained.losses()).allMatch(loss -> loss.share() < 0.6 && loss.share() > 0.1);
        assertThat(trained.losses()).anyMatch(loss -> loss.accuracy() < 1);
        assertThat(trained.margin()).isBetween(0.0, 2.0);
    }
}
