package org.orrery.network.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Lab;
import org.orrery.core.Sweep;
import org.orrery.network.SharedNetworks;
import org.orrery.network.data.Feed;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Alias;

/** A sweep is one question a site, asked together. */
class SweepTest {
    @Test
    void whatAllExamplesShareIsMovedAtOneSiteAfterTheOther() {
        // y = relu(x w) v with v = [1, 10, 100]: each weight by itself, over all examples.
        Rehearsal network = Rehearsal.of(SmallGraphs.layers(), SmallGraphs.layersExamples());
        Claim claim = new Sweep(network, "E[y[0]] | do(_ = 0)", "v[*, 0]", Map.of(), Ensemble.NONE, Map.of(), 1, "test")
                .ask(Lab.SINGLE);
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        Claim.Table table = claim.table();
        assertThat(table).isNotNull();
        Map<Object, Object> effects = new java.util.HashMap<>();
        table.rows().forEach(row -> effects.put(row.get(0), row.get(1)));
        assertThat(effects).isEqualTo(Map.of("v[0, 0]", -1.0, "v[1, 0]", -20.0, "v[2, 0]", -100.0));
    }

    @Test
    void partsWithTensorsOfTheirOwnAreSweptByNumber() {
        Theatre plain = Rehearsal.of(SmallGraphs.stream(), SmallGraphs.streamExamples()).theatre();
        Rehearsal model = new Rehearsal(new Theatre(plain.model(), plain.bare(), plain.ensembles(),
                plain.places().withAliases(List.of(new Alias("part", "summands", List.of("a", "b"), Alias.PARTS))),
                plain.examples(), plain.files(), plain.settings()));
        // Without b the stream ends at r1 = 8, without a at 2 + 10; untouched it is 48.
        assertThat(rows(sweep(model, "y[0] | do(_ = knockout)", "part[*]", Ensemble.NONE))).containsExactly(
                List.of("part[1]", -40.0, 48.0, 8.0),
                List.of("part[0]", -36.0, 48.0, 12.0));
    }

    private static Claim sweep(Rehearsal network, String question, String over, Ensemble ensemble) {
        return new Sweep(network, question, over, Map.of(), ensemble, Map.of(), 1, "test").ask(Lab.SINGLE);
    }

    private static Rehearsal trained() {
        SplittableRandom random = new SplittableRandom(3);
        return Rehearsal.of(OnnxFile.read(SharedNetworks.file("induction-trained.onnx")),
                Map.of("tokens", Tensor.of(random.longs(200, 0, 16).toArray(), 10, 20)));
    }

    private static double number(Object cell) {
        return cell instanceof Double value ? value : Double.NaN;
    }

    private static List<List<Object>> rows(Claim claim) {
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        Claim.Table table = claim.table();
        assertThat(table).isNotNull();
        return table == null ? List.of() : table.rows();
    }

    @Test
    void theTableIsWhatIsComputedByHand() {
        Claim claim = sweep(Rehearsal.of(SmallGraphs.layers(), SmallGraphs.layersExamples()), "y[0] | do(_ = 0)",
                "h[*]", Ensemble.NONE);

        assertThat(rows(claim)).containsExactly(List.of("h[2]", -100.0, 121.0, 21.0),
                List.of("h[1]", -20.0, 121.0, 101.0), List.of("h[0]", -1.0, 121.0, 120.0));
        assertThat(claim.sentence()).contains("of 3 sites h[2] matters most");
        assertThat(claim.checks()).anyMatch(check -> check.name().equals("no-op control") && check.passed()
                && check.detail().startsWith("at 3 of 3 sites"));
    }

    @Test
    void dosesAndPositionsAreSweptOver() {
        Rehearsal layers = Rehearsal.of(SmallGraphs.layers(), SmallGraphs.layersExamples());
        assertThat(rows(sweep(layers, "y[0] | do(h[1] = _)", "_ = 0..1 by 0.25", Ensemble.NONE))).hasSize(5)
                .contains(List.of("0.25", -17.5, 121.0, 103.5));
        Rehearsal lookup = Rehearsal.of(SmallGraphs.lookup(), SmallGraphs.lookupExamples());
        assertThat(rows(sweep(lookup, "y @ 1 | do(_ = 3)", "tokens @ 0..1 by 1", Ensemble.NONE)))
                .containsExactly(List.of("tokens @ 1", 20.0, 20.0, 40.0), List.of("tokens @ 0", 0.0, 20.0, 20.0));
    }

    /** Many sites on few tensors: the network is cut there. Each is compared with a question of its own in the whole graph. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "logits[3] @ 15 | do(_ = knockout); resid.* @ 0..17 by 1",
            "logits[3] @ 15 | do(_ *= 1.5); L0.H*.out @ 0..17 by 1",
            "logits[3] @ 15 | do(_ += 0.5); L1.H1.pattern[15, *]",
            "logits.probability[2] @ 19 | do(_ = 0); L0.H1.z[19, *]",
            "logits[3] @ 15 | do(_ = resample); L0.H0.q @ 0..17 by 1"})
    void aCutNetworkAnswersAsTheWholeOneDoes(String question, String over) {
        Rehearsal network = trained();
        for (List<Object> row : rows(sweep(network, question, over, Ensemble.NONE))) {
            String site = String.valueOf(row.getFirst());
            String[] parts = site.split(" @ ");
            String asked = question.replaceFirst("_(.*)\\)", parts[0].replace("[", "\\[") + "$1"
                    + (parts.length > 1 ? " @ " + parts[1] : "") + ")").replace("\\[", "[");
            Claim alone = network.ask(asked);
            Double on = alone.on();
            assertThat(on).as("%s: %s", asked, alone.reason()).isNotNull();
            assertThat(number(row.get(3))).as(asked).isCloseTo(on == null ? Double.NaN : on, within(2e-5));
        }
    }

    @Test
    void anAverageOverExamplesIsTheSameAtACutAsInTheWholeGraph() {
        Rehearsal network = trained();
        double[][] draws = new double[10][1];
        for (int i = 0; i < draws.length; i++) {
            draws[i][0] = i;
        }
        Ensemble all = new Ensemble(List.of(Feed.ROW), List.of("the examples"), draws, "");
        List<List<Object>> rows = rows(sweep(network, "E[logits[3] @ 15] | do(_ = mean)", "resid.1 @ 0..17 by 1", all));
        assertThat(rows).hasSize(18);
        for (List<Object> row : rows.subList(0, 3)) {
            String position = String.valueOf(row.getFirst()).split(" @ ")[1];
            Claim alone = network.askAll("E[logits[3] @ 15] | do(resid.1 = mean @ " + position + ")");
            Double effect = alone.estimate();
            assertThat(effect).as(alone.reason()).isNotNull();
            assertThat(number(row.get(1))).isCloseTo(effect == null ? Double.NaN : effect, within(2e-5));
        }
    }

    @Test
    void theSameSweepGivesTheSameBitsWithManyThreads() {
        Rehearsal network = trained();
        String question = "logits[3] @ 15 | do(_ = knockout)";
        String over = "L*.H*.out, resid.1 @ 0..17 by 1";
        List<List<Object>> one = rows(sweep(network, question, over, Ensemble.NONE));
        Claim many = new Sweep(network, question, over, Map.of(), Ensemble.NONE, Map.of(), 1, "test")
                .ask(new Lab() {
                    @Override
                    public <T> List<T> trials(int count, java.util.function.IntFunction<T> trial) {
                        return java.util.stream.IntStream.range(0, count).parallel().mapToObj(trial).toList();
                    }
                });
        assertThat(rows(many)).isEqualTo(one);
    }
}
