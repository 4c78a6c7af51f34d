package org.orrery.network.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.Lab;
import org.orrery.core.Question;
import org.orrery.network.NetworkModel;
import org.orrery.network.data.Examples;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/**
 * Trees that share what is below their roots. Node 0 asks x0 <= 0 and goes to leaf 0 or node 1; node 1 asks whether x1 is one
 * of 1, 2 and goes to leaf 1 or node 2; node 2 asks x0 <= 1 and goes to leaf 2 or leaf 0. Trees begin at 0, at 1 and at 2.
 */
class SharedTreesTest {
    private static final float[] WEIGHTS = {0.25f, -1.5f, 4};
    private static final float[] ROWS = {-1, 1, -1, 5, 0.5f, 2, 0.5f, 7, 3, 1, 3, 9};
    private static final int COUNT = 6;

    private static NetworkModel model() {
        Map<String, Attribute> all = new LinkedHashMap<>();
        all.put("nodes_featureids", new Attribute.Wholes(new long[]{0, 1, 0}));
        all.put("nodes_truenodeids", new Attribute.Wholes(new long[]{0, 1, 2}));
        all.put("nodes_trueleafs", new Attribute.Wholes(new long[]{1, 1, 1}));
        all.put("nodes_falsenodeids", new Attribute.Wholes(new long[]{1, 2, 0}));
        all.put("nodes_falseleafs", new Attribute.Wholes(new long[]{0, 0, 1}));
        all.put("nodes_splits", new Attribute.OfTensor(Tensor.of(new float[]{0, 0, 1}, 3)));
        all.put("nodes_modes", new Attribute.OfTensor(
                Tensor.raw(ElementType.UINT8, new long[]{3}, ByteBuffer.wrap(new byte[]{0, 6, 0}))));
        all.put("membership_values", new Attribute.OfTensor(Tensor.of(new float[]{1, 2, Float.NaN}, 3)));
        all.put("tree_roots", new Attribute.Wholes(new long[]{0, 1, 2}));
        all.put("leaf_targetids", new Attribute.Wholes(new long[]{0, 1, 0}));
        all.put("leaf_weights", new Attribute.OfTensor(Tensor.of(WEIGHTS, 3)));
        all.put("n_targets", new Attribute.Whole(2));
        Graph graph = new Graph("shared",
                List.of(new Node("TreeEnsemble", "ai.onnx.ml", "", List.of("x"), List.of("y"), all,
                        UnknownFieldSet.getDefaultInstance())),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("n"), new Dim.Known(2))),
                List.of(Value.untyped("y")), Map.of());
        return NetworkModel.of("shared.onnx", new OnnxModel(10, "test", Map.of("", 17L, "ai.onnx.ml", 5L), graph,
                List.of(), UnknownFieldSet.getDefaultInstance())).looking(new Examples() {
                    @Override
                    public int size() {
                        return COUNT;
                    }

                    @Override
                    public Map<String, Tensor> rows(int[] rows) {
                        float[] picked = new float[2 * rows.length];
                        for (int i = 0; i < rows.length; i++) {
                            System.arraycopy(ROWS, 2 * rows[i], picked, 2 * i, 2);
                        }
                        return Map.of("x", Tensor.of(picked, rows.length, 2));
                    }

                    @Override
                    public Map<String, double[]> columns() {
                        return Map.of();
                    }

                    @Override
                    public String sha256() {
                        return "4".repeat(64);
                    }
                }, "rows");
    }

    /** The leaf that a tree comes to, walked by hand. */
    private static int leaf(int root, float x0, float x1) {
        if (root == 0) {
            return x0 <= 0 ? 0 : leaf(1, x0, x1);
        }
        if (root == 1) {
            return x1 == 1 || x1 == 2 ? 1 : leaf(2, x0, x1);
        }
        return x0 <= 1 ? 2 : 0;
    }

    private static double vote(int tree, int row, int target) {
        int leaf = leaf(tree, ROWS[2 * row], ROWS[2 * row + 1]);
        return (leaf == 1 ? 1 : 0) == target ? WEIGHTS[leaf] : 0;
    }

    @Test
    void eachTreeIsReadAndMovedByItself() {
        NetworkModel model = model();
        assertThat(model.summary()).anyMatch(line -> line.contains("tree.0 to tree.2"));
        for (int row = 0; row < COUNT; row++) {
            for (int target = 0; target < 2; target++) {
                double sum = vote(0, row, target) + vote(1, row, target) + vote(2, row, target);
                for (int tree = 0; tree < 3; tree++) {
                    assertThat(ask(model, "tree." + tree + "[" + target + "]", row).estimate())
                            .isEqualTo(vote(tree, row, target));
                    Claim claim = ask(model, "y[" + target + "] | do(tree." + tree + " = knockout)", row);
                    assertThat(claim.sound()).isTrue();
                    assertThat(claim.off()).isCloseTo(sum, within(1e-6));
                    assertThat(claim.on()).isCloseTo(sum - vote(tree, row, target), within(1e-6));
                }
            }
        }
    }

    private static Claim ask(NetworkModel model, String question, int row) {
        return new Experiment(model, Question.parse(question), Map.of("row", (double) row), Ensemble.NONE, Map.of(),
                List.of(), List.of(), 1, "test").ask(Lab.SINGLE).claim();
    }
}
