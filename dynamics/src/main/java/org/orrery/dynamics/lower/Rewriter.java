package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.orrery.equation.Expr;

/** Rebuilds an expression from its leaves up, each shared part once. */
public final class Rewriter {
    private final UnaryOperator<Expr> leaf;
    private final Function<Expr.Call, @Nullable Expr> early;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    /**
     * @param leaf what becomes of a number, a symbol or the time
     * @param early what becomes of a call as a whole, or null to rebuild it from its rewritten arguments
     */
    public Rewriter(UnaryOperator<Expr> leaf, Function<Expr.Call, @Nullable Expr> early) {
        this.leaf = leaf;
        this.early = early;
    }

    public Expr rewrite(Expr expr) {
        Expr known = done.get(expr);
        if (known != null) {
            return known;
        }
        Expr result = expr instanceof Expr.Call call ? rewriteCall(call) : leaf.apply(expr);
        done.put(expr, result);
        return result;
    }

    private Expr rewriteCall(Expr.Call call) {
        Expr whole = early.apply(call);
        if (whole != null) {
            return whole;
        }
        List<Expr> arguments = new ArrayList<>(call.arguments().size());
        boolean same = true;
        for (Expr argument : call.arguments()) {
            Expr rewritten = rewrite(argument);
            same &= rewritten == argument;
            arguments.add(rewritten);
        }
        return same ? call : Expr.call(call.operator(), arguments);
    }
}
