package org.orrery.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
}
