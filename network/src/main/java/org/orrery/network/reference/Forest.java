package org.orrery.network.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.ElementType;

/**
 * Decision trees as nodes that name their children. Inputs and thresholds are compared as float32 unless the input is
 * declared as float64: the trees were grown so, and the last bit decides the branch. Votes are added in float64.
 */
final class Forest {
    /** What a node asks of its feature. */
    enum Mode {
        LEAF, LEQ, LT, GTE, GT, EQ, NEQ, MEMBER
    }

    /**
     * @param members of the set that MEMBER asks for
     * @param yes place of the next node if the answer is yes
     */
    record Fork(Mode mode, int feature, double threshold, Set<Double> members, boolean missingIsYes, int yes, int no) {}

    /** What a leaf adds to one target. */
    record Vote(int target, double weight) {}

    /** How the votes of trees become one number. */
    enum Sum {
        SUM, AVERAGE, MIN, MAX
    }

    private final List<Fork> forks = new ArrayList<>();
    private final List<List<Vote>> votes = new ArrayList<>();
    private final List<Integer> roots = new ArrayList<>();

    /** Adds a node without votes and returns its place. */
    int add(Fork fork) {
        forks.add(fork);
        votes.add(new ArrayList<>());
        return forks.size() - 1;
    }

    void vote(int leaf, Vote vote) {
        votes.get(leaf).add(vote);
    }

    void root(int place) {
        roots.add(place);
    }

    int trees() {
        return roots.size();
    }

    private List<Vote> leaf(Array x, int row, int root) {
        int at = root;
        for (int steps = 0; steps <= forks.size(); steps++) {
            Fork fork = forks.get(at);
            if (fork.mode() == Mode.LEAF) {
                return votes.get(at);
            }
            double value = x.real(row * x.length(1) + Gathering.index(fork.feature(), x.length(1)));
            at = answer(fork, value, x.type() == ElementType.DOUBLE) ? fork.yes() : fork.no();
        }
        throw new IllegalArgumentException("a tree runs in a circle");
    }

    private static boolean answer(Fork fork, double given, boolean wide) {
        if (Double.isNaN(given) && fork.missingIsYes()) {
            return true;
        }
        double value = wide ? given : (float) given;
        double threshold = wide ? fork.threshold() : (float) fork.threshold();
        return switch (fork.mode()) {
            case LEQ -> value <= threshold;
            case LT -> value < threshold;
            case GTE -> value >= threshold;
            case GT -> value > threshold;
            case EQ -> value == threshold;
            case NEQ -> value != threshold;
            case MEMBER -> fork.members().contains(value);
            case LEAF -> false;
        };
    }

    /** The votes of all trees on one row: by target, NaN where no tree votes. */
    double[] run(Array x, int row, int targets, Sum how) {
        double[] sums = new double[targets];
        Arrays.fill(sums, Double.NaN);
        for (int root : roots) {
            Map<Integer, Double> tree = new HashMap<>();
            leaf(x, row, root).forEach(vote -> tree.merge(vote.target(), vote.weight(), Double::sum));
            tree.forEach((target, weight) -> {
                double old = sums[Gathering.index(target, targets)];
                sums[target] = Double.isNaN(old) ? weight : switch (how) {
                    case SUM, AVERAGE -> old + weight;
                    case MIN -> Math.min(old, weight);
                    case MAX -> Math.max(old, weight);
                };
            });
        }
        if (how == Sum.AVERAGE) {
            Arrays.setAll(sums, i -> sums[i] / roots.size());
        }
        return sums;
    }

    /** Numbers that an attribute holds as float32, or its twin {@code ..._as_tensor} in double; null where there is none. */
    static double @Nullable [] numbers(Call call, String key) {
        if (call.node().attribute(key + "_as_tensor") instanceof org.orrery.network.onnx.Attribute.OfTensor tensor) {
            return tensor.tensor().doubles();
        }
        float[] values = call.node().reals(key);
        return values == null ? null : Making.reals(values).reals();
    }

    static double[] some(double @Nullable [] values) {
        return values == null ? new double[0] : values;
    }

    /**
     * Reads the nodes of the older tree operators, and the votes of their leaves.
     *
     * @param prefix of the names of the attributes of votes: {@code target} or {@code class}
     */
    static Forest read(Call call, String prefix) {
        Forest forest = new Forest();
        int[] trees = call.ints("nodes_treeids");
        int[] ids = call.ints("nodes_nodeids");
        int[] features = call.ints("nodes_featureids", new int[ids.length]);
        int[] yes = call.ints("nodes_truenodeids", new int[ids.length]);
        int[] no = call.ints("nodes_falsenodeids", new int[ids.length]);
        int[] missing = call.ints("nodes_missing_value_tracks_true", new int[ids.length]);
        double[] values = some(numbers(call, "nodes_values"));
        List<String> modes = Tabular.texts(call, "nodes_modes");
        Map<Long, Integer> places = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (places.put(key(trees[i], ids[i]), i) != null) {
                throw new IllegalArgumentException("tree " + trees[i] + " has two nodes " + ids[i]);
            }
        }
        boolean[] child = new boolean[ids.length];
        for (int i = 0; i < ids.length; i++) {
            String name = modes.get(i);
            Mode mode = name.equals("LEAF") ? Mode.LEAF : Mode.valueOf(name.substring("BRANCH_".length()));
            int next = mode == Mode.LEAF ? -1 : place(places, trees[i], yes[i]);
            int other = mode == Mode.LEAF ? -1 : place(places, trees[i], no[i]);
            if (mode != Mode.LEAF) {
                child[next] = true;
                child[other] = true;
            }
            forest.add(new Fork(mode, features[i], mode == Mode.LEAF ? 0 : values[i], Set.of(), missing[i] != 0, next,
                    other));
        }
        for (int i = 0; i < ids.length; i++) {
            if (!child[i]) {
                forest.root(i);
            }
        }
        int[] voteTrees = call.ints(prefix + "_treeids");
        int[] voteNodes = call.ints(prefix + "_nodeids");
        int[] targets = call.ints(prefix + "_ids");
        double[] weights = some(numbers(call, prefix + "_weights"));
        for (int i = 0; i < targets.length; i++) {
            forest.vote(place(places, voteTrees[i], voteNodes[i]), new Vote(targets[i], weights[i]));
        }
        return forest;
    }

    private static long key(int tree, int node) {
        return (long) tree << 32 | node & 0xffffffffL;
    }

    private static int place(Map<Long, Integer> places, int tree, int node) {
        Integer place = places.get(key(tree, node));
        if (place == null) {
            throw new IllegalArgumentException("tree " + tree + " has no node " + node);
        }
        return place;
    }
}
