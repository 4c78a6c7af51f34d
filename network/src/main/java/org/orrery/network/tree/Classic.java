package org.orrery.network.tree;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Node;

/** Reads TreeEnsembleRegressor and TreeEnsembleClassifier, whose nodes and votes name their trees. */
final class Classic {
    private Classic() {}

    /** Null where the attributes do not fit together, or one is none that is known. */
    static @Nullable Ensemble read(Node node) {
        boolean classes = node.op().equals("TreeEnsembleClassifier");
        String prefix = classes ? "class" : "target";
        long[] nodeTrees = node.wholes("nodes_treeids");
        long[] voteTrees = node.wholes(prefix + "_treeids");
        long[] voteNodes = node.wholes(prefix + "_nodeids");
        long[] ids = node.wholes(prefix + "_ids");
        double[] weights = numbers(node, prefix + "_weights");
        if (nodeTrees == null || voteTrees == null || voteNodes == null || ids == null
                || !(node.attribute("nodes_modes") instanceof Attribute.Texts(List<ByteString> modes))
                || modes.size() != nodeTrees.length || voteTrees.length != ids.length
                || voteNodes.length != ids.length || weights.length != ids.length) {
            return null;
        }
        Map<Long, Integer> numbers = new LinkedHashMap<>();
        for (long tree : nodeTrees) {
            numbers.putIfAbsent(tree, numbers.size());
        }
        int[] leaves = new int[numbers.size()];
        for (int i = 0; i < nodeTrees.length; i++) {
            leaves[numbers.getOrDefault(nodeTrees[i], 0)] += modes.get(i).toStringUtf8().equals("LEAF") ? 1 : 0;
        }
        Labels labels = classes ? Labels.of(node) : Labels.NONE;
        How how = How.named(node.text("aggregate_function", "SUM"));
        Post post = Post.named(node.text("post_transform", "NONE"));
        long given = classes ? labels.size() : node.whole("n_targets", 1);
        if (how == null || post == null || given < 0 || given > Ensemble.MOST) {
            return null;
        }
        int targets = (int) given;
        int[] trees = new int[ids.length];
        int[] wanted = new int[ids.length];
        long[] apart = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Integer tree = numbers.get(voteTrees[i]);
            if (tree == null || ids[i] < 0 || ids[i] >= targets) {
                return null;
            }
            trees[i] = tree;
            wanted[i] = (int) ids[i];
            apart[i] = (long) tree * targets + ids[i];
        }
        Map<String, Attribute> splitting = new LinkedHashMap<>();
        node.attributes().forEach((key, value) -> {
            if (key.startsWith("nodes_")) {
                splitting.put(key, value);
            } else if (key.startsWith(prefix + "_")) {
                splitting.put("target" + key.substring(prefix.length()), value);
            }
        });
        splitting.put("target_ids", new Attribute.Wholes(apart));
        if (!how.isSum()) {
            splitting.put("aggregate_function", new Attribute.Text(how.name()));
        }
        splitting.put("n_targets", new Attribute.Whole((long) numbers.size() * targets));
        return new Ensemble(node, numbers.size(), targets, splitting,
                how, post, numbers(node, "base_values"), labels,
                Ballot.of(leaves, targets, trees, voteNodes, wanted, weights));
    }

    /** Numbers in an attribute or its twin in double; none where there is neither. */
    private static double[] numbers(Node node, String key) {
        if (node.attribute(key + "_as_tensor") instanceof Attribute.OfTensor(var tensor)) {
            return tensor.doubles();
        }
        float[] given = node.reals(key);
        double[] values = new double[given == null ? 0 : given.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = given == null ? 0 : given[i];
        }
        return values;
    }
}
