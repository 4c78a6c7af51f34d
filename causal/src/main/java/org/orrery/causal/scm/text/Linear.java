package org.orrery.causal.scm.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;

/** The exact answer where all that is asked, seen or moved is linear and normal: worlds side by side over the same noises, conditioned by formula. */
final class Linear {
    private static final double Z = 1.959963984540054;

    private final Case asked;

    Linear(Case asked) {
        this.asked = asked;
    }

    /** The answer, null where the model or what is asked for is not of this kind. */
    @Nullable
    Reasoned answer() {
        Quantity quantity = asked.quantity() instanceof Quantity.Expectation(Quantity of) ? of : asked.quantity();
        Forms off = Forms.of(asked.scm(), asked.none());
        Forms on = Forms.of(asked.scm(), asked.surgery());
        Forms idle = Forms.of(asked.scm(), asked.surgery().idle());
        boolean linear = IntStream.range(0, asked.scm().size())
                .filter(node -> !Double.isNaN(asked.seen()[node]) || asked.surgery().moved().contains(node))
                .allMatch(node -> off.has(node) && on.has(node));
        if (!linear || Reckoned.pools(quantity)) {
            return null;
        }
        double[] before = off.quantity(quantity);
        double[] after = on.quantity(quantity);
        double[] still = idle.quantity(quantity);
        if (before == null || after == null || still == null) {
            return null;
        }
        Posterior seen = seen(off);
        // Had: what was seen, was seen before the moves. Do: it is seen under them.
        Posterior seenAfter = asked.imagines() ? seen : seen(on);
        double was = seen.mean(before);
        double would = seenAfter.mean(after);
        List<Claim.Check> checks = new ArrayList<>();
        if (asked.moves()) {
            double control = (asked.imagines() ? seen : seen(idle)).mean(still) - was;
            checks.add(new Claim.Check("no-op control", control == 0,
                    "an intervention that changes nothing had an effect of " + Numbers.print(control)));
            checks.add(asked.fired(node -> seenAfter.mean(on.form(node)), node -> seen.mean(off.form(node))));
        }
        boolean mean = asked.quantity() instanceof Quantity.Expectation;
        double centre = asked.moves() ? would - was : was;
        double half = mean
                ? 0
                : Z * (!asked.moves()
                        ? seen.deviation(before)
                        : asked.imagines()
                                ? seen.deviation(Forms.plus(after, before, -1))
                                : Double.NaN);
        Claim.Interval interval = Double.isNaN(half)
                ? null
                : new Claim.Interval(0.95, centre - half, centre + half, half == 0
                        ? Claim.IntervalKind.EXACT
                        : Claim.IntervalKind.ANALYTIC);
        return new Reasoned(was, would, interval, checks, "exact: linear and normal, conditioned by formula"
                + (half > 0 ? "; interval: the middle 95 % of what is not known of the case" : ""));
    }

    private Posterior seen(Forms world) {
        Posterior posterior = new Posterior(asked.scm().size());
        for (int node = 0; node < asked.scm().size(); node++) {
            double value = asked.seen()[node];
            if (!Double.isNaN(value) && !posterior.seen(world.form(node), value)) {
                throw asked.impossible();
            }
        }
        return posterior;
    }
}
