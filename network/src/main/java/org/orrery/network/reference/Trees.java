package org.orrery.network.reference;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.reference.Forest.Fork;
import org.orrery.network.reference.Forest.Mode;
import org.orrery.network.reference.Forest.Sum;
import org.orrery.network.reference.Forest.Vote;

/** Tree ensembles of ai.onnx.ml. */
final class Trees {
    private Trees() {}

    static void into(Table table) {
        table.one(Table.ML + "TreeEnsembleRegressor", Trees::regress);
        table.many(Table.ML + "TreeEnsembleClassifier", Trees::classify);
        table.one(Table.ML + "TreeEnsemble", Trees::ensemble);
    }

    private static Array regress(Call call) {
        Forest forest = Forest.read(call, "target");
        Array x = Tabular.table(call.in(0));
        int targets = call.whole("n_targets", 1);
        double[] base = Forest.some(Forest.numbers(call, "base_values"));
        Sum how = Sum.valueOf(call.text("aggregate_function", "SUM"));
        return scores(x, targets, row -> {
            double[] sums = forest.run(x, row, targets, how);
            // ONNX Runtime gives a target among several that nobody votes for no base value either.
            Arrays.setAll(sums, i -> Double.isNaN(sums[i])
                    ? base.length == 1 && targets == 1 ? base[0] : 0
                    : sums[i] + (base.length == 0 ? 0 : base[i]));
            return PostTransform.of(call).ofTargets(targets).apply(sums);
        });
    }

    /** Scores of each row. */
    @FunctionalInterface
    interface Row {
        double[] of(int row);
    }

    static Array scores(Array x, int width, Row rows) {
        double[] all = new double[x.length(0) * width];
        for (int row = 0; row < x.length(0); row++) {
            System.arraycopy(rows.of(row), 0, all, row * width, width);
        }
        return Array.of(x.type() == ElementType.DOUBLE ? ElementType.DOUBLE : ElementType.FLOAT,
                new int[]{x.length(0), width}, all);
    }

    private static List<Array> classify(Call call) {
        Forest forest = Forest.read(call, "class");
        Array x = Tabular.table(call.in(0));
        Array labels = Tabular.labels(call, "classlabels_int64s");
        int classes = labels.size();
        double[] base = Forest.some(Forest.numbers(call, "base_values"));
        boolean one = Arrays.stream(call.ints("class_ids")).distinct().count() == 1;
        boolean positive = Arrays.stream(Forest.some(Forest.numbers(call, "class_weights"))).allMatch(w -> w >= 0);
        PostTransform transform = PostTransform.of(call);
        int[] chosen = new int[x.length(0)];
        Array scores = scores(x, classes, row -> {
            double[] sums = forest.run(x, row, classes, Sum.SUM);
            if (classes == 2) {
                return Binary.finish(sums, base, one, positive, transform, chosen, row);
            }
            Arrays.setAll(sums, i -> base.length == 0 && Double.isNaN(sums[i])
                    ? sums[i]
                    : (Double.isNaN(sums[i]) ? 0 : sums[i]) + (base.length == 0 ? 0 : base[i]));
            chosen[row] = best(sums);
            Arrays.setAll(sums, i -> Double.isNaN(sums[i]) ? 0 : sums[i]);
            return transform.apply(sums);
        });
        // Of votes for two classes with numbers for names ONNX Runtime says 0 and 1, whatever their names are.
        Array names = classes == 2 && !one && labels.type() != ElementType.STRING
                ? Array.of(ElementType.INT64, new int[]{2}, new double[]{0, 1})
                : labels;
        return List.of(names.pick(new int[]{chosen.length}, chosen), scores);
    }

    /** Classes without a vote do not compete. */
    private static int best(double[] sums) {
        int best = 0;
        for (int i = 1; i < sums.length; i++) {
            best = sums[i] > sums[best] || Double.isNaN(sums[best]) && !Double.isNaN(sums[i]) ? i : best;
        }
        return best;
    }

    private static Array ensemble(Call call) {
        Array x = Tabular.table(call.in(0));
        int targets = call.whole("n_targets", 1);
        Forest forest = modern(call);
        Sum how = switch (call.whole("aggregate_function", 1)) {
            case 0 -> Sum.AVERAGE;
            case 1 -> Sum.SUM;
            case 2 -> Sum.MIN;
            case 3 -> Sum.MAX;
            default -> throw call.refusal("with aggregate_function = " + call.whole("aggregate_function", 1));
        };
        return scores(x, targets, row -> {
            double[] sums = forest.run(x, row, targets, how);
            Arrays.setAll(sums, i -> Double.isNaN(sums[i]) ? 0 : sums[i]);
            return PostTransform.numbered(call).ofTargets(targets).apply(sums);
        });
    }

    private static double[] tensor(Call call, String key) {
        return call.node().attribute(key) instanceof Attribute.OfTensor(Tensor tensor)
                ? tensor.doubles()
                : new double[0];
    }

    /** Version 5: forks and leaves are listed apart, and trees name their roots. Sets are parted by NaN. */
    private static Forest modern(Call call) {
        Forest forest = new Forest();
        int[] features = call.ints("nodes_featureids");
        double[] splits = tensor(call, "nodes_splits");
        double[] modes = tensor(call, "nodes_modes");
        int[] yes = call.ints("nodes_truenodeids");
        int[] no = call.ints("nodes_falsenodeids");
        int[] yesLeaf = call.ints("nodes_trueleafs");
        int[] noLeaf = call.ints("nodes_falseleafs");
        int[] missing = call.ints("nodes_missing_value_tracks_true", new int[features.length]);
        double[] members = tensor(call, "membership_values");
        int next = 0;
        for (int i = 0; i < features.length; i++) {
            Mode mode = Mode.values()[(int) modes[i] + 1];
            Set<Double> set = new HashSet<>();
            if (mode == Mode.MEMBER) {
                for (; next < members.length && !Double.isNaN(members[next]); next++) {
                    set.add(members[next]);
                }
                next++;
            }
            forest.add(new Fork(mode, features[i], splits[i], set, missing[i] != 0,
                    yesLeaf[i] != 0 ? features.length + yes[i] : yes[i],
                    noLeaf[i] != 0 ? features.length + no[i] : no[i]));
        }
        int[] targets = call.ints("leaf_targetids");
        double[] weights = tensor(call, "leaf_weights");
        for (int i = 0; i < targets.length; i++) {
            forest.vote(forest.add(new Fork(Mode.LEAF, 0, 0, Set.of(), false, -1, -1)),
                    new Vote(targets[i], weights[i]));
        }
        for (int root : call.ints("tree_roots")) {
            forest.root(root);
        }
        return forest;
    }
}
