package org.orrery.network.gradient;

import java.util.List;
import java.util.Map;

/** Operators without a derivative: those that are constant but for jumps, and those that are refused. */
final class Flat {
    private static final List<String> FLAT = List.of("ArgMax", "ArgMin", "And", "BitShift", "BitwiseAnd", "BitwiseNot",
            "BitwiseOr", "BitwiseXor", "Ceil", "Constant", "ConstantOfShape", "Equal", "EyeLike", "Floor", "Greater",
            "GreaterOrEqual", "Hardmax", "IsInf", "IsNaN", "Less", "LessOrEqual", "NonZero", "Not", "Or",
            "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Bernoulli", "Multinomial",
            "Range",
            "Round", "Shape", "Sign", "Size", "Unique", "Xor", "NonMaxSuppression");

    private Flat() {}

    static void list(Map<String, Treatment> table) {
        FLAT.forEach(op -> table.put(op, new Treatment.Flat()));
        for (String op : List.of("Loop", "If", "Scan", "SequenceMap")) {
            refuse(table, op, "the graph inside it is not looked into",
                    "Export the model without control flow, or take an edge before or behind it.", false);
        }
        for (String op : List.of("QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "QLinearConv",
                "QLinearMatMul", "ConvInteger", "MatMulInteger")) {
            refuse(table, op, "quantised models are not differentiable", "Use the model from before quantisation.",
                    true);
        }
        for (String op : List.of("TreeEnsembleRegressor", "TreeEnsembleClassifier", "TreeEnsemble")) {
            refuse(table, "ai.onnx.ml." + op,
                    "an ensemble of trees is constant but for jumps, so its derivative is zero everywhere and tells nothing",
                    "Move its inputs instead, or ask for Shapley values.", true);
        }
    }

    private static void refuse(Map<String, Treatment> table, String op, String reason, String license,
            boolean whole) {
        table.put(op, new Treatment.Refused(reason, license, whole));
    }
}
