package org.orrery.network.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Function;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

class OnnxFunctionsTest {
    private static final UnknownFieldSet NOTHING = UnknownFieldSet.getDefaultInstance();
    private static final Map<String, Long> OPSETS = Map.of("", 17L, "mine", 1L);

    private static Node call(String name, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes,
            String overload) {
        UnknownFieldSet rest = overload.isEmpty()
                ? NOTHING
                : UnknownFieldSet.newBuilder().addField(8, UnknownFieldSet.Field.newBuilder()
                        .addLengthDelimited(ByteString.copyFromUtf8(overload)).build()).build();
        return new Node(name, "mine", "", inputs, outputs, attributes, rest);
    }

    private static Function function(String name, String overload, List<String> inputs, List<String> outputs,
            List<Node> nodes) {
        return new Function("mine", name, overload, inputs, outputs, List.of(),
                Map.of("alpha", new Attribute.Real(0.5f)), nodes,
                OPSETS, NOTHING);
    }

    private static Node leaky(String in, String out) {
        return Node.of("LeakyRelu", List.of(in), List.of(out), Map.of("alpha", new Attribute.Reference("alpha", 1)));
    }

    private static OnnxModel model(List<Node> nodes, List<Function> functions, String... outputs) {
        Graph graph = new Graph("g", nodes, List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("n"))),
                java.util.Arrays.stream(outputs).map(Value::untyped).toList(), Map.of());
        return new OnnxModel(10, "", OPSETS, graph, functions, NOTHING);
    }

    private static final List<Function> BEND = List.of(
            function("Bend", "", List.of("a"), List.of("b"),
                    List.of(leaky("a", "h"), Node.of("Add", List.of("h", "a"), "b"))),
            function("Bend", "twice", List.of("a"), List.of("b"),
                    List.of(call("Bend", List.of("a"), List.of("h"),
                            Map.of("alpha", new Attribute.Reference("alpha", 1)), ""),
                            call("Bend", List.of("h"), List.of("b"), Map.of(), ""))));

    private static double[] run(OnnxModel model, String output) {
        try (Session session = Session.open(model, RunSettings.USUAL)) {
            return session.run(Map.of("x", Tensor.of(new float[]{-1, 2}, 2)), List.of(output)).getFirst().doubles();
        }
    }

    @Test
    void callsBecomeTheirBodies() {
        OnnxModel model = model(
                List.of(call("Bend", List.of("x"), List.of("y"), Map.of("alpha", new Attribute.Real(0.25f)), ""),
                        call("Bend", List.of("y"), List.of("z"), Map.of(), "twice")),
                BEND, "y", "z");
        OnnxModel plain = OnnxFunctions.inlined(model);
        assertThat(plain.functions()).isEmpty();
        assertThat(plain.opsets()).containsOnlyKeys("");
        assertThat(plain.graph().nodes()).extracting(Node::op).containsExactly("LeakyRelu", "Add", "LeakyRelu", "Add",
                "LeakyRelu", "Add");
        assertThat(plain.graph().nodes().stream().flatMap(node -> node.outputs().stream())).doesNotHaveDuplicates()
                .contains("y", "z", "Bend/h");
        // -1: 0.25 * -1 - 1 = -1.25; then twice 0.5 * v + v.
        assertThat(run(plain, "y")).containsExactly(-1.25, 4);
        assertThat(run(plain, "z")).containsExactly(-1.25 * 1.5 * 1.5, 16);
        assertThat(run(model, "z")).containsExactly(run(plain, "z"));
    }

    @Test
    void namesThatAreTakenStay() {
        OnnxModel model = model(List.of(Node.of("Neg", List.of("x"), "Bend/h"),
                call("Bend", List.of("Bend/h"), List.of("y"), Map.of(), "")), BEND, "y");
        assertThat(run(OnnxFunctions.inlined(model), "y")).containsExactly(2, -3);
    }

    @Test
    void anOutputMayBeAnInputAndAnInputBeLeftOut() {
        List<Function> functions = List.of(function("Pass", "", List.of("a", "low"), List.of("a", "c"),
                List.of(Node.of("Clip", List.of("a", "low"), "c"))));
        OnnxModel model = model(List.of(call("Pass", List.of("x"), List.of("same", "y"), Map.of(), "")), functions,
                "same", "y");
        assertThat(run(OnnxFunctions.inlined(model), "same")).containsExactly(-1, 2);
        assertThat(run(OnnxFunctions.inlined(model), "y")).containsExactly(-1, 2);
    }

    @Test
    void branchesInsideAFunctionSeeItsEdgesAndAttributes() {
        Graph then = new Graph("then", List.of(leaky("a", "t")), List.of(), List.of(Value.untyped("t")), Map.of());
        Graph other = new Graph("else", List.of(Node.of("Neg", List.of("a"), "t")), List.of(),
                List.of(Value.untyped("t")),
                Map.of());
        List<Function> functions = List.of(function("Choose", "", List.of("a", "which"), List.of("b"), List.of(
                Node.of("If", List.of("which"), List.of("b"),
                        Map.of("then_branch", new Attribute.OfGraph(then), "else_branch",
                                new Attribute.OfGraph(other))))));
        Node yes = Node.of("Constant", List.of(), List.of("yes"),
                Map.of("value", new Attribute.OfTensor(Tensor.of(new boolean[]{true}))));
        OnnxModel model = model(List.of(yes, call("Choose", List.of("x", "yes"), List.of("y"), Map.of("alpha",
                new Attribute.Real(3)), "")), functions, "y");
        assertThat(run(OnnxFunctions.inlined(model), "y")).containsExactly(-3, 2);
        assertThat(org.orrery.network.reference.Evaluator.of(model).run(Map.of("x", Tensor.of(new float[]{-1, 2}, 2)),
                List.of("y")).get("y").doubles()).containsExactly(-3, 2);
    }

    @Test
    void circlesAndMixedVersionsAreNamed() {
        List<Function> circle = List.of(function("Loop", "", List.of("a"), List.of("b"),
                List.of(call("Loop", List.of("a"), List.of("b"), Map.of(), ""))));
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> OnnxFunctions
                        .inlined(model(List.of(call("Loop", List.of("x"), List.of("y"), Map.of(), "")),
                                circle, "y")))
                .withMessageContaining("'Loop'");
        Function old = new Function("mine", "Old", "", List.of("a"), List.of("b"), List.of(), Map.of(),
                List.of(Node.of("Softmax", List.of("a"), "b")), Map.of("", 11L), NOTHING);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> OnnxFunctions
                        .inlined(model(List.of(call("Old", List.of("x"), List.of("y"), Map.of(), "")),
                                List.of(old), "y")))
                .withMessageContaining("'Old'").withMessageContaining("11");
    }
}
