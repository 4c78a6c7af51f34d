package org.orrery.network.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Node;
import org.orrery.network.place.Alias;

/** Normalisations: one operator, or mean, difference, square, mean, root and quotient written out. */
record Norms(List<Alias> aliases, List<String> lines) {
    private static final Set<String> WHOLE = Set.of("LayerNormalization", "RMSNormalization", "GroupNormalization",
            "InstanceNormalization", "BatchNormalization", "SimplifiedLayerNormalization", "SkipLayerNormalization",
            "LpNormalization");
    private static final int DEPTH = 6;

    static Norms find(Trace trace) {
        List<Alias> aliases = new ArrayList<>();
        int whole = 0;
        int written = 0;
        int gelu = 0;
        for (Node node : trace.graph().nodes()) {
            String end = "";
            if (WHOLE.contains(node.op())) {
                whole++;
                end = node.outputs().getFirst();
            } else if (isQuotientByRoot(trace, node)) {
                written++;
                end = trace.on(node.outputs().getFirst(),
                        next -> (next.is("Mul") || next.is("Add")) && trace.moving(next).size() == 1);
            }
            if (!end.isEmpty()) {
                aliases.add(new Alias("norm." + aliases.size(), "normalised", List.of(end), -1));
            }
            gelu += node.is("Erf") && trace.reader(node.outputs().getFirst()) != null ? 1 : 0;
        }
        List<String> lines = new ArrayList<>();
        if (!aliases.isEmpty()) {
            lines.add("norm.0" + (aliases.size() > 1 ? " to norm." + (aliases.size() - 1) : "") + ": normalisations"
                    + (written == 0 ? "" : ", " + written + " of them written out in smaller operators"));
        }
        if (gelu > 0) {
            lines.add(gelu + " Gelu written out in smaller operators");
        }
        return new Norms(aliases, lines);
    }

    /** x / sqrt(mean(square)) or x * (1 / sqrt(mean(square))), whatever the mean was taken from. */
    private static boolean isQuotientByRoot(Trace trace, Node node) {
        if (!node.is("Div") && !node.is("Mul") || node.inputs().size() != 2) {
            return false;
        }
        Node divisor = trace.maker(node.inputs().get(1));
        if (node.is("Mul") && !(divisor != null && (divisor.is("Reciprocal") || isInverse(trace, divisor)))) {
            return false;
        }
        Node root = trace.behind(node.inputs().get(1),
                each -> each.is("Reciprocal") || each.is("Div") || each.is("Cast"),
                each -> each.is("Sqrt"), DEPTH);
        Node mean = root == null
                ? null
                : trace.behind(root.inputs().getFirst(), each -> each.is("Add") || each.is("Cast") || each.is("Max"),
                        each -> each.is("ReduceMean"), DEPTH);
        return mean != null && isSquare(trace.maker(mean.inputs().getFirst()));
    }

    private static boolean isInverse(Trace trace, Node node) {
        return node.is("Div") && trace.isConstant(node.inputs().getFirst());
    }

    private static boolean isSquare(@Nullable Node node) {
        return node != null && (node.is("Pow") || node.is("Mul") && node.inputs().get(0).equals(node.inputs().get(1)));
    }
}
