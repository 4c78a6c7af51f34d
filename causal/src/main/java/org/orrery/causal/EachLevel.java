package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.estimate.Effect;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;

/**
 * What setting a treatment to each of its values does.
 *
 * @param on the value that the question sets
 * @param seen the outcome of those who have that value by themselves
 */
record EachLevel(String treatment, String on, double seen, List<Level> levels) {
    /** A value, and the effect of setting what the question sets in its place; none where it cannot be told. */
    record Level(String value, @Nullable Effect instead) {}

    Claim.Table table() {
        List<List<Object>> rows = new ArrayList<>();
        for (Level level : levels) {
            if (!(level.instead() instanceof Effect effect)) {
                rows.add(List.of(level.value(), "not in the data", "", "", "", "", "", ""));
                continue;
            }
            Claim.Interval set = effect.off().interval();
            Claim.Interval change = effect.effect().interval();
            rows.add(List.of(level.value(), effect.off().value(), set.low(), set.high(), seen - effect.naive().value(),
                    effect.effect().value(), change.low(), change.high()));
        }
        return new Claim.Table(
                List.of(treatment, "when set", "low", "high", "when seen", "change to " + on, "change low",
                        "change high"),
                rows);
    }

    /** Of a treatment of two values, the change from one to the other; nothing of others. */
    String sentence() {
        List<Level> others = levels.stream().filter(level -> !level.value().equals(on)).toList();
        if (others.size() != 1 || !(others.getFirst().instead() instanceof Effect effect)) {
            return "";
        }
        Claim.Interval interval = effect.effect().interval();
        return " Against setting " + treatment + " = " + others.getFirst().value() + " the change is "
                + Numbers.round(effect.effect().value(), 4) + ", between " + Numbers.round(interval.low(), 4) + " and "
                + Numbers.round(interval.high(), 4) + ".";
    }
}
