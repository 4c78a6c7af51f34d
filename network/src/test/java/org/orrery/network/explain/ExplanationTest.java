package org.orrery.network.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.core.Address;
import org.orrery.core.Attribution;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.Rung;
import org.orrery.network.SharedNetworks;
import org.orrery.network.data.Examples;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.place.Places;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

class ExplanationTest {
    private static final Model.Source SOURCE = new Model.Source("net.onnx", "0".repeat(64));

    /** A few rows held in memory. */
    private record Held(List<Map<String, Tensor>> all) implements Examples {
        @Override
        public int size() {
            return all.size();
        }

        @Override
        public Map<String, Tensor> rows(int[] rows) {
            return all.get(rows[0]);
        }

        @Override
        public Map<String, double[]> columns() {
            return Map.of();
        }

        @Override
        public String sha256() {
            return "1".repeat(64);
        }
    }

    private static Claim explain(OnnxModel model, Examples examples, String target, String method, String baseline,
            String... by) {
        List<Value> all = new ArrayList<>();
        model.graph().nodes().forEach(node -> node.outputs().forEach(name -> all.add(Value.untyped(name))));
        Map<String, ValueType> types;
        try (Session session = Session.open(model.with(model.graph().withOutputs(all)), RunSettings.USUAL)) {
            types = session.types();
        }
        Attribution asked = new Attribution(Quantity.parse(target),
                List.of(by).stream().map(Address::parse).toList(), method, baseline, 0, 0, 1, "test");
        return Explanation.of(asked, model, Places.of(model.graph(), types), examples, SOURCE, RunSettings.USUAL)
                .claim();
    }

    private static Map<String, Double> parts(Claim claim) {
        Map<String, Double> parts = new LinkedHashMap<>();
        java.util.Objects.requireNonNull(claim.table()).rows()
                .forEach(row -> parts.put((String) row.get(0), (Double) row.get(3)));
        return parts;
    }

    private static Claim.Check check(Claim claim, String name) {
        return claim.checks().stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
    }

    private static final OnnxModel LINEAR = OnnxModel.of(new Graph("linear",
            List.of(Node.of("MatMul", List.of("x", "w"), "z"), Node.of("Add", List.of("z", "b"), "y")),
            List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(4))),
            List.of(Value.untyped("y")),
            Map.of("w", Tensor.of(new float[]{1, 5, -2, 5, 3, 5, 0.5f, 5}, 4, 2), "b",
                    Tensor.of(new float[]{7, 8}, 2))),
            17);

    private static final Held TWO = new Held(List.of(Map.of("x", Tensor.of(new float[]{1, 2, 3, 4}, 1, 4)),
            Map.of("x", Tensor.of(new float[]{1, 0, 1, 0}, 1, 4))));

    @Test
    void examplesThatAreMixedAreTakenOneByOne() {
        // The sum over the largest of the whole batch: of one example 15/8, without the first 14/8, without the last 7/4.
        OnnxModel mixed = OnnxModel.of(new Graph("mixed",
                List.of(Node.of("ReduceMax", List.of("x"), List.of("most"), Map.of("keepdims", new Attribute.Whole(0))),
                        Node.of("MatMul", List.of("x", "ones"), "sum"), Node.of("Div", List.of("sum", "most"), "y")),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(4))),
                List.of(Value.untyped("y")), Map.of("ones", Tensor.of(new float[]{1, 1, 1, 1}, 4, 1))), 17);
        Held one = new Held(List.of(Map.of("x", Tensor.of(new float[]{1, 2, 4, 8}, 1, 4))));
        Map<String, Double> parts = parts(explain(mixed, one, "y[0]", "occlusion", "zero"));
        assertThat(parts.get("x[0]")).isCloseTo(1 / 8.0, within(1e-6));
        assertThat(parts.get("x[1]")).isCloseTo(2 / 8.0, within(1e-6));
        assertThat(parts.get("x[3]")).isCloseTo(15 / 8.0 - 7 / 4.0, within(1e-6));
    }

    @Test
    void ofALinearModelEveryMethodGivesTheTerms() {
        for (String method : Explanation.methods()) {
            Claim claim = explain(LINEAR, TWO, "y[0]", method, "1");
            assertThat(claim.rung()).isEqualTo(Rung.SEE);
            assertThat(claim.estimate()).isEqualTo(1 - 4 + 9 + 2 + 7.0);
            Map<String, Double> parts = parts(claim);
            assertThat(parts.get("x[0]")).as(method).isCloseTo(0, within(1e-6));
            assertThat(parts.get("x[1]")).as(method).isCloseTo(-4, within(1e-5));
            assertThat(parts.get("x[2]")).as(method).isCloseTo(6, within(1e-5));
            assertThat(parts.get("x[3]")).as(method).isCloseTo(2, within(1e-5));
            assertThat(claim.checks().getFirst().passed()).as(method).isTrue();
            assertThat(claim.sentence()).contains("x[2] (6)");
        }
    }

    @Test
    void integratedGradientsAreCompleteWhereGradientTimesInputIsNot() {
        OnnxModel squares = OnnxModel.of(new Graph("squares",
                List.of(Node.of("Mul", List.of("x", "x"), "s"),
                        Node.of("Softmax", List.of("s"), List.of("p"), Map.of("axis", new Attribute.Whole(1)))),
                LINEAR.graph().inputs(), List.of(Value.untyped("p")), Map.of()), 17);
        Claim crude = explain(squares, TWO, "s[3] + s[1] * s[2]", "gradient-input", "zero");
        Claim whole = explain(squares, TWO, "s[3] + s[1] * s[2]", "integrated-gradients", "zero");
        assertThat(check(crude, "completeness").passed()).isFalse();
        assertThat(check(whole, "completeness").passed()).isTrue();
        // Along the line x = t * (1, 2, 3, 4): the integral of 2 t 16 is 16, of 2 t^3 * 36 is 18 for each of two.
        assertThat(parts(whole).get("x[3]")).isCloseTo(16, within(0.2));
        assertThat(parts(whole).get("x[1]")).isCloseTo(18, within(0.2));
        assertThat(parts(whole).get("x[2]")).isCloseTo(18, within(0.2));
        assertThat(check(whole, "gradient against differences").passed()).isTrue();
        Claim scaled = explain(squares, TWO, "ln(p.probability[3])", "integrated-gradients", "1");
        assertThat(check(scaled, "completeness").passed()).isTrue();
    }

    @Test
    void theMarkerIsFoundInTheNetworkThatUsesIt() {
        OnnxModel marked = OnnxFile.read(SharedNetworks.file("cxr-marker-cnn.onnx"));
        SplittableRandom random = new SplittableRandom(1);
        float[] film = new float[28 * 28];
        for (int i = 0; i < film.length; i++) {
            film[i] = 0.3f + 0.3f * (float) random.nextDouble();
        }
        float[] plain = film.clone();
        for (int row = 1; row <= 4; row++) {
            for (int column = 22; column <= 26; column++) {
                film[28 * row + column] = column == 22 || row == 4 && column <= 25 ? 1 : 0;
            }
        }
        Held examples = new Held(List.of(Map.of("image", Tensor.of(film, 1, 1, 28, 28)),
                Map.of("image", Tensor.of(plain, 1, 1, 28, 28))));
        for (String method : Explanation.methods()) {
            Claim claim = explain(marked, examples, "logits[1] - logits[0]", method, "zero");
            String top = parts(claim).keySet().iterator().next();
            assertThat(top).as("%s: %s", method, claim.sentence()).matches("image\\[0, [1-4], 2[2-6]\\]");
            assertThat(claim.checks().stream().filter(check -> !check.name().equals("completeness")))
                    .as(method).allMatch(Claim.Check::passed);
        }
    }

    @Test
    void tokensAreExplainedByTheirEmbeddings() {
        OnnxModel model = OnnxFile.read(SharedNetworks.file("induction-trained.onnx"));
        long[] tokens = {0, 5, 3, 9, 7, 2, 11, 5, 3, 9, 7, 2, 11, 5, 3, 9, 7, 2, 11, 5};
        Held examples = new Held(List.of(Map.of("tokens", Tensor.of(tokens, 1, 20))));
        Claim claim = explain(model, examples, "logits[3] @ 19", "integrated-gradients", "zero");
        assertThat(check(claim, "completeness").passed()).as(check(claim, "completeness").detail()).isTrue();
        assertThat(parts(claim).keySet()).allMatch(part -> part.startsWith("tok["));
        Claim pattern = explain(model, examples, "logits[3] @ 19", "gradient-input", "zero", "L1.H0.pattern");
        assertThat(parts(pattern).keySet()).allMatch(part -> part.startsWith("`L1.H0.pattern`[")
                || part.startsWith("L1.H0.pattern["));
    }

    @Test
    void wrongWordsAreSaid() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> explain(LINEAR, TWO, "y[0]", "integrated-gradient", "zero"))
                .satisfies(e -> assertThat(e.advice()).contains("integrated-gradients"));
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> explain(LINEAR, TWO, "y[0]", "occlusion", "ones"));
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> explain(LINEAR, TWO, "y[0]", "occlusion", "2"));
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> explain(LINEAR, TWO, "y", "occlusion", "zero"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> explain(LINEAR, TWO, "y.argmax", "occlusion", "zero"));
    }

    @Test
    void aRecurrentLayerIsWrittenOutToTheLengthOfTheExample() {
        Map<String, Tensor> parameters = Map.of("w", draw(1, 9, 2), "r", draw(1, 9, 3), "one",
                Tensor.of(new long[]{0}, 1));
        OnnxModel model = OnnxModel.of(new Graph("net", List.of(
                Node.of("Transpose", List.of("x"), List.of("steps"),
                        Map.of("perm", new Attribute.Wholes(new long[]{1, 0, 2}))),
                Node.of("GRU", List.of("steps", "w", "r"), List.of("all", "h"),
                        Map.of("hidden_size", new Attribute.Whole(3))),
                Node.of("Squeeze", List.of("h", "one"), "y")),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Named("length"),
                        new Dim.Known(2))),
                List.of(Value.untyped("y")), parameters), 17);
        for (int length : new int[]{1, 4}) {
            Claim claim = explain(model, new Held(List.of(Map.of("x", draw(1, length, 2)))), "y[0]",
                    "integrated-gradients", "zero");
            assertThat(parts(claim)).hasSize(2 * length);
            assertThat(claim.checks()).filteredOn(check -> check.name().equals("completeness"))
                    .singleElement().satisfies(check -> assertThat(check.passed()).isTrue());
        }
    }

    private static Tensor draw(long... shape) {
        SplittableRandom random = new SplittableRandom(shape[shape.length - 1]);
        float[] values = new float[(int) java.util.stream.LongStream.of(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return Tensor.of(values, shape);
    }
}
