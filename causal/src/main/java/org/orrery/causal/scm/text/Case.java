package org.orrery.causal.scm.text;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.Surgery;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;

/**
 * What is asked of a model in which something was seen.
 *
 * @param seen by variable, NaN where nothing was seen
 * @param imagines whether the moves came after what was seen, in the same case
 */
record Case(Scm scm, Quantity quantity, double[] seen, Surgery surgery, boolean imagines, long seed) {
    Surgery none() {
        return Surgery.none(scm);
    }

    boolean moves() {
        return !surgery.moved().isEmpty();
    }

    Refusal impossible() {
        return new Refusal("What was seen cannot happen in this model: " + evidence() + ".",
                "Maybe a value is mistyped, or the model leaves out a noise.");
    }

    private String evidence() {
        return IntStream.range(0, seen.length).filter(node -> !Double.isNaN(seen[node]))
                .mapToObj(node -> scm.name(node) + " = " + Numbers.print(seen[node]))
                .collect(Collectors.joining(", "));
    }

    /** The proof that what was moved stands where it was put; a shift or a factor is told beside what stood there. */
    Claim.Check fired(IntToDoubleFunction after, IntToDoubleFunction before) {
        int[] moved = surgery.moved().toArray();
        boolean stands = Arrays.stream(moved)
                .allMatch(node -> !surgery.holds(node) || after.applyAsDouble(node) == surgery.act(node, 0));
        return new Claim.Check("interventions fired", stands, Arrays.stream(moved)
                .mapToObj(node -> scm.name(node) + " went from " + Numbers.round(before.applyAsDouble(node), 6) + " to "
                        + Numbers.round(after.applyAsDouble(node), 6))
                .collect(Collectors.joining("; ")));
    }
}
