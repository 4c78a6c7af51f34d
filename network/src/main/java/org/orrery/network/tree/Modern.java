package org.orrery.network.tree;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Node;

/** Reads TreeEnsemble (version 5), whose trees are known by their roots and whose leaves vote for one target each. */
final class Modern {
    private final long[] yes;
    private final long[] no;
    private final long[] yesLeaf;
    private final long[] noLeaf;
    private final int[] tree;

    private Modern(long[] yes, long[] no, long[] yesLeaf, long[] noLeaf, int leaves) {
        this.yes = yes;
        this.no = no;
        this.yesLeaf = yesLeaf;
        this.noLeaf = noLeaf;
        this.tree = new int[leaves];
        Arrays.fill(tree, -1);
    }

    /** Null where the attributes do not fit together, or one is none that is known. */
    static @Nullable Ensemble read(Node node) {
        Ensemble own = read(node, node);
        long[] ids = node.wholes("leaf_targetids");
        Node apart = own != null || ids == null ? null : Unshared.of(node, ids.length);
        return apart == null ? own : read(node, apart);
    }

    /**
     * @param original what stands in the graph
     * @param node the same, with trees that share nothing
     */
    private static @Nullable Ensemble read(Node original, Node node) {
        long[] yes = node.wholes("nodes_truenodeids");
        long[] no = node.wholes("nodes_falsenodeids");
        long[] yesLeaf = node.wholes("nodes_trueleafs");
        long[] noLeaf = node.wholes("nodes_falseleafs");
        long[] roots = node.wholes("tree_roots");
        long[] ids = node.wholes("leaf_targetids");
        if (yes == null || no == null || yesLeaf == null || noLeaf == null || roots == null || ids == null
                || !(node.attribute("leaf_weights") instanceof Attribute.OfTensor(var weights))
                || weights.size() != ids.length || no.length != yes.length || yesLeaf.length != yes.length
                || noLeaf.length != yes.length) {
            return null;
        }
        Modern walk = new Modern(yes, no, yesLeaf, noLeaf, ids.length);
        for (int k = 0; k < roots.length; k++) {
            if (!walk.own(roots[k], k)) {
                return null;
            }
        }
        How how = How.numbered(node.whole("aggregate_function", How.SUM.ordinal()));
        Post post = Post.numbered(node.whole("post_transform", Post.NONE.ordinal()));
        long given = node.whole("n_targets", 1);
        if (how == null || post == null || given < 0 || given > Ensemble.MOST) {
            return null;
        }
        int targets = (int) given;
        int[] leaves = new int[roots.length];
        int[] wanted = new int[ids.length];
        long[] places = new long[ids.length];
        long[] apart = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            if (walk.tree[i] < 0 || ids[i] < 0 || ids[i] >= targets) {
                return null;
            }
            leaves[walk.tree[i]]++;
            wanted[i] = (int) ids[i];
            places[i] = i;
            apart[i] = (long) walk.tree[i] * targets + ids[i];
        }
        Map<String, Attribute> splitting = new LinkedHashMap<>(node.attributes());
        splitting.put("leaf_targetids", new Attribute.Wholes(apart));
        splitting.put("n_targets", new Attribute.Whole((long) roots.length * targets));
        splitting.put("aggregate_function", new Attribute.Whole((how.isSum() ? How.SUM : how).ordinal()));
        splitting.put("post_transform", new Attribute.Whole(Post.NONE.ordinal()));
        return new Ensemble(original, roots.length, targets, splitting,
                how, post, new double[0], Labels.NONE,
                Ballot.of(leaves, targets, walk.tree, places, wanted, weights.doubles()));
    }

    /** Marks the leaves below a root; false where one is another tree's or a place is none. */
    private boolean own(long root, int number) {
        Deque<Long> open = new ArrayDeque<>();
        open.add(root);
        for (int steps = 0; !open.isEmpty(); steps++) {
            long at = open.remove();
            if (at < 0 || at >= yes.length || steps > yes.length) {
                return false;
            }
            int i = (int) at;
            if (!next(yes[i], yesLeaf[i] != 0, number, open) || !next(no[i], noLeaf[i] != 0, number, open)) {
                return false;
            }
        }
        return true;
    }

    private boolean next(long place, boolean leaf, int number, Deque<Long> open) {
        if (!leaf) {
            open.add(place);
            return true;
        }
        if (place < 0 || place >= tree.length || tree[(int) place] >= 0 && tree[(int) place] != number) {
            return false;
        }
        tree[(int) place] = number;
        return true;
    }
}
