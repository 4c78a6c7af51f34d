package org.orrery.network.tree;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
 * A seeded ensemble of trees of depth two over three features. The weights of a tree can be scaled where they stand, in the
 * attributes of the operator: what a move of the tree must come to.
 *
 * @param low least weight
 * @param more attributes: how votes are put together
 */
record Grove(String operator, int trees, int targets, Votes votes, double low, Map<String, Attribute> more,
        long opset) {
    static final int FEATURES = 3;
    static final int ROWS = 9;
    private static final int FORKS = 3;
    private static final int LEAVES = 4;

    /** For what a leaf votes. */
    enum Votes {
        ALL, OWN, FIRST, SECOND, SOME
    }

    static Attribute text(String text) {
        return new Attribute.Text(text);
    }

    static Attribute reals(float... values) {
        return new Attribute.Reals(values);
    }

    private boolean isClassifier() {
        return operator.endsWith("Classifier");
    }

    double[] ones() {
        double[] ones = new double[trees];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The votes of the trees alone, summed. */
    Grove plain() {
        return new Grove(isClassifier() ? "TreeEnsembleRegressor" : operator, trees, targets, votes, low, Map.of(),
                opset);
    }

    OnnxModel model(double[] factors) {
        boolean modern = operator.equals("TreeEnsemble");
        Map<String, Attribute> attributes = modern ? modern(factors) : classic(factors);
        attributes.putAll(more);
        List<String> outputs = isClassifier() ? List.of("label", "y") : List.of("y");
        Node node = new Node(operator, "ai.onnx.ml", "grove", List.of("x"), outputs, attributes,
                UnknownFieldSet.getDefaultInstance());
        Graph graph = new Graph("grove", List.of(node),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("n"), new Dim.Known(FEATURES))),
                outputs.stream().map(Value::untyped).toList(), Map.of());
        return new OnnxModel(8, "test", Map.of("", opset, "ai.onnx.ml", modern ? 5L : 3L), graph, List.of(),
                UnknownFieldSet.getDefaultInstance());
    }

    private int[] wanted(int tree, SplittableRandom random) {
        return switch (votes) {
            case ALL -> java.util.stream.IntStream.range(0, targets).toArray();
            case OWN -> new int[]{tree % targets};
            case FIRST -> new int[]{0};
            case SECOND -> new int[]{1};
            case SOME -> new int[]{random.nextInt(targets)};
        };
    }

    private Map<String, Attribute> classic(double[] factors) {
        SplittableRandom random = new SplittableRandom(7);
        int nodes = FORKS + LEAVES;
        long[][] whole = new long[5][trees * nodes];
        float[] values = new float[trees * nodes];
        List<ByteString> modes = new ArrayList<>();
        List<long[]> cast = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int tree = 0; tree < trees; tree++) {
            for (int k = 0; k < nodes; k++) {
                int i = tree * nodes + k;
                boolean leaf = k >= FORKS;
                whole[0][i] = 3L * tree;
                whole[1][i] = k;
                whole[2][i] = random.nextInt(FEATURES);
                whole[3][i] = leaf ? 0 : 2L * k + 1;
                whole[4][i] = leaf ? 0 : 2L * k + 2;
                values[i] = (float) random.nextDouble(-1, 1);
                modes.add(ByteString.copyFromUtf8(leaf ? "LEAF" : "BRANCH_LEQ"));
                for (int target : leaf ? wanted(tree, random) : new int[0]) {
                    cast.add(new long[]{3L * tree, k, target});
                    weights.add((float) random.nextDouble(low, 1) * factors[tree]);
                }
            }
        }
        String prefix = isClassifier() ? "class" : "target";
        Map<String, Attribute> all = new LinkedHashMap<>();
        List<String> names = List.of("treeids", "nodeids", "featureids", "truenodeids", "falsenodeids");
        for (int i = 0; i < names.size(); i++) {
            all.put("nodes_" + names.get(i), new Attribute.Wholes(whole[i]));
        }
        all.put("nodes_values", new Attribute.Reals(values));
        all.put("nodes_modes", new Attribute.Texts(modes));
        all.put(prefix + "_treeids", new Attribute.Wholes(cast.stream().mapToLong(each -> each[0]).toArray()));
        all.put(prefix + "_nodeids", new Attribute.Wholes(cast.stream().mapToLong(each -> each[1]).toArray()));
        all.put(prefix + "_ids", new Attribute.Wholes(cast.stream().mapToLong(each -> each[2]).toArray()));
        all.put(prefix + "_weights", new Attribute.Reals(floats(weights)));
        if (isClassifier()) {
            all.put("classlabels_int64s", new Attribute.Wholes(
                    java.util.stream.LongStream.range(0, targets).map(k -> 10 + k).toArray()));
        } else {
            all.put("n_targets", new Attribute.Whole(targets));
        }
        return all;
    }

    private Map<String, Attribute> modern(double[] factors) {
        SplittableRandom random = new SplittableRandom(8);
        long[][] whole = new long[5][trees * FORKS];
        float[] splits = new float[trees * FORKS];
        long[] roots = new long[trees];
        long[] wanted = new long[trees * LEAVES];
        List<Double> weights = new ArrayList<>();
        for (int tree = 0; tree < trees; tree++) {
            int at = tree * FORKS;
            roots[tree] = at;
            for (int k = 0; k < FORKS; k++) {
                whole[0][at + k] = random.nextInt(FEATURES);
                whole[1][at + k] = k == 0 ? at + 1 : (long) tree * LEAVES + 2L * (k - 1);
                whole[2][at + k] = k == 0 ? at + 2 : (long) tree * LEAVES + 2L * (k - 1) + 1;
                whole[3][at + k] = k == 0 ? 0 : 1;
                whole[4][at + k] = k == 0 ? 0 : 1;
                splits[at + k] = (float) random.nextDouble(-1, 1);
            }
            for (int k = 0; k < LEAVES; k++) {
                wanted[tree * LEAVES + k] = wanted(tree, random)[0];
                weights.add((float) random.nextDouble(low, 1) * factors[tree]);
            }
        }
        Map<String, Attribute> all = new LinkedHashMap<>();
        List<String> names = List.of("nodes_featureids", "nodes_truenodeids", "nodes_falsenodeids", "nodes_trueleafs",
                "nodes_falseleafs");
        for (int i = 0; i < names.size(); i++) {
            all.put(names.get(i), new Attribute.Wholes(whole[i]));
        }
        all.put("nodes_splits", new Attribute.OfTensor(Tensor.of(splits, splits.length)));
        all.put("nodes_modes", new Attribute.OfTensor(
                Tensor.raw(ElementType.UINT8, new long[]{splits.length}, ByteBuffer.allocate(splits.length))));
        all.put("tree_roots", new Attribute.Wholes(roots));
        all.put("leaf_targetids", new Attribute.Wholes(wanted));
        all.put("leaf_weights", new Attribute.OfTensor(Tensor.of(floats(weights), weights.size())));
        all.put("n_targets", new Attribute.Whole(targets));
        return all;
    }

    private static float[] floats(List<Double> values) {
        float[] all = new float[values.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = values.get(i).floatValue();
        }
        return all;
    }

    static Tensor rows(int... rows) {
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[ROWS * FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1.2, 1.2);
        }
        float[] picked = new float[rows.length * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * FEATURES, picked, i * FEATURES, FEATURES);
        }
        return Tensor.of(picked, rows.length, FEATURES);
    }

    /** Looking at the rows. */
    NetworkModel looking() {
        return NetworkModel.of("grove.onnx", model(ones())).looking(new Examples() {
            @Override
            public int size() {
                return ROWS;
            }

            @Override
            public Map<String, Tensor> rows(int[] rows) {
                return Map.of("x", Grove.rows(rows));
            }

            @Override
            public Map<String, double[]> columns() {
                return Map.of();
            }

            @Override
            public String sha256() {
                return "3".repeat(64);
            }
        }, "rows");
    }
}
