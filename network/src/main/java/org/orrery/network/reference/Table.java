package org.orrery.network.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Node;

/** All operators by domain and name. */
final class Table {
    static final String ML = "ai.onnx.ml.";
    static final String MICROSOFT = "com.microsoft.";

    private static final Map<String, Operator> OPERATORS = new Table().operators;

    private final Map<String, Operator> operators = new HashMap<>();

    private Table() {
        Elementwise.into(this);
        Activations.into(this);
        Arithmetic.into(this);
        Comparisons.into(this);
        Casting.into(this);
        Reductions.into(this);
        Ranking.into(this);
        Shaping.into(this);
        Cutting.into(this);
        Padding.into(this);
        Making.into(this);
        Gathering.into(this);
        Scattering.into(this);
        Convolution.into(this);
        Pooling.into(this);
        Normalisation.into(this);
        Matrices.into(this);
        Einsum.into(this);
        Softmaxes.into(this);
        Accumulating.into(this);
        Resizing.into(this);
        GridSample.into(this);
        Recurrent.into(this);
        Attention.into(this);
        Quantising.into(this);
        Control.into(this);
        Trees.into(this);
        Tabular.into(this);
        Linear.into(this);
        Pairwise.into(this);
        Fused.into(this);
        Activated.into(this);
        Quantised.into(this);
        Unique.into(this);
    }

    void one(String name, Operator.Single operator) {
        many(name, call -> List.of(operator.apply(call)));
    }

    void many(String name, Operator operator) {
        if (operators.put(name, operator) != null) {
            throw new IllegalStateException("two operators " + name);
        }
    }

    /**
     * @throws Refusal if the operator is not known
     */
    static Operator of(Node node) {
        Operator operator = OPERATORS.get(node.operator());
        if (operator == null) {
            throw new Refusal("The operator " + node.operator() + " is not evaluated in float64.",
                    "Read edges that do not depend on it, or run the model on ONNX Runtime.");
        }
        return operator;
    }

    /** All operators that are known, in order. */
    static List<String> names() {
        return OPERATORS.keySet().stream().sorted().toList();
    }

    static boolean knows(String operator) {
        return OPERATORS.containsKey(operator);
    }
}
