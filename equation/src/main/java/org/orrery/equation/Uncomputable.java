package org.orrery.equation;

import org.orrery.core.InvalidInput;

/** What an expression may hold while it is being read, but not when it is to be computed. */
final class Uncomputable {
    private Uncomputable() {}

    static InvalidInput symbol(String name) {
        return new InvalidInput("nothing gives a value to `" + name + "`",
                "Maybe a misspelt name, or a symbol that should have been substituted before.");
    }

    /** @throws InvalidInput if the operator has no value of its own */
    static void check(Expr.Call call) {
        if (call.operator() == Operator.RATE_OF || call.operator() == Operator.DELAY) {
            String of = call.argument(0) instanceof Expr.Sym(String name) ? " of `" + name + "`" : "";
            throw new InvalidInput(
                    (call.operator() == Operator.DELAY ? "a delayed value" : "a rate of change") + of
                            + " cannot be computed as it stands",
                    "Replace it by an expression first.");
        }
    }
}
