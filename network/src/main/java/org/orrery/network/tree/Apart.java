package org.orrery.network.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Layout;

/**
 * Puts in the place of an ensemble the votes of its trees and plain operators that make of them what it made. What a
 * classifier makes of two classes is nowhere said in the standard; it is written as the runtime does it.
 */
final class Apart {
    /** The newest set in which nothing used here means something else. */
    private static final long USUAL = 17;
    private static final double ZERO = 1e-7;

    private final OnnxModel model;
    private final Ensemble ensemble;
    private final Layout votes;
    private final boolean real;
    private final ElementType element;
    private final long opset;
    private final Set<String> names = new HashSet<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> constants;

    /** @param real whether its table holds real numbers */
    Apart(OnnxModel model, Ensemble ensemble, Layout votes, boolean real) {
        this.real = real;
        this.model = model;
        this.ensemble = ensemble;
        this.votes = votes;
        this.element = votes.element();
        this.opset = model.opsets().getOrDefault("", USUAL);
        Graph graph = model.graph();
        this.constants = new LinkedHashMap<>(graph.initializers());
        names.addAll(constants.keySet());
        graph.inputs().forEach(input -> names.add(input.name()));
        graph.nodes().forEach(node -> names.addAll(node.outputs()));
    }

    OnnxModel model() {
        String table = ensemble.node().inputs().getFirst();
        // A regressor takes no whole numbers; a classifier compares them as float32, too.
        String given = real ? table : cast(table, ElementType.FLOAT);
        String sum = sum(given);
        if (ensemble.isClassifier()) {
            classify(sum);
        } else {
            give(0, post(cast(regress(sum, given), element)));
        }
        List<Node> all = new ArrayList<>();
        for (Node node : model.graph().nodes()) {
            if (node == ensemble.node()) {
                all.addAll(nodes);
            } else {
                all.add(node);
            }
        }
        Map<String, Long> opsets = new LinkedHashMap<>(model.opsets());
        opsets.put("", opset);
        return new OnnxModel(model.irVersion(), model.producer(), opsets,
                model.graph().withNodes(all).withInitializers(constants), model.functions(), model.rest());
    }

    /** The votes, and their sum by target in float64. */
    private String sum(String given) {
        String flat = fresh("flat");
        nodes.add(ensemble.votes(given, flat));
        nodes.add(Node.of("Reshape", List.of(flat, constant("shape",
                Tensor.of(new long[]{-1, ensemble.trees(), ensemble.targets()}, 3))), votes.tensor()));
        String wide = cast(votes.tensor(), ElementType.DOUBLE);
        return switch (ensemble.how()) {
            case SUM -> reduce("ReduceSum", 13, wide);
            case AVERAGE -> op("Div", reduce("ReduceSum", 13, wide), wide(ensemble.trees()));
            case MIN -> outermost("ReduceMin", wide, given, Double.POSITIVE_INFINITY);
            case MAX -> outermost("ReduceMax", wide, given, Double.NEGATIVE_INFINITY);
        };
    }

    /** The least or largest of the votes that are cast; 0 where none is. */
    private String outermost(String operator, String votes, String given, double beyond) {
        // Of a single target a leaf without a vote counts as one that votes 0.
        if (ensemble.ballot().once() || ensemble.targets() == 1) {
            return reduce(operator, 18, votes);
        }
        String one = reduce(operator, 18, op("Where", cast(given), votes, wide(beyond)));
        String some = op(beyond > 0 ? "Less" : "Greater", one, wide(beyond));
        return op("Where", some, one, wide(0));
    }

    /** Which trees vote for which targets. */
    private String cast(String given) {
        String flat = fresh("cast");
        nodes.add(ensemble.presence(given, flat));
        return op("Greater", op("Reshape", flat, constant("shape",
                Tensor.of(new long[]{-1, ensemble.trees(), ensemble.targets()}, 3))), constant("none", real(0)));
    }

    /** The runtime gives a target among several that nobody votes for no base value either. */
    private String regress(String sum, String given) {
        String scores = base(sum);
        boolean all = ensemble.targets() == 1 || ensemble.base().length == 0 || ensemble.ballot().isFull();
        if (all) {
            return scores;
        }
        String some = reduce("ReduceMax", 18, cast(cast(given), ElementType.FLOAT));
        return op("Where", op("Greater", some, constant("none", Tensor.of(new float[]{0}, 1))), scores, wide(0));
    }

    private String base(String sum) {
        return ensemble.base().length == 0 ? sum : op("Add", sum, row(ensemble.base()));
    }

    private void classify(String sum) {
        if (ensemble.targets() > 2) {
            String scores = base(sum);
            boolean competing = ensemble.base().length == 0 && any(ensemble.ballot().never());
            String compared = competing ? op("Add", scores, row(barred())) : scores;
            label(attributed("ArgMax", List.of(compared), Map.of("axis", new Attribute.Whole(1), "keepdims",
                    new Attribute.Whole(0))), ensemble.labels());
            give(1, post(cast(scores, element)));
            return;
        }
        double[] base = ensemble.base();
        Ballot ballot = ensemble.ballot();
        boolean probability = ballot.one() && ballot.positive();
        String first = column(sum, 0);
        String second = column(sum, 1);
        boolean both = !ballot.never()[1];
        if (base.length == 2 && both) {
            second = op("Add", first, wide(base[1]));
            first = op("Neg", second);
        } else if (base.length == 1) {
            first = op("Add", first, wide(base[0]));
        }
        String weight = cast(both ? second : first, element);
        String yes = op("Greater", weight, constant("threshold", real(probability ? 0.5 : 0)));
        String place = flat(cast(yes, ElementType.INT64));
        // Of votes for two classes with numbers for names the runtime says 0 and 1, whatever their names are.
        label(place, ballot.one() ? ensemble.labels() : ensemble.labels().plain());
        give(1, both
                ? post(cast(beside(first, second), element))
                : single(cast(first, element), probability));
    }

    /** Scores of both classes from one number. */
    private String single(String score, boolean probability) {
        if (ensemble.post() == Post.LOGISTIC) {
            return op("Sigmoid", beside(op("Neg", score), score));
        }
        return beside(probability ? op("Sub", constant("one", real(1)), score) : op("Neg", score), score);
    }

    /** No class without a vote is chosen. */
    private double[] barred() {
        double[] barred = new double[ensemble.targets()];
        for (int k = 0; k < barred.length; k++) {
            barred[k] = ensemble.ballot().never()[k] ? Double.NEGATIVE_INFINITY : 0;
        }
        return barred;
    }

    private static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    private void label(String place, Labels given) {
        Tensor labels = given.names();
        if (labels != null) {
            give(0, op("Gather", constant("labels", labels), place));
        }
    }

    private String post(String scores) {
        return switch (ensemble.finish()) {
            case NONE -> scores;
            case LOGISTIC -> op("Sigmoid", scores);
            case SOFTMAX -> attributed("Softmax", List.of(scores), Map.of("axis", new Attribute.Whole(1)));
            case SOFTMAX_ZERO -> softmaxZero(scores);
            case PROBIT -> probit(scores);
        };
    }

    /**
     * The quantile of the normal distribution as the runtime approximates it: by the inverse of the error function with
     * a = 0.147 (Winitzki 2008).
     */
    private String probit(String scores) {
        float a = 0.147f;
        String x = op("Sub", op("Mul", number(2), scores), number(1));
        String log = op("Log", op("Mul", op("Sub", number(1), x), op("Add", number(1), x)));
        String v = op("Add", number(2 / (3.14159f * a)), op("Mul", number(0.5), log));
        String inner = op("Sub", op("Mul", v, v), op("Mul", number(1 / a), log));
        String size = op("Sqrt", op("Sub", op("Sqrt", inner), v));
        String sign = op("Where", op("Less", x, number(0)), number(-1), number(1));
        return op("Mul", number(1.41421356f), op("Mul", sign, size));
    }

    private String number(double value) {
        return constant("number", real(value));
    }

    /** A softmax in which what is zero stays zero. */
    private String softmaxZero(String scores) {
        String most = reduce("ReduceMax", 18, scores, 1);
        String there = op("Greater", op("Abs", scores), constant("zero", real(ZERO)));
        String shares = op("Where", there, op("Exp", op("Sub", scores, most)),
                op("Mul", scores, op("Exp", op("Neg", most))));
        String sum = reduce("ReduceSum", 13, shares, 1);
        return op("Where", op("Greater", sum, constant("none", real(0))), op("Div", shares, sum), shares);
    }

    private void give(int output, String edge) {
        List<String> outputs = ensemble.node().outputs();
        if (output < outputs.size() && !outputs.get(output).isEmpty()) {
            nodes.add(Node.of("Identity", List.of(edge), outputs.get(output)));
        }
    }

    private String column(String sum, int k) {
        return attributed("Gather", List.of(sum, constant("class", Tensor.of(new long[]{k}, 1))),
                Map.of("axis", new Attribute.Whole(1)));
    }

    private String beside(String first, String second) {
        return attributed("Concat", List.of(first, second), Map.of("axis", new Attribute.Whole(1)));
    }

    private String flat(String edge) {
        return op("Reshape", edge, constant("row", Tensor.of(new long[]{-1}, 1)));
    }

    private String reduce(String operator, int axesGivenSince, String edge) {
        return reduce(operator, axesGivenSince, edge, 0);
    }

    /** Along axis 1, which is kept with length 1 if so said. From some set on axes are an input. */
    private String reduce(String operator, int axesGivenSince, String edge, int keep) {
        Attribute kept = new Attribute.Whole(keep);
        return opset >= axesGivenSince
                ? attributed(operator, List.of(edge, constant("axis", Tensor.of(new long[]{1}, 1))),
                        Map.of("keepdims", kept))
                : attributed(operator, List.of(edge), Map.of("keepdims", kept, "axes",
                        new Attribute.Wholes(new long[]{1})));
    }

    private String cast(String edge, ElementType to) {
        return attributed("Cast", List.of(edge), Map.of("to", new Attribute.Whole(to.number())));
    }

    private String op(String operator, String... inputs) {
        return attributed(operator, Arrays.asList(inputs), Map.of());
    }

    private String attributed(String operator, List<String> inputs, Map<String, Attribute> attributes) {
        String made = fresh(operator);
        nodes.add(Node.of(operator, inputs, List.of(made), attributes));
        return made;
    }

    private String wide(double value) {
        return constant("number", Tensor.of(new double[]{value}, 1));
    }

    private String row(double[] values) {
        return constant("numbers", Tensor.of(values, 1, values.length));
    }

    private Tensor real(double value) {
        return element == ElementType.DOUBLE
                ? Tensor.of(new double[]{value}, 1)
                : Tensor.of(new float[]{(float) value}, 1);
    }

    private String constant(String name, Tensor tensor) {
        String given = fresh(name);
        constants.put(given, tensor);
        return given;
    }

    private String fresh(String wanted) {
        String stem = votes.tensor() + "/" + wanted;
        String name = stem;
        for (int k = 1; !names.add(name); k++) {
            name = stem + "." + k;
        }
        return name;
    }
}
