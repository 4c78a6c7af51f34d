package org.orrery.causal.scm.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.Surgery;
import org.orrery.causal.scm.fit.FittedScm;
import org.orrery.causal.scm.fit.Percentiles;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Condition;
import org.orrery.core.Experiment;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Method;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.Scope;

/** A question to a written model with data: which kind it is, and the claim. */
final class FittedAnswer {
    static final int REFITS = 200;
    private static final Method SEARCH = new Method("least squares (Levenberg-Marquardt) for the numbers of equations",
            "D. W. Marquardt, SIAM Journal on Applied Mathematics 11 (1963) 431, doi:10.1137/0111030");
    private static final Method IMAGINING = new Method("abduction, action, prediction",
            "Pearl, Causality, Cambridge University Press 2009, section 7.1");

    private final FittedModel model;
    private final Experiment asked;
    private final Lab lab;
    private final FittedScm fitted;
    private final Scm scm;
    private final long start = System.nanoTime();
    private @Nullable List<Claim.Interval> intervals;

    FittedAnswer(FittedModel model, Experiment asked, Lab lab) {
        this.model = model;
        this.asked = asked;
        this.lab = lab;
        if (!asked.settings().isEmpty()) {
            throw new InvalidInput("A model that is fitted to data has no value to be set: "
                    + String.join(", ", new TreeMap<>(asked.settings()).keySet()) + ".",
                    "Maybe set it in the file, or an intervention is meant: do(x = 1)");
        }
        if (asked.ensemble().size() > 0) {
            throw new InvalidInput("A model that is fitted to data draws its own worlds.",
                    "Leave --ensemble and --vary out.");
        }
        new TreeMap<>(asked.options()).keySet().stream().filter(option -> !option.equals("row")).findFirst()
                .ifPresent(option -> {
                    throw new InvalidInput("A structural causal model has no setting '" + option + "'.",
                            "Maybe leave it out.");
                });
        this.fitted = model.fitted(asked.seed());
        this.scm = fitted.scm();
    }

    Answer answer() {
        Quantity quantity = asked.question().quantity();
        if (quantity instanceof Quantity.Read(var address) && fitted.numbers().containsKey(address.name())
                && asked.question().conditions().isEmpty()) {
            return number(address.name());
        }
        requireTold(new Reckoned(quantity, scm).reads());
        List<Intervention> had = asked.question().conditions().stream().filter(Condition.Had.class::isInstance)
                .flatMap(each -> ((Condition.Had) each).moves().stream()).toList();
        String row = asked.options().get("row");
        if (row != null && had.isEmpty()) {
            throw new InvalidInput("--row asks what one case would have been, and this question is of all cases: "
                    + asked.question() + ".", "Maybe write had(...) in the place of do(...).");
        }
        if (!had.isEmpty()) {
            FittedCase one = FittedCase.of(fitted, asked.question(), had, row);
            if (one != null) {
                var unit = one.imagined(lab);
                return claim(Scope.WORLD, unit.effect(), unit.effectInterval(), unit.factual(), unit.counterfactual(),
                        unit.assumptions(), unit.checks(), unit.sentence(), unit.method(), true);
            }
        }
        boolean plain = asked.question().conditions().stream().allMatch(Condition.Do.class::isInstance);
        return plain && Reckoned.pools(quantity) ? drawn() : reasoned();
    }

    /** What is asked must not hang on numbers that the rows do not tell. */
    private void requireTold(NodeSet reads) {
        NodeSet relevant = reads;
        for (Condition condition : asked.question().conditions()) {
            if (condition instanceof Condition.See(List<Condition.Observation> all)) {
                for (Condition.Observation each : all) {
                    relevant = relevant.with(scm.node(each.address().name()));
                }
            }
        }
        for (int node : scm.graph().ancestors(relevant).toArray()) {
            List<String> lost = fitted.undetermined(scm.name(node));
            if (!lost.isEmpty()) {
                throw new Refusal("The rows do not tell " + String.join(", ", lost) + " in the equation of "
                        + scm.name(node) + " apart: other values fit as well.",
                        "Maybe give one of them in the file, write them as one number, or bring rows in which the causes"
                                + " vary more.");
            }
        }
    }

    private Answer number(String name) {
        Optional<String> of = model.written().causes().keySet().stream()
                .filter(each -> fitted.undetermined(each).contains(name)).findFirst();
        if (of.isPresent()) {
            throw new Refusal("The rows do not tell " + name + " in the equation of " + of.get()
                    + ": other values fit as well.", "Maybe give it, or what it stands beside, in the file.");
        }
        int place = List.copyOf(fitted.numbers().keySet()).indexOf(name);
        double value = List.copyOf(fitted.numbers().values()).get(place);
        Claim.Interval interval = intervals().get(place);
        return claim(Scope.WORLD, value, interval, null, null, List.of(), List.of(),
                "If the equations are right, " + name
                        + " is " + Numbers.round(value, 5) + " (95 %: " + Numbers.round(interval.low(), 4) + " to "
                        + Numbers.round(interval.high(), 4) + ").",
                "least squares; interval: percentile bootstrap of " + REFITS
                        + " refits",
                true);
    }

    private List<Claim.Interval> intervals() {
        if (intervals != null) {
            return intervals;
        }
        List<double[]> draws = lab.trials(REFITS, number -> fitted.numbers(fitted.resample(number)));
        List<Claim.Interval> each = new ArrayList<>();
        for (int i = 0; i < fitted.numbers().size(); i++) {
            int place = i;
            each.add(Percentiles.middle(draws.stream().mapToDouble(draw -> draw[place]).toArray()));
        }
        intervals = each;
        return each;
    }

    private Answer drawn() {
        List<Intervention> moves = asked.question().moves();
        FittedWorlds worlds = new FittedWorlds(fitted, asked.question().quantity(), Surgery.of(scm, moves),
                asked.seed());
        FittedWorlds.Told told = worlds.told(moves, lab);
        String what = asked.question().quantity().toString();
        String range = " (95 %: " + Numbers.round(told.interval().low(), 4) + " to "
                + Numbers.round(told.interval().high(), 4) + ")";
        String sentence = moves.isEmpty()
                ? "If the equations are right, " + what + " is " + Numbers.round(told.off(), 5) + range + "."
                : "If the equations are right, "
                        + String.join(" and ", moves.stream().map(Intervention::toString).toList())
                        + " changes " + what + " from " + Numbers.round(told.off(), 5) + " to "
                        + Numbers.round(told.on(), 5) + ", by " + Numbers.round(told.on() - told.off(), 4) + range
                        + ".";
        return claim(Scope.WORLD, moves.isEmpty() ? told.off() : told.on() - told.off(), told.interval(),
                moves.isEmpty() ? null : told.off(), moves.isEmpty() ? null : told.on(), List.of(), told.checks(),
                sentence,
                FittedWorlds.WORLDS + " worlds of the fitted equations; interval: percentile bootstrap of " + REFITS
                        + " refits",
                true);
    }

    /** By the model with its fitted numbers taken as they are. */
    private Answer reasoned() {
        boolean plain = asked.question().conditions().stream().allMatch(Condition.Do.class::isInstance);
        Claim claim = plain
                ? new Experiment(new ScmModel(model.source(), scm), asked.question(), Map.of(), asked.ensemble(),
                        Map.of(),
                        asked.courses(), asked.grid(), asked.seed(), asked.version()).ask(lab).claim()
                : new Conditioned(asked, scm).bare(lab);
        List<Claim.Assumption> assumptions = List.of(new Claim.Assumption(
                "what was fitted is taken as it is: its error is not counted",
                Claim.State.UNTESTED));
        if (claim.status() != Claim.Status.ANSWERED) {
            return new Answer(claim, List.of(), List.of(), List.of());
        }
        return claim(claim.scope(), claim.estimate(), claim.interval(), claim.off(), claim.on(), assumptions,
                claim.checks(), claim.sentence(), claim.provenance().method(), false);
    }

    private Answer claim(Scope scope, @Nullable Double estimate, Claim.@Nullable Interval interval,
            @Nullable Double off,
            @Nullable Double on, List<Claim.Assumption> more, List<Claim.Check> checks, String sentence, String method,
            boolean numbers) {
        List<Claim.Assumption> assumptions = new ArrayList<>(List.of(FittedModel.RIGHT));
        model.written().unknown().forEach(name -> assumptions.add(new Claim.Assumption(fitted.told(name),
                Claim.State.UNTESTED)));
        assumptions.addAll(more);
        if (!fitted.leftOut().isEmpty() && more.stream().noneMatch(each -> each.text().contains(fitted.leftOut()))) {
            assumptions.add(new Claim.Assumption("the rows that are left out are like the others: " + fitted.leftOut(),
                    Claim.State.UNTESTED));
        }
        boolean sound = checks.stream().filter(check -> check.name().equals("no-op control"))
                .allMatch(Claim.Check::passed);
        Claim.Provenance provenance = new Claim.Provenance(model.source().file(), model.source().sha256(),
                model.dataSha256(), asked.version(), asked.seed(), method, (System.nanoTime() - start) / 1_000_000);
        Claim claim = sound
                ? new Claim(asked.question().toString(), Claim.Status.ANSWERED, null, asked.question().rung(), scope,
                        null,
                        estimate, null, interval, off, on, List.of(), assumptions, checks, sentence,
                        numbers ? table() : null, provenance)
                : new Claim(asked.question().toString(), Claim.Status.REFUSED, "The control failed.",
                        asked.question().rung(), scope, null, null, null, null, null, null, List.of(), assumptions,
                        checks,
                        "This question has no answer here: the control failed.", null, provenance);
        List<Method> methods = new ArrayList<>();
        if (!fitted.numbers().isEmpty()) {
            methods.add(SEARCH);
        }
        if (asked.question().conditions().stream().anyMatch(Condition.Had.class::isInstance)) {
            methods.add(IMAGINING);
        }
        return new Answer(claim, List.of(), List.of(), methods);
    }

    /** What the rows say of the unknown numbers; null where there is none. */
    private Claim.@Nullable Table table() {
        Map<String, Double> numbers = fitted.numbers();
        if (numbers.isEmpty()) {
            return null;
        }
        List<Claim.Interval> intervals = intervals();
        List<String> lost = model.written().causes().keySet().stream()
                .flatMap(name -> fitted.undetermined(name).stream()).toList();
        List<List<Object>> rows = new ArrayList<>();
        int place = 0;
        for (Map.Entry<String, Double> each : numbers.entrySet()) {
            Claim.Interval interval = intervals.get(place++);
            rows.add(lost.contains(each.getKey())
                    ? Arrays.asList(each.getKey(), "not identified", "", "")
                    : Arrays.asList(each.getKey(), each.getValue(), interval.low(), interval.high()));
        }
        return new Claim.Table(List.of("fitted", "value", "low", "high"), rows);
    }
}
