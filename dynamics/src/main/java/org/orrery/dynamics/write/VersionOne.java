package org.orrery.dynamics.write;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.orrery.core.Refusal;
import org.orrery.dynamics.lower.Rewriter;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;

/** Fast reactions are in SBML to Level 3 Version 1, whose mathematics is smaller than that of Version 2. */
final class VersionOne {
    private static final Set<Operator> LATER = EnumSet.of(Operator.RATE_OF, Operator.MIN, Operator.MAX,
            Operator.QUOTIENT, Operator.REM);

    private VersionOne() {}

    static void check(Mechanism form) {
        List<Operator> met = new ArrayList<>();
        new Edit(id -> id, math -> look(math, met)).apply(form);
        if (!met.isEmpty()) {
            throw new Refusal("The model has fast reactions, which SBML has no more since Level 3 Version 2, and uses "
                    + met.getFirst() + ", which it has only since then.",
                    "Maybe write the reactions with rates that are large.");
        }
    }

    private static Expr look(Expr math, List<Operator> met) {
        return new Rewriter(leaf -> leaf, call -> {
            if (LATER.contains(call.operator())) {
                met.add(call.operator());
            }
            return null;
        }).rewrite(math);
    }
}
