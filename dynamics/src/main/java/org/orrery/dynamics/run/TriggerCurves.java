package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.orrery.dynamics.lower.Rewriter;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Symbols;

/**
 * What is continuous in the triggers of events: the two sides of a comparison, subtracted. A trigger turns where such a
 * curve crosses zero, also where it turns back before anyone looks again.
 *
 * @param curves one for each comparison that cannot be scheduled
 * @param equalities triggers that hold at the crossing of a curve alone
 */
record TriggerCurves(List<Expr> curves, List<Equality> equalities) {
    /**
     * A trigger with {@code a == b} in it, which holds for a moment where a and b cross.
     *
     * @param condition the trigger where the equality is taken as true
     */
    record Equality(int event, int curve, Expr condition) {}

    /** @param varying states and delayed values */
    static TriggerCurves of(List<Expr> triggers, TimeSwitches switches, Set<String> varying) {
        List<Expr> curves = new ArrayList<>();
        List<Equality> equalities = new ArrayList<>();
        for (int i = 0; i < triggers.size(); i++) {
            int event = i;
            Expr trigger = triggers.get(i);
            for (Expr.Call comparison : comparisons(trigger)) {
                Expr curve = Expr.call(Operator.SUB, comparison.argument(0), comparison.argument(1));
                Symbols symbols = Symbols.of(curve);
                boolean varies = symbols.time() || symbols.names().stream().anyMatch(varying::contains);
                if (!varies || switches.scheduled().contains(comparison)) {
                    continue;
                }
                if (comparison.operator() == Operator.EQ) {
                    Expr condition = new Rewriter(leaf -> leaf, call -> call == comparison ? Expr.ONE : null)
                            .rewrite(trigger);
                    equalities.add(new Equality(event, curves.size(), condition));
                }
                curves.add(curve);
            }
        }
        return new TriggerCurves(curves, equalities);
    }

    private static List<Expr.Call> comparisons(Expr trigger) {
        List<Expr.Call> found = new ArrayList<>();
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Expr> open = new ArrayList<>(List.of(trigger));
        while (!open.isEmpty()) {
            if (open.removeLast() instanceof Expr.Call call && seen.add(call)) {
                switch (call.operator()) {
                    case LT, LE, GT, GE, EQ, NE -> found.add(call);
                    default -> {
                    }
                }
                open.addAll(call.arguments());
            }
        }
        return found;
    }
}
