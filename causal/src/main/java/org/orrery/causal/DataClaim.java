package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Levels;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Method;
import org.orrery.core.Numbers;
import org.orrery.core.Value;

/** Tells an effect that was counted. */
final class DataClaim {
    private static final double ROUNDING = 1e-9;

    private final DataAnswer of;
    private final Posed posed;
    private final Licence.Granted granted;
    private final Table.Complete complete;
    private final List<Target> targets;
    private final List<Counted> effects;
    private final boolean moved;

    /** @param targets one, or for a distribution one for each level, with an effect for each */
    DataClaim(DataAnswer of, Licence.Granted granted, Table.Complete complete, List<Target> targets,
            List<Counted> effects) {
        this.of = of;
        this.posed = of.posed();
        this.granted = granted;
        this.complete = complete;
        this.targets = targets;
        this.effects = effects;
        this.moved = !posed.done().isEmpty();
    }

    Answer answer() {
        Counted effect = effects.getFirst();
        List<Method> methods = List.of(granted.method(), Resampling.METHOD);
        if (posed.target() instanceof Target.Whole) {
            return of.answer(Claim.Status.ANSWERED, null, granted.formula(), null, null, null, null, assumptions(),
                    checks(effect), opening() + (moved
                            ? "setting " + of.wording().moves(posed.done()) + " changes "
                            : "") + of.wording().target(posed.target())
                            + (moved ? " as in the table. " + why() : " is as in the table."),
                    distribution(), methods);
        }
        Claim.Interval interval = effect.resampling().interval(moved ? Counted.DIFFERENCE : Counted.ON);
        Double estimate = moved ? effect.on() - effect.off() : effect.on();
        return of.answer(Claim.Status.ANSWERED, null, granted.formula(), estimate, interval,
                moved ? effect.off() : null, moved ? effect.on() : null, assumptions(), checks(effect),
                sentence(effect, interval), levels(effect), methods);
    }

    private String opening() {
        return (moved ? "If the graph is right, " : "")
                + (posed.seen().isEmpty() ? "" : "among cases with " + of.wording().values(posed.seen()) + ", ");
    }

    private String sentence(Counted effect, Claim.@Nullable Interval interval) {
        String what = of.wording().target(posed.target());
        String range = interval == null
                ? ""
                : "; with " + effect.sample().rows() + " cases " + (moved ? "the change" : "it")
                        + " is known to lie between " + Numbers.round(interval.low(), 4) + " and "
                        + Numbers.round(interval.high(), 4) + " (95 %)";
        if (!moved) {
            String text = opening() + what + " is " + Numbers.round(effect.on(), 6) + range
                    + ". This is what goes with what, not what causes what.";
            return Character.toUpperCase(text.charAt(0)) + text.substring(1);
        }
        return opening() + "setting " + of.wording().moves(posed.done()) + " changes " + what + " "
                + Wording.change(effect.off(), effect.on()) + range + ". Among those who have "
                + of.wording().values(posed.done()) + " by themselves it is " + Numbers.round(effect.seen(), 6) + ". "
                + why();
    }

    private String why() {
        return "Why it can be told: " + granted.why() + ".";
    }

    private List<Claim.Assumption> assumptions() {
        List<Claim.Assumption> all = new ArrayList<>();
        if (moved || of.isSelected()) {
            all.addAll(of.model().assumptions());
        }
        if (moved) {
            all.add(new Claim.Assumption(
                    "positivity: in every group that the estimand tells apart, the value that is set"
                            + " occurs",
                    Claim.State.HOLDS));
            all.add(Taken.untested("setting " + of.graph().names(posed.treatments())
                    + " does to the rest what having the value by itself does"));
        }
        all.add(Taken.untested("the cases are independent draws from " + of.drawn()));
        all.addAll(Taken.byLeaving(complete.told()));
        return all;
    }

    private List<Claim.Check> checks(Counted effect) {
        List<Claim.Check> checks = new ArrayList<>(granted.checks());
        if (moved) {
            checks.add(composed(effect));
            if (granted.way() instanceof Licence.Way.Adjusting(NodeSet covariates) && posed.seen().isEmpty()) {
                checks.add(own(effect.sample(), covariates));
            }
            checks.add(new Claim.Check("the value that is set occurs", effect.least() > 0,
                    "in " + effect.least() + " of " + effect.sample().rows() + " cases"));
            checks.add(of.markov());
        }
        checks.add(effect.resampling().check());
        return checks;
    }

    /**
     * The control: the estimand where nothing is set but what is seen must be the mean among those cases. It runs through the
     * same counting.
     */
    private Claim.Check composed(Counted effect) {
        Sample sample = effect.sample();
        double direct = 0;
        for (double number : sample.numbers()) {
            direct += number;
        }
        direct /= sample.rows();
        double counted = sample.mean(Estimand.conditional(sample.outcomes(),
                NodeSet.EMPTY), Map.of(), sample.once());
        return new Claim.Check("no-op control", direct == counted, direct == counted
                ? "setting nothing, the same counting gives the mean of the cases exactly"
                : "setting nothing, the counting gives " + counted + " and the mean of the cases is " + direct);
    }

    /** Setting each case to the value that it has, group by group, gives back the mean (the law of total expectation). */
    private Claim.Check own(Sample sample, NodeSet covariates) {
        NodeSet groups = posed.treatments().or(covariates);
        Estimand own = Estimand.sum(groups, Estimand.product(List.of(
                Estimand.conditional(sample.outcomes(), groups), Estimand.conditional(groups, NodeSet.EMPTY))));
        double off = effects.getFirst().off();
        double apart = Math.abs(sample.mean(own, Map.of(), sample.once()) - off) / Math.max(1, Math.abs(off));
        return new Claim.Check("each case's own value", apart <= ROUNDING,
                "set to what they are, the groups give the mean back, to " + Numbers.round(apart, 2));
    }

    private Claim.@Nullable Table levels(Counted effect) {
        if (effect.levels().isEmpty()) {
            return null;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (Counted.Level level : effect.levels()) {
            rows.add(List.of(level.name(), level.cases(), cell(level.set()), cell(level.seen())));
        }
        return new Claim.Table(List.of(of.graph().name(posed.treatments().next(0)), "cases", "when set", "when seen"),
                rows);
    }

    private static Object cell(double value) {
        return Double.isFinite(value) ? value : "not in the data";
    }

    private Claim.Table distribution() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            Counted effect = effects.get(i);
            Value value = ((Target.Event) targets.get(i)).tests().getFirst().value();
            Claim.Interval interval = effect.resampling().interval(moved ? Counted.DIFFERENCE : Counted.ON);
            Object low = interval == null ? "" : interval.low();
            Object high = interval == null ? "" : interval.high();
            rows.add(moved
                    ? List.of(Levels.text(value), effect.off(), effect.on(), effect.on() - effect.off(), low,
                            high)
                    : List.of(Levels.text(value), effect.on(), low, high));
        }
        String name = of.graph().name(posed.outcomes().next(0));
        return new Claim.Table(moved
                ? List.of(name, "off", "on", "effect", "low", "high")
                : List.of(name, "probability", "low", "high"), rows);
    }
}
