package org.orrery.equation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** An element with parts that is being read. */
final class MathMlElement {
    final String name;
    /** What an {@code apply} applies. */
    final String function;
    /** Whether the function is one of the model. */
    final boolean own;
    final List<Expr> values = new ArrayList<>();
    /** The degree of a root, the base of a logarithm, the last branch of a piecewise. */
    @Nullable
    Expr extra;

    MathMlElement(String name, String function, boolean own) {
        this.name = name;
        this.function = function;
        this.own = own;
    }

    /** Whether no further value may come. */
    boolean isFull() {
        return switch (name) {
            case "apply", "piecewise" -> false;
            case "piece" -> values.size() == 2;
            default -> values.size() == 1;
        };
    }

    /** Whether such an element may stand in this one although it has no value of its own. */
    boolean hasPart(String part) {
        return switch (part) {
            case "piece" -> name.equals("piecewise");
            case "otherwise" -> name.equals("piecewise") && extra == null;
            case "degree" -> !own && function.equals("root") && extra == null;
            case "logbase" -> !own && function.equals("log") && extra == null;
            default -> false;
        };
    }

    /** In the order in which calls have them. */
    List<Expr> arguments() {
        List<Expr> arguments = new ArrayList<>(values);
        if (extra != null) {
            arguments.add(name.equals("apply") ? 0 : values.size(), extra);
        }
        return arguments;
    }
}
