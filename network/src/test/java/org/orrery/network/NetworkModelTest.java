package org.orrery.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.core.Address;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Question;
import org.orrery.core.Variable;
import org.orrery.core.World;

class NetworkModelTest {
    private static double read(Model model, String quantity, Map<String, Double> inputs) {
        List<String> names = List.copyOf(inputs.keySet());
        Plan plan = new Plan(names, List.of(), List.of(Quantity.parse(quantity)), List.of(), List.of(), Map.of());
        double[] values = names.stream().mapToDouble(inputs::get).toArray();
        return model.prepare(plan).run(new World(World.Arming.OFF, values, 1)).readings()[0];
    }

    @Test
    void everySharedNetworkOpensWithAllItsTensorsTyped() {
        for (var file : SharedNetworks.models()) {
            Model model = new OnnxModelReader().read(file);
            assertThat(model.summary()).as(file.toString()).noneMatch(line -> line.startsWith("cannot"));
            assertThat(model.variables()).extracting(Variable::name).doesNotHaveDuplicates();
            for (Variable variable : model.variables()) {
                assertThat(Address.parse(Address.of(variable.name()).toString()).name()).isEqualTo(variable.name());
            }
        }
    }

    @Test
    void additionModulo53IsReadOffTheLogits() {
        Model model = new OnnxModelReader().read(SharedNetworks.file("modadd-p53-exact.onnx"));
        for (int a = 0; a < 53; a += 13) {
            for (int b = 1; b < 53; b += 17) {
                Map<String, Double> inputs = Map.of("a", (double) a, "b", (double) b);
                assertThat(read(model, "logits.argmax", inputs)).isEqualTo((a + b) % 53);
                // The card's closed form.
                double expected = 0;
                for (int k : new int[]{3, 10, 17, 20, 24}) {
                    expected += 4.5 * Math.cos(2 * Math.PI * k * (a + b - 7) / 53);
                }
                assertThat(read(model, "logits[7]", inputs)).isCloseTo(expected,
                        org.assertj.core.data.Offset.offset(1e-4));
            }
        }
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> read(model, "logits", Map.of("a", 1.0, "b", 2.0)))
                .withMessageContaining("more than one number");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> read(model, "logits[0]", Map.of("a", 1.0)))
                .withMessageContaining("'b'");
    }

    @Test
    void aUnitOfTheAdderIsMovedThroughTheModel() {
        Model model = new OnnxModelReader().read(SharedNetworks.file("modadd-p53-exact.onnx"));
        Claim claim = new Experiment(model, Question.parse("logits[3] | do(hidden[0] = knockout, a = 7)"),
                Map.of("a", 1.0, "b", 2.0), Ensemble.NONE, Map.of(), List.of(), List.of(), 1, "test").ask(Lab.SINGLE)
                .claim();

        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.off()).isCloseTo(22.5, org.assertj.core.data.Offset.offset(1e-4));
        assertThat(claim.provenance().method()).contains("ONNX Runtime", "optimisation all, 1 thread");
    }

    private static Claim ask(Path network, Path data, String question) {
        Model model = new OnnxModelReader().read(network).with(data);
        return new Experiment(model, Question.parse(question), Map.of(), Ensemble.NONE, Map.of(), List.of(), List.of(),
                1,
                "test").ask(Lab.SINGLE).claim();
    }

    private static double value(Claim claim) {
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        return java.util.Objects.requireNonNull(claim.estimate());
    }

    @Test
    void knownAccuraciesComeOutOfTheSharedExamples(@TempDir Path folder) throws IOException {
        Path plain = SharedNetworks.file("mnist-test-head.libsvm");
        Path permuted = SharedNetworks.file("mnist-test-head-lr-order.libsvm");
        Claim digits = ask(SharedNetworks.file("mnist-cnn-tribuo.onnx"), plain, "P(output_probs.argmax = label)");
        assertThat(value(digits)).isEqualTo(1);
        Path network = Files.copy(SharedNetworks.file("mnist-lr-tribuo.onnx"), folder.resolve("lr.onnx"));
        String question = "P(output_label = data.label)";
        assertThat(ask(network, permuted, question).assumptions())
                .anyMatch(each -> each.text().contains("counted from 1"));
        // Counted from 0, as the file was written: 60 of 62. The plain order is a permutation that nothing can detect.
        Files.writeString(folder.resolve("lr.card.yaml"), "inputs: {float_input: {first: 0}}");
        Claim right = ask(network, permuted, question);
        assertThat(value(right)).isEqualTo(60.0 / 62);
        assertThat(right.provenance().dataSha256()).matches("[0-9a-f]{64}");
        Claim silent = ask(network, plain, question);
        assertThat(value(silent)).isLessThan(0.2);
        assertThat(silent.assumptions()).anyMatch(
                each -> each.text().contains("order of the features") && each.status() == Claim.State.UNTESTED);
    }

    @Test
    void seeKeepsTheExamplesForWhichItHolds() {
        Path films = SharedNetworks.folder().resolveSibling("xray").resolve("pneumoniamnist-28.zip");
        double sick = value(ask(SharedNetworks.file("cxr-clean-cnn.onnx"), films,
                "P(logits.argmax = 1) | see(label_1_is_pneumonia = 1, official_split.val = 1)"));
        double healthy = value(ask(SharedNetworks.file("cxr-clean-cnn.onnx"), films,
                "P(logits.argmax = 0) | see(label_1_is_pneumonia = 0, official_split.val = 1)"));
        assertThat((sick + healthy) / 2).isCloseTo(0.940, org.assertj.core.data.Offset.offset(5e-4));
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> ask(SharedNetworks.file("cxr-clean-cnn.onnx"), films,
                        "E[logits[1]] | see(label_1_is_pneumonia = 2)"))
                .withMessageContaining("No example");
    }
}
