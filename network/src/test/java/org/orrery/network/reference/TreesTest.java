package org.orrery.network.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Tensor;

class TreesTest {
    private static final int FEATURES = 3;

    private final Draw draw = new Draw(10);

    /** Complete trees of depth two with seeded thresholds among few values, so that ties happen. */
    private final class Trees {
        final List<Long> trees = new ArrayList<>();
        final List<Long> ids = new ArrayList<>();
        final List<Long> features = new ArrayList<>();
        final List<Float> values = new ArrayList<>();
        final List<String> modes = new ArrayList<>();
        final List<Long> yes = new ArrayList<>();
        final List<Long> no = new ArrayList<>();
        final List<Long> missing = new ArrayList<>();
        final List<Long> voteTrees = new ArrayList<>();
        final List<Long> voteNodes = new ArrayList<>();
        final List<Long> targets = new ArrayList<>();
        final List<Float> weights = new ArrayList<>();

        Trees(int count, int classes, double low, String mode) {
            for (int tree = 0; tree < count; tree++) {
                for (int node = 0; node < 7; node++) {
                    boolean leaf = node > 2;
                    trees.add((long) tree);
                    ids.add((long) node);
                    features.add((long) draw.number(0, FEATURES));
                    values.add(draw.number(-3, 4) / 10f);
                    modes.add(leaf ? "LEAF" : mode);
                    yes.add(leaf ? 0L : 2L * node + 1);
                    no.add(leaf ? 0L : 2L * node + 2);
                    missing.add((long) draw.number(0, 2));
                    for (int k = 0; leaf && k < classes; k++) {
                        voteTrees.add((long) tree);
                        voteNodes.add((long) node);
                        targets.add((long) (classes == 1 && low >= 0 ? 0 : k));
                        weights.add((float) draw.uniform(low, 1).doubles()[0] / count);
                    }
                }
            }
        }

        OneNode node(String operator, String prefix) {
            return OneNode.of(operator, 3).in("ai.onnx.ml").with("nodes_treeids", longs(trees))
                    .with("nodes_nodeids", longs(ids))
                    .with("nodes_featureids", longs(features)).reals("nodes_values", floats(values))
                    .texts("nodes_modes", modes.toArray(String[]::new)).with("nodes_truenodeids", longs(yes))
                    .with("nodes_falsenodeids", longs(no)).with("nodes_missing_value_tracks_true", longs(missing))
                    .with(prefix + "_treeids", longs(voteTrees)).with(prefix + "_nodeids", longs(voteNodes))
                    .with(prefix + "_ids", longs(targets)).reals(prefix + "_weights", floats(weights));
        }
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static float[] floats(List<Float> values) {
        float[] all = new float[values.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = values.get(i);
        }
        return all;
    }

    /** Many elements equal a threshold as float32. */
    private Tensor rows() {
        float[] values = new float[40 * FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = draw.number(0, 12) == 0 ? Float.NaN : draw.number(-4, 5) / 10f;
        }
        return Tensor.of(values, 40, FEATURES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ"})
    void comparisonsAreThoseOfFloat32(String mode) {
        new Trees(5, 2, -1, mode).node("TreeEnsembleRegressor", "target").whole("n_targets", 2).reading(rows())
                .agrees();
    }

    @Test
    void anInputThatRoundsToTheThresholdIsEqualToIt() {
        Tensor x = Tensor.of(new double[]{0.1, 0.1 + 1e-12, 0.1 + 1e-7}, 3, 1);
        OneNode stump = OneNode.of("TreeEnsembleRegressor", 3).in("ai.onnx.ml").with("nodes_treeids", 0, 0, 0)
                .with("nodes_nodeids", 0, 1, 2).with("nodes_featureids", 0, 0, 0).reals("nodes_values", 0.1f, 0, 0)
                .texts("nodes_modes", "BRANCH_LEQ", "LEAF", "LEAF").with("nodes_truenodeids", 1, 0, 0)
                .with("nodes_falsenodeids", 2, 0, 0).with("target_treeids", 0, 0).with("target_nodeids", 1, 2)
                .with("target_ids", 0, 0).reals("target_weights", 1, 2).whole("n_targets", 1)
                .reading(Tensor.of(x.floats(), 3, 1));
        // Computed on the way in double, yet declared as float32: no neighbour of the float may be told apart.
        assertThat(Evaluator.of(stump.model()).run(java.util.Map.of("x0", x), List.of("y0")).get("y0").doubles())
                .containsExactly(1, 1, 2);
        stump.agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUM", "AVERAGE", "MIN", "MAX"})
    void waysToAggregate(String how) {
        new Trees(4, 3, -1, "BRANCH_LEQ").node("TreeEnsembleRegressor", "target").whole("n_targets", 3)
                .text("aggregate_function", how).reals("base_values", 0.5f, -1, 2).reading(rows()).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO"})
    void classifiers(String transform) {
        for (double low : new double[]{-1, 0}) {
            new Trees(3, 3, low, "BRANCH_LEQ").node("TreeEnsembleClassifier", "class")
                    .with("classlabels_int64s", 5, 6, 9)
                    .text("post_transform", transform).making(2).reading(rows()).agrees();
            new Trees(3, 3, low, "BRANCH_LEQ").node("TreeEnsembleClassifier", "class")
                    .with("classlabels_int64s", 5, 6, 9)
                    .text("post_transform", transform).reals("base_values", 0.1f, 0.4f, -0.3f).making(2).reading(rows())
                    .agrees();
            new Trees(3, 2, low, "BRANCH_LEQ").node("TreeEnsembleClassifier", "class")
                    .texts("classlabels_strings", "no", "yes")
                    .text("post_transform", transform).making(2).reading(rows()).agrees();
            new Trees(3, 1, low, "BRANCH_LEQ").node("TreeEnsembleClassifier", "class").with("classlabels_int64s", 0, 1)
                    .text("post_transform", transform).making(2).reading(rows()).agrees();
            new Trees(3, 1, low, "BRANCH_LEQ").node("TreeEnsembleClassifier", "class").with("classlabels_int64s", 0, 1)
                    .text("post_transform", transform).reals("base_values", 0.2f).making(2).reading(rows()).agrees();
        }
    }

    @Test
    void treesOfVersionFive() {
        Tensor splits = Tensor.of(new float[]{0.1f, 0.2f, -0.1f}, 3);
        Tensor modes = Tensor.raw(org.orrery.network.onnx.ElementType.UINT8, new long[]{3},
                java.nio.ByteBuffer.wrap(new byte[]{0, 6, 3}));
        OneNode.of("TreeEnsemble", 5).in("ai.onnx.ml").with("tree_roots", 0).with("nodes_featureids", 0, 1, 2)
                .with("nodes_splits", new Attribute.OfTensor(splits)).with("nodes_modes", new Attribute.OfTensor(modes))
                .with("nodes_truenodeids", 1, 0, 2).with("nodes_falsenodeids", 2, 1, 3).with("nodes_trueleafs", 0, 1, 1)
                .with("nodes_falseleafs", 0, 1, 1).with("leaf_targetids", 0, 1, 0, 1)
                .with("leaf_weights", new Attribute.OfTensor(Tensor.of(new float[]{1, 2, 3, 4}, 4)))
                .with("membership_values", new Attribute.OfTensor(Tensor.of(new float[]{3, 0, Float.NaN}, 3)))
                .whole("n_targets", 2)
                .reading(Tensor.of(new float[]{0.1f, 3, 0, 0, 2, 0, 0, 0, -1, 0.2f, 0, 0, 0.2f, 0, -0.1f, 1, 0, -0.2f},
                        6, 3))
                .agrees();
    }

    @Test
    void aTreeInACircleIsAnError() {
        assertThat(org.assertj.core.api.Assertions
                .catchThrowable(() -> OneNode.of("TreeEnsembleRegressor", 3).in("ai.onnx.ml")
                        .with("nodes_treeids", 0, 0).with("nodes_nodeids", 0, 1).with("nodes_featureids", 0, 0)
                        .reals("nodes_values", 1, 1).texts("nodes_modes", "BRANCH_LEQ", "BRANCH_LEQ")
                        .with("nodes_truenodeids", 1, 1)
                        .with("nodes_falsenodeids", 1, 1).whole("n_targets", 1).reading(rows()).evaluated()))
                .isInstanceOf(org.orrery.core.InvalidInput.class).hasMessageContaining("circle");
    }
}
