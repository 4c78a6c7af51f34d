package org.orrery.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.orrery.core.Address;
import org.orrery.core.Quantity;
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
import org.orrery.network.place.Alias;
import org.orrery.network.place.Layout;
import org.orrery.network.place.Places;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;
import org.orrery.network.structure.Structure;

class StructureTest {
    private static Structure structure(OnnxModel model) {
        return Structure.of(model.graph(), Places.of(model.graph(), TensorTypes.of(model)));
    }

    private static Map<String, List<String>> tensors(Structure structure) {
        return structure.aliases().stream().collect(Collectors.toMap(Alias::name, Alias::tensors));
    }

    private static Structure shared(String name) {
        return structure(OnnxFile.read(SharedNetworks.file(name)));
    }

    @Test
    void partsOfTheHandBuiltNetworksAreThoseTheAuthorNamed() {
        for (String name : List.of("induction-exact", "induction-trained", "repeat-shortcut-trained")) {
            Structure structure = shared(name + ".onnx");
            Map<String, List<String>> parts = tensors(structure);
            int heads = name.equals("induction-exact") ? 1 : 2;
            for (int layer = 0; layer < 2; layer++) {
                for (int head = 0; head < heads; head++) {
                    String author = "L" + layer + ".H" + head;
                    assertThat(parts.get("attn." + layer + ".pattern").get(head)).isEqualTo(author + ".pattern");
                    assertThat(parts.get("attn." + layer + ".scores").get(head)).isEqualTo(author + ".scores");
                    assertThat(parts.get("attn." + layer + ".q").get(head)).isEqualTo(author + ".q");
                    assertThat(parts.get("attn." + layer + ".out").get(head)).isEqualTo(author + ".out");
                    if (heads == 2) {
                        assertThat(parts.get("attn." + layer + ".k").get(head)).isEqualTo(author + ".k");
                        assertThat(parts.get("attn." + layer + ".v").get(head)).isEqualTo(author + ".v");
                        assertThat(parts.get("attn." + layer + ".z").get(head)).isEqualTo(author + ".z");
                    }
                }
            }
            for (int k = 0; k < 3; k++) {
                assertThat(parts.get("resid." + k)).as(name).containsExactly("resid." + k);
            }
            assertThat(structure.open()).as(name).isEmpty();
        }
    }

    @Test
    void unitsChannelsTreesAndNormalisationsAreFound() {
        assertThat(tensors(shared("count-equal-exact.onnx"))).containsEntry("mlp.0", List.of("mlp.hidden"));
        assertThat(tensors(shared("modadd-p53-exact.onnx"))).containsEntry("mlp.0", List.of("hidden"))
                .containsEntry("embed.0", List.of("pre_a"));
        assertThat(tensors(shared("cxr-marker-cnn.onnx"))).containsEntry("conv1", List.of("conv1.out"))
                .containsEntry("conv2.pre", List.of("conv2.pre"));
        assertThat(shared("lake-chl-gbt.onnx").lines()).anyMatch(line -> line.contains("80 trees"));
        Structure bert = shared("tinybert-tribuo.onnx");
        assertThat(tensors(bert)).containsEntry("block.0.mlp", List.of("160"))
                .containsEntry("attn.0.pattern", List.of("120"))
                .containsEntry("attn.0.out", List.of("137")).containsEntry("norm.2", List.of("output_0"));
        assertThat(bert.lines()).anyMatch(line -> line.contains("3 of them written out"))
                .anyMatch(line -> line.contains("Gelu written out"));
        assertThat(bert.open()).isEmpty();
    }

    /** One block with queries, keys and values from one product, two heads of three, and a gated feed-forward layer. */
    private static OnnxModel fused() {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Object[] each : new Object[][]{{"e", 9, 6}, {"wqkv", 6, 18}, {"wo", 6, 6}, {"wg", 6, 10}, {"wu", 6, 10},
                {"wd", 10, 6}, {"wy", 6, 9}}) {
            int rows = (int) each[1];
            int columns = (int) each[2];
            float[] values = new float[rows * columns];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextDouble() - 0.5);
            }
            weights.put((String) each[0], Tensor.of(values, rows, columns));
        }
        weights.put("split", Tensor.of(new long[]{0, 0, 2, 3}, 4));
        weights.put("join", Tensor.of(new long[]{0, 0, 6}, 3));
        weights.put("root", Tensor.of(new float[]{1.7320508f}));
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("Gather", List.of("e", "ids"), "t0"));
        nodes.add(Node.of("MatMul", List.of("t0", "wqkv"), "t1"));
        nodes.add(Node.of("Split", List.of("t1"), List.of("t2", "t3", "t4"), Map.of("axis", new Attribute.Whole(2),
                "num_outputs", new Attribute.Whole(3))));
        for (int i = 2; i < 5; i++) {
            nodes.add(Node.of("Reshape", List.of("t" + i, "split"), "r" + i));
            nodes.add(Node.of("Transpose", List.of("r" + i), List.of("h" + i), Map.of("perm",
                    new Attribute.Wholes(i == 3 ? new long[]{0, 2, 3, 1} : new long[]{0, 2, 1, 3}))));
        }
        nodes.add(Node.of("MatMul", List.of("h2", "h3"), "a0"));
        nodes.add(Node.of("Div", List.of("a0", "root"), "a1"));
        nodes.add(Node.of("Softmax", List.of("a1"), List.of("a2"), Map.of("axis", new Attribute.Whole(-1))));
        nodes.add(Node.of("MatMul", List.of("a2", "h4"), "a3"));
        nodes.add(Node.of("Transpose", List.of("a3"), List.of("a4"),
                Map.of("perm", new Attribute.Wholes(new long[]{0, 2, 1, 3}))));
        nodes.add(Node.of("Reshape", List.of("a4", "join"), "a5"));
        nodes.add(Node.of("MatMul", List.of("a5", "wo"), "a6"));
        nodes.add(Node.of("Add", List.of("a6", "t0"), "s1"));
        nodes.add(Node.of("MatMul", List.of("s1", "wg"), "g0"));
        nodes.add(Node.of("Sigmoid", List.of("g0"), "g1"));
        nodes.add(Node.of("Mul", List.of("g0", "g1"), "g2"));
        nodes.add(Node.of("MatMul", List.of("s1", "wu"), "u"));
        nodes.add(Node.of("Mul", List.of("g2", "u"), "m"));
        nodes.add(Node.of("MatMul", List.of("m", "wd"), "d"));
        nodes.add(Node.of("Add", List.of("s1", "d"), "s2"));
        nodes.add(Node.of("MatMul", List.of("s2", "wy"), "y"));
        return OnnxModel.of(new Graph("fused", nodes, List.of(Value.tensor("ids", ElementType.INT64, new Dim.Named("n"),
                new Dim.Named("length"))), List.of(Value.untyped("y")), weights), 18);
    }

    @Test
    void headsAreFoundThroughSplitReshapeAndTranspose() {
        OnnxModel model = fused();
        Structure structure = structure(model);
        Map<String, List<String>> parts = tensors(structure);
        assertThat(parts).containsEntry("attn.0.q", List.of("h2")).containsEntry("attn.0.k", List.of("r3"))
                .containsEntry("attn.0.v", List.of("h4")).containsEntry("attn.0.scores", List.of("a1"))
                .containsEntry("attn.0.pattern", List.of("a2")).containsEntry("attn.0.z", List.of("a3"))
                .containsEntry("attn.0.out", List.of("a6")).containsEntry("block.0.mlp", List.of("m"))
                .containsEntry("resid.0", List.of("t0")).containsEntry("resid.1", List.of("s1"))
                .containsEntry("resid.2", List.of("s2"));
        assertThat(structure.open()).isEmpty();
        Places places = Places.of(model.graph(), TensorTypes.of(model)).withAliases(structure.aliases());
        // Keys stand as positions x heads, and are addressed by head all the same.
        assertThat(places.place(Address.parse("attn.0.k[1, 2]"))).hasToString("r3[:, 1, 2]");
        assertThat(places.place(Address.parse("attn.0.pattern[1]"))).hasToString("a2[1, :, :]");
        assertThat(places.lengths(Address.parse("attn.0.k[0, 0]"), 0)).isEqualTo(2);
        assertThat(places.lengths(Address.parse("attn.0.pattern[0]"), 0)).isEqualTo(2);
        assertThat(places.place(Address.parse("block.0.mlp[4]"))).hasToString("m[:, 4]");
    }

    @Test
    void whatAFriendlyAddressReadsIsTheHeadsPattern() {
        OnnxModel model = fused();
        Places places = Places.of(model.graph(), TensorTypes.of(model)).withAliases(structure(model).aliases());
        Graph exposed = TensorTypes.exposed(model.graph());
        try (Session session = Session.open(model.with(exposed), RunSettings.USUAL)) {
            List<Tensor> outputs = session.run(Map.of("ids", Tensor.of(new long[]{1, 4, 2, 8, 0, 3, 3, 5}, 2, 4)));
            Map<String, Tensor> run = new LinkedHashMap<>();
            for (int i = 0; i < outputs.size(); i++) {
                run.put(session.outputs().get(i), outputs.get(i));
            }
            float[] pattern = run.get("a2").floats();
            for (int example = 0; example < 2; example++) {
                for (int head = 0; head < 2; head++) {
                    for (int query = 0; query < 4; query++) {
                        double sum = 0;
                        for (int key = 0; key < 4; key++) {
                            double read = places
                                    .reading(Quantity.parse("attn.0.pattern[" + head + ", " + key + "] @ " + query))
                                    .of(run, example);
                            assertThat(read).isEqualTo(pattern[((example * 2 + head) * 4 + query) * 4 + key]);
                            sum += read;
                        }
                        assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
                    }
                }
            }
            double mean = places.reading(Quantity.parse("mean(y[3])")).of(run, 1);
            float[] y = run.get("y").floats();
            assertThat(mean).isCloseTo((y[36 + 3] + y[45 + 3] + y[54 + 3] + y[63 + 3]) / 4.0,
                    org.assertj.core.data.Offset.offset(1e-6));
            assertThat(places.reading(Quantity.parse("y.argmax @ 2")).of(run, 0)).isBetween(0.0, 8.0);
        }
    }

    @Test
    void axesAreFollowedThroughComputedShapes() {
        OnnxModel bert = OnnxFile.read(SharedNetworks.file("tinybert-tribuo.onnx"));
        Places places = Places.of(bert.graph(), TensorTypes.of(bert));
        Layout pattern = places.layout("120");
        assertThat(pattern).isNotNull();
        assertThat(pattern.shape()).containsExactly(new Dim.Named("batch"), new Dim.Known(1), new Dim.Named("sequence"),
                new Dim.Named("sequence"));
        assertThat(pattern.batchAxis()).isZero();
        assertThat(pattern.positionAxis()).isEqualTo(2);
        assertThat(places.layout("output_1").positionAxis()).isEqualTo(-1);
    }

    @Test
    void examplesThatAreMixedOrFoldedAreNotRunTogether() {
        for (String name : List.of("induction-trained.onnx", "tinybert-tribuo.onnx", "cxr-clean-cnn.onnx",
                "mnist-lr-tribuo.onnx")) {
            OnnxModel model = OnnxFile.read(SharedNetworks.file(name));
            assertThat(Places.of(model.graph(), TensorTypes.of(model)).mixed()).as(name).isEmpty();
        }
        // A scale that is taken from all examples at once.
        OnnxModel scaled = OnnxModel.of(new Graph("scaled", List.of(
                Node.of("ReduceMax", List.of("x"), List.of("most"), Map.of("keepdims", new Attribute.Whole(0))),
                Node.of("Div", List.of("x", "most"), "y")),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Free(), new Dim.Known(3))),
                List.of(Value.untyped("y")), Map.of()), 17);
        Places places = Places.of(scaled.graph(), TensorTypes.of(scaled));
        assertThat(places.mixed()).containsExactly("most");
        assertThat(places.layout("y").batchAxis()).isZero();
    }

    /** The lengths of what is cut off may be worked out at run time; an axis that is not cut is the same before and after. */
    @Test
    void examplesAreFollowedThroughCutsOfUnknownLength() {
        assertThat(afterCut(Node.of("Slice", List.of("x", "from", "to", "last"), "y")).batchAxis()).isZero();
        assertThat(afterCut(Node.of("Slice", List.of("x", "from", "to", "first"), "y")).batchAxis()).isEqualTo(-1);
        assertThat(afterCut(Node.of("Slice", List.of("x", "from", "to"), "y")).batchAxis()).isEqualTo(-1);
        assertThat(afterCut(Node.of("Split", List.of("x", "to"), List.of("y"), Map.of("axis", new Attribute.Whole(-1))))
                .batchAxis()).isZero();
        assertThat(afterCut(Node.of("Split", List.of("x", "to"), "y")).batchAxis()).isEqualTo(-1);
        assertThat(afterCut(Node.of("TopK", List.of("x", "to"), List.of("y", "which"), Map.of())).batchAxis()).isZero();
    }

    private static Layout afterCut(Node node) {
        ValueType.OfTensor unknown = new ValueType.OfTensor(ElementType.FLOAT,
                List.of(new Dim.Free(), new Dim.Free(), new Dim.Free()));
        Graph graph = new Graph("cut", List.of(node),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("n"), new Dim.Known(4), new Dim.Known(6)),
                        Value.tensor("to", ElementType.INT64, new Dim.Known(1))),
                List.of(Value.untyped("y")), Map.of("from", Tensor.of(new long[]{0}, 1), "last",
                        Tensor.of(new long[]{-1}, 1), "first", Tensor.of(new long[]{0}, 1)));
        return Places.of(graph, Map.of("y", unknown)).layout("y");
    }
}
