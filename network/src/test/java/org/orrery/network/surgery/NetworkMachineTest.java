package org.orrery.network.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Claim;
import org.orrery.core.ModelContract;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Tensor;

/** Moves on a network whose numbers are computed by hand. */
class NetworkMachineTest extends ModelContract {
    private static final Rehearsal LAYERS = Rehearsal.of(SmallGraphs.layers(), SmallGraphs.layersExamples(), Map.of(
            "h.npz", Map.of("h", Tensor.of(new float[]{7, 8, 9}, 3)),
            "rows.npz", Map.of("h", Tensor.of(new float[]{1, 1, 1, 2, 2, 2, 3, 3, 3}, 3, 3)),
            "x.npz", Map.of("x", Tensor.of(new float[]{3, -1}, 1, 2)),
            "v.npy", Map.of("", Tensor.of(new float[]{0, 1, 0}, 3))));
    private static final Rehearsal LOOKUP = Rehearsal.of(SmallGraphs.lookup(), SmallGraphs.lookupExamples());
    private static final Rehearsal STREAM = Rehearsal.of(SmallGraphs.stream(), SmallGraphs.streamExamples());

    @Override
    protected Rehearsal model() {
        return LAYERS;
    }

    @Override
    protected List<String> questions() {
        return List.of("y[0] | do(h[1] = 1)", "y[0] | do(h[1] += 1)", "y[0] | do(h *= 2)", "y[0] | do(h[2] = knockout)",
                "y[0] | do(h = mean)", "y[0] | do(h[0:2] = resample)", "y[0] | do(h = from \"x.npz\")",
                "y[0] | do(h += from \"v.npy\")", "y[0] | do(x[0] = 2, h[1] = baseline)", "y[0] | do(w[0, 2] = 1)",
                "y[0] | do(x[1] += 0.5, h[0] *= 3, h[0] += 1)", "h[2] | do(y = 1)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            // h is [1, 2, 1] and y = h0 + 10 h1 + 100 h2 = 121 in row 0
            "y[0] | do(h[1] = 5); 0; 121; 151", "y[0] | do(h[1] = knockout); 0; 121; 101",
            "y[0] | do(h[1] += 1); 0; 121; 131", "y[0] | do(h *= 2); 0; 121; 242",
            "y[0] | do(h[1:3] = 0); 0; 121; 1", "y[0] | do(x[0] = 3); 0; 121; 23",
            // weights: h2 = relu(-1 + 2) becomes relu(1 + 2)
            "y[0] | do(w[0, 2] = 1); 0; 121; 321",
            // the pre-activation of a silent unit can be lowered as far as one likes
            "y[0] | do(pre[1] = -5); 1; 3; 3",
            // means: h is [4/3, 2, 5/3]
            "y[0] | do(h[1] = mean); 1; 3; 23",
            "y[0] | do(h = from \"h.npz\"); 0; 121; 987", "y[0] | do(h = from \"rows.npz\"); 2; 440; 333",
            // the other run has h = [3, 0, 0]
            "y[0] | do(h = from \"x.npz\"); 0; 121; 3", "y[0] | do(h += from \"v.npy\"); 0; 121; 131",
            // an upstream move with the way over h1 closed
            "y[0] | do(x[1] = 4, h[1] = baseline); 0; 121; 321",
            // one after the other on the same unit
            "y[0] | do(h[0] *= 3, h[0] += 1); 0; 121; 124", "y[0] | do(h[0] += 1, h[0] *= 3); 0; 121; 126"})
    void movesAreWhatTheyAreByHand(String question, int row, double off, double on) {
        Claim claim = LAYERS.ask(question, row);

        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.off()).isEqualTo(off);
        assertThat(claim.on()).isEqualTo(on);
        assertThat(claim.sound()).isTrue();
    }

    @Test
    void tokensAreMovedToo() {
        assertThat(LOOKUP.ask("y @ 1 | do(tokens = 3)", 0).on()).isEqualTo(40);
        assertThat(LOOKUP.ask("y @ 0 | do(tokens += 2 @ 1)", 0).on()).isEqualTo(10);
        assertThat(LOOKUP.ask("y @ 1 | do(tokens += 2 @ 1)", 0).on()).isEqualTo(40);
        assertThatThrownBy(() -> LOOKUP.ask("y @ 0 | do(tokens = 0.5)")).isInstanceOf(Refusal.class)
                .hasMessageContaining("whole numbers");
    }

    @Test
    void resamplingTakesAnotherExample() {
        Claim claim = LAYERS.ask("y[0] | do(h = resample)", 0);

        assertThat(claim.on()).isIn(3.0, 440.0);
        assertThat(claim.checks()).anyMatch(check -> check.detail().contains("taken from example "));
    }

    @Test
    void aValueThatNoExampleHasIsAnAssumptionThatFails() {
        // h[1] is 2, 0 and 4.
        stays("h[1] = 4", Claim.State.HOLDS);
        stays("h[1] = 4.5", Claim.State.FAILS);
        stays("h[1] += 2", Claim.State.HOLDS);
        stays("h[1] += 2.5", Claim.State.FAILS);
        stays("h[1] *= -1", Claim.State.FAILS);
        stays("h = mean", Claim.State.HOLDS);
        assertThat(LAYERS.ask("y[0] | do(h = resample)").assumptions())
                .noneMatch(each -> each.text().contains("range"));
        assertThat(LAYERS.askAll("E[y[0]] | do(h[1] += 1)").assumptions()).anyMatch(
                each -> each.status() == Claim.State.FAILS && each.text().endsWith("not so in 1 of 4 worlds"));
    }

    private static void stays(String move, Claim.State expected) {
        Claim claim = LAYERS.ask("y[0] | do(" + move + ")", 0);
        assertThat(claim.assumptions()).as(move).filteredOn(each -> each.text().contains("range"))
                .singleElement().extracting(Claim.Assumption::status).isEqualTo(expected);
        assertThat(claim.sound()).isTrue();
    }

    @Test
    void aClampCutsWhatTheParentsDo() {
        assertThat(LAYERS.ask("y[0] | do(h = 1, x[0] = 100, w = 7)").on()).isEqualTo(111);
    }

    @Test
    void anAverageOverAllExamplesIsTakenInBatches() {
        Claim claim = LAYERS.askAll("E[y[0]] | do(h[2] = knockout)");

        assertThat(claim.off()).isCloseTo((121 + 3 + 440) / 3.0, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(claim.on()).isCloseTo((21 + 3 + 40) / 3.0, org.assertj.core.data.Offset.offset(1e-12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            // x = 1: r0 2, a 6, r1 8, b 40, r2 48
            "b | do(b[a] = 0); 40; 10", "y | do(b[a] = 0); 48; 18", "y | do(r2[a] = 0); 48; 42",
            "y | do(y[a] = 0); 48; 42", "y | do(y[r0] = 0); 48; 46", "y | do(y[b] = 1); 48; 9",
            "y | do(y[a] = 0, y[b] = 0); 48; 2", "y | do(y[r1] = 0); 48; 40", "b | do(b[r0] += 1); 40; 45",
            "y | do(a = 0); 48; 12", "c | do(c[a] = 0); 1600; 100", "y | do(y[a] *= 2, y[a] += 1); 48; 55"})
    void anArrowMovesWhatOneReaderSees(String question, double off, double on) {
        String full = question.replaceAll("^(\\w)", "$1[0]");
        Claim claim = STREAM.ask(full);

        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.off()).isEqualTo(off);
        assertThat(claim.on()).isEqualTo(on);
    }

    @Test
    void anArrowAgainstTheWayIsRefused() {
        assertThatThrownBy(() -> STREAM.ask("y[0] | do(a[b] = 0)")).isInstanceOf(Refusal.class)
                .hasMessageContaining("no path at all");
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        assertThatThrownBy(() -> LAYERS.ask("y[0] | do(h = removed)")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> LAYERS.ask("y[0] | do(h = law \"x\")")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> LAYERS.ask("y[0] | do(h = from \"v.npy\")"))
                .hasMessageContaining("holds neither 'h' nor the input x");
        assertThatThrownBy(() -> LAYERS.ask("y[0]", 3)).hasMessageContaining("no row 3");
    }
}
