package org.orrery.network.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.network.SharedNetworks;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Function;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

class GradientsTest {
    /** y = x^3 with x of shape [batch, 2]. */
    private static final OnnxModel CUBE = model(Node.of("Mul", List.of("x", "x"), "square"),
            Node.of("Mul", List.of("square", "x"), "y"));

    private static OnnxModel model(Node... nodes) {
        return OnnxModel.of(new Graph("small", List.of(nodes),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(2)),
                        Value.tensor("n", ElementType.INT64, new Dim.Named("batch")),
                        Value.tensor("unused", ElementType.FLOAT, new Dim.Named("batch"))),
                List.of(Value.untyped("y")), Map.of()), 17);
    }

    private static float[] run(OnnxModel model, String edge, Map<String, Tensor> inputs) {
        try (Session session = Session.open(model, RunSettings.USUAL)) {
            return session.run(inputs, List.of(edge)).getFirst().floats();
        }
    }

    private static Map<String, Tensor> inputs(float... x) {
        return Map.of("x", Tensor.of(x, x.length / 2, 2), "n", Tensor.of(new long[x.length / 2], x.length / 2),
                "unused", Tensor.of(new float[x.length / 2], x.length / 2));
    }

    @Test
    void derivativesOfACubeOfAnyOrder() {
        OnnxModel once = Gradients.reverse(CUBE, "y", List.of("x"));
        assertThat(run(once, "y", inputs(1, 2, 3, -1))).containsExactly(1, 8, 27, -1);
        assertThat(run(once, "d(y)/d(x)", inputs(1, 2, 3, -1))).containsExactly(3, 12, 27, 3);
        OnnxModel twice = Gradients.reverse(once, "d(y)/d(x)", List.of("x"));
        assertThat(run(twice, "d(d(y)/d(x))/d(x)", inputs(1, 2, 3, -1))).containsExactly(6, 12, 18, -6);
        OnnxModel thrice = Gradients.reverse(twice, "d(d(y)/d(x))/d(x)", List.of("x"));
        assertThat(run(thrice, "d(d(d(y)/d(x))/d(x))/d(x)", inputs(1, 2, 3, -1))).containsExactly(6, 6, 6, 6);
    }

    @Test
    void oneEdgeInsideAndTheInputTogether() {
        OnnxModel both = Gradients.reverse(CUBE, "y", List.of("square", "x"));
        assertThat(run(both, "d(y)/d(square)", inputs(2, 3))).containsExactly(2, 3);
        assertThat(run(both, "d(y)/d(x)", inputs(2, 3))).containsExactly(12, 27);
    }

    @Test
    void weightsOfTheElements() {
        OnnxModel pulled = Gradients.pullback(CUBE, "y", List.of("x"));
        Map<String, Tensor> given = new java.util.HashMap<>(inputs(1, 2));
        given.put("cotangent(y)", Tensor.of(new float[]{0, 0.5f}, 1, 2));
        assertThat(run(pulled, "d(y)/d(x)", given)).containsExactly(0, 6);
    }

    @Test
    void forwardNeedsNoCotangent() {
        OnnxModel pushed = Gradients.forward(CUBE, "y", List.of("x"));
        Map<String, Tensor> given = new java.util.HashMap<>(inputs(1, 2));
        given.put("tangent(x)", Tensor.of(new float[]{1, -1}, 1, 2));
        assertThat(run(pushed, "tangent(y)", given)).containsExactly(3, -12);
        assertThat(pushed.graph().nodes()).as("the way back is cut away").noneMatch(node -> node.op().equals("Expand"));
    }

    @Test
    void aDerivativeThatIsZeroIsZeros() {
        OnnxModel steps = model(Node.of("Floor", List.of("x"), "y"));
        assertThat(run(Gradients.reverse(steps, "y", List.of("x")), "d(y)/d(x)", inputs(1, 2))).containsExactly(0, 0);
        OnnxModel some = Gradients.reverse(CUBE, "y", List.of("x", "unused"));
        assertThat(run(some, "d(y)/d(unused)", inputs(1, 2))).containsExactly(0);
    }

    @Test
    void functionsOfTheModelsOwnAreLookedInto() {
        Function square = new Function("own", "Square", "", List.of("a"), List.of("b"), List.of(), Map.of(),
                List.of(Node.of("Mul", List.of("a", "a"), "b")), Map.of("", 17L), CUBE.rest());
        Node call = new Node("Square", "own", "", List.of("x"), List.of("y"), Map.of(), CUBE.rest());
        OnnxModel model = model(call);
        OnnxModel own = new OnnxModel(8, "", Map.of("", 17L, "own", 1L), model.graph(), List.of(square), model.rest());
        assertThat(run(Gradients.reverse(own, "y", List.of("x")), "d(y)/d(x)", inputs(3, -2))).containsExactly(6, -4);
    }

    @Test
    void kinks() {
        for (String op : List.of("Relu", "Abs")) {
            OnnxModel kink = Gradients.reverse(model(Node.of(op, List.of("x"), "y")), "y", List.of("x"));
            assertThat(run(kink, "d(y)/d(x)", inputs(0, -0f))).as(op).containsExactly(0, 0);
        }
        OnnxModel ties = Gradients.reverse(model(Node.of("Max", List.of("x", "x", "x"), "y")), "y", List.of("x"));
        assertThat(run(ties, "d(y)/d(x)", inputs(1, 2))).containsExactly(1, 1);
    }

    @Test
    void whatIsNotThereOrHasNoDerivative() {
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Gradients.reverse(CUBE, "z", List.of("x")))
                .withMessageContaining("'z'");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Gradients.reverse(CUBE, "y", List.of("n")))
                .withMessageContaining("int64");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Gradients.reverse(CUBE, "y", List.of("unused")))
                .withMessageContaining("does not depend");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Gradients.reverse(CUBE, "y", List.of()));
        OnnxModel once = Gradients.reverse(CUBE, "y", List.of("x"));
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Gradients.reverse(once, "y", List.of("x")))
                .withMessageContaining("already");
    }

    @Test
    void treesAndQuantisedModelsAndLoopsAreRefused() {
        OnnxModel trees = OnnxFile.read(SharedNetworks.file("lake-chl-gbt.onnx"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Gradients.reverse(trees, "log10_chl", List.of("x")))
                .withMessageContaining("trees").withMessageContaining("zero everywhere");
        Graph same = new Graph("same", List.of(Node.of("Identity", List.of("x"), "z")), List.of(),
                List.of(Value.untyped("z")), Map.of());
        OnnxModel branch = model(Node.of("IsNaN", List.of("x"), "nan"), Node.of("Cast", List.of("nan"), List.of("c"),
                Map.of("to", new Attribute.Whole(1))),
                Node.of("ReduceMax", List.of("c"), List.of("any"),
                        Map.of("keepdims", new Attribute.Whole(0))),
                Node.of("Cast", List.of("any"), List.of("q"), Map.of("to", new Attribute.Whole(9))),
                Node.of("If", List.of("q"), List.of("y"), Map.of("then_branch", new Attribute.OfGraph(same),
                        "else_branch", new Attribute.OfGraph(same))));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Gradients.reverse(branch, "y", List.of("x")))
                .withMessageContaining("(If)");
        OnnxModel quantised = model(
                Node.of("QuantizeLinear", List.of("x", "scale"), "q"),
                Node.of("DequantizeLinear", List.of("q", "scale"), "y"));
        OnnxModel scaled = quantised.with(quantised.graph().withInitializers(Map.of("scale", Tensor.scalar(0.1f))));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Gradients.reverse(scaled, "y", List.of("x")))
                .withMessageContaining("quantised");
    }
}
