package org.orrery.network.tree;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;

/**
 * An ensemble of trees as its node says it.
 *
 * @param trees how many
 * @param targets numbers, or classes, that they vote for
 * @param splitting the attributes of a node whose targets are trees x targets, each with the votes of one tree for one target
 * @param base added to the scores; empty for none
 * @param labels of a classifier; empty in a regressor
 * @param ballot who votes for what
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares ensembles by value
record Ensemble(Node node, int trees, int targets, Map<String, Attribute> splitting, How how, Post post, double[] base,
        Labels labels, Ballot ballot) {
    private static final String DOMAIN = "ai.onnx.ml";
    /** Numbers that are kept for one example. */
    static final int MOST = 1_000_000;

    static boolean is(Node node) {
        return node.domain().equals(DOMAIN) && node.op().startsWith("TreeEnsemble") && !node.inputs().isEmpty();
    }

    /** Whether classes are voted for. */
    boolean isClassifier() {
        return node.op().equals("TreeEnsembleClassifier");
    }

    /** What the runtime does to scores in the end: to those of a single target only PROBIT. */
    Post finish() {
        return isClassifier() || targets > 1 || post == Post.PROBIT ? post : Post.NONE;
    }

    /** Why it cannot be taken apart, empty where it can. */
    String obstacle() {
        if ((long) trees * targets > MOST) {
            return "its " + trees + " trees vote for " + targets + " targets, more than " + MOST + " numbers together";
        }
        if (isClassifier() && targets < 2) {
            return "it is a classifier with " + targets + " classes";
        }
        if (isClassifier() && ballot.isUnsteady()) {
            return "whether some class is voted for at all depends on the example";
        }
        if (isClassifier() && post == Post.PROBIT && targets == 2 && ballot.never()[1]) {
            return "it turns the score of one of two classes into a quantile (PROBIT), and gives none for the other";
        }
        if (isClassifier() && targets == 2 && base.length == 2 && ballot.one()) {
            return "it has two base values, and all its trees vote for one of two classes";
        }
        boolean fits = base.length == 0 || base.length == targets || isClassifier() && targets == 2 && base.length == 1;
        return fits ? "" : "it has " + base.length + " base values for " + targets + " targets";
    }

    /** The node that gives the votes of each tree apart. */
    Node votes(String input, String output) {
        return new Node(isClassifier() ? "TreeEnsembleRegressor" : node.op(), DOMAIN, node.name(),
                List.of(input), List.of(output), splitting, node.rest());
    }

    /** The node that gives a number above 0 where a tree votes for a target, and 0 where it does not. */
    Node presence(String input, String output) {
        Map<String, Attribute> ones = new LinkedHashMap<>(splitting);
        ones.replaceAll(
                (key, value) -> !key.endsWith("_weights") && !key.endsWith("_weights_as_tensor") ? value : one(value));
        ones.remove("aggregate_function");
        return new Node(isClassifier() ? "TreeEnsembleRegressor" : node.op(), DOMAIN, "", List.of(input),
                List.of(output), ones, node.rest());
    }

    private static Attribute one(Attribute weights) {
        return switch (weights) {
            case Attribute.Reals(float[] values) -> {
                float[] ones = new float[values.length];
                Arrays.fill(ones, 1);
                yield new Attribute.Reals(ones);
            }
            case Attribute.OfTensor(Tensor values) when values.type() == ElementType.DOUBLE -> {
                double[] ones = new double[values.size()];
                Arrays.fill(ones, 1);
                yield new Attribute.OfTensor(Tensor.of(ones, values.shape()));
            }
            case Attribute.OfTensor(Tensor values) -> {
                float[] ones = new float[values.size()];
                Arrays.fill(ones, 1);
                yield new Attribute.OfTensor(Tensor.of(ones, values.shape()));
            }
            default -> weights;
        };
    }
}
