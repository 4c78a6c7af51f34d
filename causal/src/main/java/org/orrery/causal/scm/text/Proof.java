package org.orrery.causal.scm.text;

import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.Surgery;
import org.orrery.core.Intervention;
import org.orrery.core.Numbers;
import org.orrery.core.Run;

/** The proof that a move took effect in a world: what the variable is, beside what the move makes of its own mechanism. */
final class Proof {
    private Proof() {}

    static Run.Firing of(Scm scm, Surgery surgery, Intervention move, double[] noises, double[] values,
            boolean acts) {
        int node = scm.node(move.address().name());
        double natural = scm.mechanism(node).value(scm.causes(node, values), noises[node]);
        return new Run.Firing(acts && values[node] == surgery.act(node, natural), scm.name(node) + " went from "
                + Numbers.round(natural, 6) + " to " + Numbers.round(values[node], 6));
    }
}
