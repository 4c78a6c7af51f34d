package org.orrery.network.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.core.Claim;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;

/** What can be moved, of whatever type and however old the model. */
class SpliceTest {
    private static final Dim ROWS = new Dim.Named("batch");
    private static final Map<String, Tensor> X = Map.of("x", Tensor.of(new float[]{1, -2, 3, 4}, 2, 2));

    private static OnnxModel model(int opset, Map<String, Tensor> constants, Node... nodes) {
        return OnnxModel.of(new Graph("g", List.of(nodes),
                List.of(Value.tensor("x", ElementType.FLOAT, ROWS, new Dim.Known(2))), List.of(Value.untyped("y")),
                constants), opset);
    }

    private static Node cast(String from, String to, ElementType type) {
        return Node.of("Cast", List.of(from), List.of(to), Map.of("to", new Attribute.Whole(type.number())));
    }

    private static double on(OnnxModel model, String question) {
        Claim claim = Rehearsal.of(model, X).ask(question);
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        Double on = claim.on();
        return on == null ? Double.NaN : on;
    }

    @Test
    void modelsFromBeforeTheOperatorAreLifted() {
        Map<String, Tensor> two = Map.of("two", Tensor.of(new float[]{2, 2}, 2));
        for (int opset : new int[]{7, 8}) {
            OnnxModel old = model(opset, two, Node.of("Mul", List.of("x", "two"), "h"),
                    Node.of("Relu", List.of("h"), "y"));
            assertThat(on(old, "y[1] | do(h[1] = 5)")).isEqualTo(5);
            assertThat(on(old, "y[0] | do(h[0] += 0.5)")).isEqualTo(2.5);
        }
        OnnxModel changed = model(7, Map.of(), Node.of("Upsample", List.of("x"), List.of("h"),
                Map.of("scales", new Attribute.Reals(new float[]{1, 1}))), Node.of("Relu", List.of("h"), "y"));
        assertThatThrownBy(() -> new Splice(changed, _ -> new ValueType.Unknown())).isInstanceOf(Refusal.class)
                .hasMessageContaining("Upsample");
    }

    @Test
    void otherTypesAreCastThereAndBack() {
        OnnxModel bools = model(17, Map.of("zero", Tensor.of(new float[]{0}, 1)),
                Node.of("Greater", List.of("x", "zero"), "positive"), cast("positive", "y", ElementType.FLOAT));
        assertThat(on(bools, "y[1] | do(positive[1] = 1)")).isEqualTo(1);
        assertThat(on(bools, "y[0] | do(positive = 0)")).isZero();
        OnnxModel halves = model(17, Map.of(), cast("x", "h", ElementType.FLOAT16),
                cast("h", "y", ElementType.FLOAT));
        // The nearest half-precision number to 0.1.
        assertThat(on(halves, "y[0] | do(h[0] = 0.1)")).isEqualTo(0.0999755859375);
        assertThat(on(halves, "y[0] | do(h[0] *= 3)")).isEqualTo(3);
        OnnxModel bytes = model(17, Map.of(), cast("x", "h", ElementType.INT8), cast("h", "y", ElementType.FLOAT));
        assertThat(on(bytes, "y[1] | do(h[1] += 7)")).isEqualTo(5);
        OnnxModel doubles = model(17, Map.of(), cast("x", "h", ElementType.DOUBLE),
                cast("h", "y", ElementType.DOUBLE));
        assertThat(on(doubles, "y[0] | do(h[0] = 0.1)")).isEqualTo(0.1);
    }

    /** y = h if true else -h, from inside a branch; what is made inside is called inside. */
    private static OnnxModel branching() {
        Graph then = new Graph("then", List.of(Node.of("Identity", List.of("h"), "inside"),
                Node.of("Identity", List.of("inside"), "then.y")), List.of(), List.of(Value.untyped("then.y")),
                Map.of());
        Graph other = new Graph("else", List.of(Node.of("Neg", List.of("h"), "else.y")), List.of(),
                List.of(Value.untyped("else.y")), Map.of());
        return model(17, Map.of("yes", Tensor.of(new boolean[]{true})), Node.of("Relu", List.of("x"), "h"),
                Node.of("If", List.of("yes"), List.of("y"), Map.of("then_branch", new Attribute.OfGraph(then),
                        "else_branch", new Attribute.OfGraph(other))));
    }

    @Test
    void aBranchSeesWhatIsMovedAroundItAndIsNotMovedInside() {
        Splice splice = new Splice(branching(), _ -> new ValueType.OfTensor(ElementType.FLOAT,
                List.of(ROWS, new Dim.Known(2))));
        splice.add(new Site.Everywhere("h"), Slot.Kind.PATCH);
        Slot slot = splice.slots().getFirst();
        OnnxModel moved = splice.model(List.of("y"));
        try (var session = org.orrery.network.run.Session.open(moved, org.orrery.network.run.RunSettings.USUAL)) {
            Map<String, Tensor> inputs = Map.of("x", Tensor.of(new float[]{1, 2}, 1, 2), slot.mask(),
                    Tensor.of(new boolean[]{false, true}, 1, 2), slot.value(), Tensor.of(new float[]{0, 9}, 1, 2));
            assertThat(session.run(inputs).getFirst().floats()).containsExactly(1, 9);
        }
        assertThatThrownBy(() -> splice.add(new Site.Everywhere("inside"), Slot.Kind.PATCH))
                .isInstanceOf(Refusal.class).hasMessageContaining("inside a If");
    }

    @Test
    void whatAlreadyStoodInTheGraphKeepsItsNameAndTheOrderHolds() {
        OnnxModel model = SmallGraphs.stream();
        Splice splice = new Splice(model, _ -> new ValueType.OfTensor(ElementType.FLOAT,
                List.of(ROWS, new Dim.Known(1))));
        splice.add(new Site.Everywhere("a"), Slot.Kind.AFFINE);
        splice.add(new Site.Arrow("r0", "y"), Slot.Kind.PATCH);
        splice.add(new Site.Everywhere("x"), Slot.Kind.PATCH);
        Graph graph = splice.model(List.of("y")).graph();
        // The wiring refuses a node that reads what comes later.
        new org.orrery.network.graph.Wiring(graph);
        List<String> made = new ArrayList<>();
        graph.nodes().forEach(node -> made.addAll(node.outputs()));
        assertThat(made).contains("r0", "a", "r1", "b", "c", "r2", "y", "x");
        assertThat(splice.renamed()).containsExactly(Map.entry("x", "x/before"));
    }
}
