package org.orrery.causal.scm.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.Surgery;
import org.orrery.causal.scm.Twin;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Condition;
import org.orrery.core.Experiment;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Scope;

/** A question with see or had on its way to the claim: exact where it can be, else by weighted worlds. */
final class Conditioned {
    private final Experiment asked;
    private final Case posed;
    private final List<Intervention> had;
    private final long start = System.nanoTime();

    Conditioned(Experiment asked, Scm scm) {
        this.asked = asked;
        new TreeMap<>(asked.options()).keySet().stream().findFirst().ifPresent(option -> {
            throw new InvalidInput("A structural causal model has no setting '" + option + "'.", "Maybe leave it out.");
        });
        double[] seen = new double[scm.size()];
        Arrays.fill(seen, Double.NaN);
        this.had = new ArrayList<>();
        for (Condition condition : asked.question().conditions()) {
            switch (condition) {
                case Condition.See(List<Condition.Observation> observations) -> observations.forEach(each -> {
                    int node = scm.node(each.address().name());
                    Reckoned.requireWhole(each.address());
                    if (!Double.isNaN(seen[node]) && seen[node] != each.number()) {
                        throw new InvalidInput("Two values of " + each.address() + " were seen.", "Maybe keep one.");
                    }
                    seen[node] = each.number();
                });
                case Condition.Had(List<Intervention> moves) -> had.addAll(moves);
                case Condition.Do _ -> {
                }
            }
        }
        List<Intervention> done = asked.question().moves();
        if (!had.isEmpty() && !done.isEmpty()) {
            throw new Refusal("The question operates on the case, had(...), and on the world that it was seen in,"
                    + " do(...).", "Maybe ask with one of them.");
        }
        boolean imagines = !had.isEmpty();
        this.posed = new Case(scm, asked.question().quantity(), seen, Surgery.of(scm, imagines ? had : done), imagines,
                asked.seed());
    }

    Answer answer(Lab lab) {
        return new Answer(claim(reasoned(lab)), List.of(), List.of(), List.of());
    }

    /** The same without the interval of a mean or a probability, which counts what was drawn and not what was fitted. */
    Claim bare(Lab lab) {
        Reasoned reasoned = reasoned(lab);
        return claim(Reckoned.pools(posed.quantity())
                ? new Reasoned(reasoned.off(), reasoned.on(), null, reasoned.checks(),
                        reasoned.method().replaceFirst("; interval.*", ""))
                : reasoned);
    }

    private Reasoned reasoned(Lab lab) {
        Reckoned reckoned = new Reckoned(posed.quantity(), posed.scm());
        Reasoned reasoned = known(reckoned);
        if (reasoned == null) {
            reasoned = new Linear(posed).answer();
        }
        if (reasoned == null) {
            reasoned = new Weighed(posed, reckoned, lab).answer();
        }
        return reasoned;
    }

    /** The answer to the bit, where all that it needs of the case was seen; null elsewhere. */
    private @Nullable Reasoned known(Reckoned reckoned) {
        if (!posed.imagines()) {
            return null;
        }
        Scm scm = posed.scm();
        Twin twin = new Twin(scm, posed.surgery(), reckoned.reads());
        double[] facts = facts();
        NodeSet needed = twin.needed().or(reckoned.reads());
        if (needed.toArray().length > 0 && Arrays.stream(needed.toArray()).anyMatch(v -> Double.isNaN(facts[v]))) {
            return null;
        }
        double was = reckoned.value(reckoned.terms(facts));
        double would = reckoned.value(reckoned.terms(twin.values(facts)));
        double still = reckoned.value(reckoned.terms(
                new Twin(scm, posed.surgery().idle(), reckoned.reads()).values(facts)));
        double[] moved = new Twin(scm, posed.surgery(), posed.surgery().moved()).values(facts);
        return new Reasoned(was, would, new Claim.Interval(0.95, would - was, would - was, Claim.IntervalKind.EXACT),
                List.of(new Claim.Check("no-op control", still == was,
                        "an intervention that changes nothing had an effect of " + Numbers.print(still - was)),
                        posed.fired(node -> moved[node], node -> facts[node])),
                "exact: abduction, action, prediction; the case's noises are told by what was seen");
    }

    /** What was seen, and what follows from it without chance. What cannot have been is refused. */
    private double[] facts() {
        Scm scm = posed.scm();
        double[] facts = posed.seen().clone();
        for (int node : scm.graph().topological()) {
            double[] causes = scm.causes(node, facts);
            Mechanism mechanism = scm.mechanism(node);
            boolean whole = Arrays.stream(causes).noneMatch(Double::isNaN);
            if (whole && Double.isNaN(facts[node]) && mechanism.isDeterministic()) {
                facts[node] = mechanism.value(causes, 0);
            } else
                if (whole && !Double.isNaN(facts[node])
                        && !(mechanism.logLikelihood(causes, facts[node]) > Double.NEGATIVE_INFINITY)) {
                            throw posed.impossible();
                        }
        }
        return facts;
    }

    private Claim claim(Reasoned reasoned) {
        boolean moves = posed.moves();
        double value = moves ? reasoned.on() - reasoned.off() : reasoned.off();
        List<Claim.Check> checks = new ArrayList<>(reasoned.checks());
        boolean finite = Double.isFinite(reasoned.off()) && Double.isFinite(reasoned.on());
        checks.add(new Claim.Check("finite result", finite, finite
                ? "every number of the claim is finite"
                : "the result is " + reasoned.off() + " and " + reasoned.on()));
        boolean sound = checks.stream().allMatch(Claim.Check::passed);
        String reason = sound
                ? null
                : "A check failed: " + checks.stream().filter(check -> !check.passed())
                        .map(check -> check.name() + " (" + check.detail() + ")").collect(Collectors.joining("; "));
        Double off = sound && moves ? (Double) reasoned.off() : null;
        Double on = sound && moves ? (Double) reasoned.on() : null;
        return new Claim(asked.question().toString(), sound ? Claim.Status.ANSWERED : Claim.Status.REFUSED, reason,
                asked.question().rung(), Scope.MODEL, sound ? (Double) value : null, null,
                sound ? reasoned.interval() : null, off, on, List.of(), assumptions(), checks,
                reason == null ? sentence(reasoned) : "This question has no answer here. " + reason, null,
                new Claim.Provenance(asked.model().source().file(), asked.model().source().sha256(), null,
                        asked.version(), asked.seed(), reasoned.method(), (System.nanoTime() - start) / 1_000_000));
    }

    private List<Claim.Assumption> assumptions() {
        List<Claim.Assumption> all = new ArrayList<>(asked.model().assumptions());
        if (posed.imagines()) {
            all.add(new Claim.Assumption("the case keeps its noises under the moves", Claim.State.UNTESTED));
        } else if (posed.moves()) {
            all.add(new Claim.Assumption("what was seen is seen under the moves, too: on and off may be other cases",
                    Claim.State.HOLDS));
        }
        new TreeMap<>(asked.settings()).forEach((name, value) -> all.add(new Claim.Assumption(
                name + " set to " + Numbers.print(value) + " by the asker", Claim.State.UNTESTED)));
        return all;
    }

    private String sentence(Reasoned reasoned) {
        String what = asked.question().quantity().toString();
        String given = asked.question().conditions().stream().filter(Condition.See.class::isInstance)
                .map(Condition::toString).collect(Collectors.joining(", "));
        String under = given.isEmpty() ? "In this model, " : "In this model, given " + given + ", ";
        if (!posed.moves()) {
            return under + what + " is " + Numbers.round(reasoned.off(), 6) + interval(reasoned) + ".";
        }
        String moves = (posed.imagines() ? had : asked.question().moves()).stream().map(Intervention::toString)
                .collect(Collectors.joining(" and "));
        return under + what + (posed.imagines() ? " would have been " : " is ") + Numbers.round(reasoned.on(), 6)
                + (posed.imagines() ? ", had " : " under ") + moves + ", instead of "
                + Numbers.round(reasoned.off(), 6) + interval(reasoned) + ".";
    }

    private static String interval(Reasoned reasoned) {
        Claim.Interval interval = reasoned.interval();
        return interval == null || interval.low() == interval.high()
                ? ""
                : " (95 %: " + Numbers.round(interval.low(), 4) + " to " + Numbers.round(interval.high(), 4) + ")";
    }
}
