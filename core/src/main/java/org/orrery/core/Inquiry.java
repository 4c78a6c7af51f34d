package org.orrery.core;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One experiment on its way from the question to the claim. */
final class Inquiry {
    private static final int NAMED_INPUTS = 12;

    private final Experiment experiment;
    private final Question question;
    private final Ensemble ensemble;
    private final boolean moved;
    private final Reckoning reckoning;
    private final long start = System.nanoTime();
    private String interval = "";

    Inquiry(Experiment asked) {
        if (asked.options().containsKey("row")) {
            throw new InvalidInput("--row asks what one case of the data would have been, and a " + asked.model().kind()
                    + " has no such cases.",
                    "Leave it out; one example of a network is asked about by --set row="
                            + asked.options().get("row") + ".");
        }
        this.question = asked.question();
        this.moved = !question.moves().isEmpty();
        List<Condition.Observation> seen = seen(asked);
        this.reckoning = new Reckoning(question.quantity());
        this.ensemble = asked.ensemble().size() == 0 && (reckoning.isPooled() || !seen.isEmpty())
                ? asked.model().sample(seen)
                : asked.ensemble();
        this.experiment = asked.over(ensemble);
    }

    /** What was seen, where the question is one that a machine may be able to answer. */
    private static List<Condition.Observation> seen(Experiment asked) {
        List<Condition.Observation> seen = new ArrayList<>();
        for (Condition condition : asked.question().conditions()) {
            switch (condition) {
                case Condition.See(List<Condition.Observation> observations) -> seen.addAll(observations);
                case Condition.Do _ -> {
                }
                case Condition.Had _ -> throw unlicensed(asked, condition, "Maybe ask with do(...).");
            }
        }
        if (!seen.isEmpty() && asked.ensemble().size() > 0) {
            throw unlicensed(asked, new Condition.See(seen),
                    "Maybe ask without --ensemble and --vary, or with do(...).");
        }
        return seen;
    }

    private static Refusal unlicensed(Experiment asked, Condition condition, String advice) {
        return new Refusal("Conditioning a " + asked.model().kind()
                + " on observations needs its noise model or data to weigh the ensemble by: " + condition, advice);
    }

    Answer answer(Lab lab) {
        PairedWorlds worlds = new PairedWorlds(experiment, reckoning);
        return switch (worlds.nominal()) {
            case Trial.Finished nominal ->
                answer(worlds, nominal, lab.blocks(ensemble.size(), worlds.block(), worlds::members));
            case Trial.Failed(String reason) -> refused(new Checks().nominalFailed(reason));
        };
    }

    private Answer answer(PairedWorlds worlds, Trial.Finished nominal, List<Trial> trials) {
        Checks checks = new Checks();
        List<Trial.Finished> members = new ArrayList<>();
        IntStream.Builder indices = IntStream.builder();
        for (int i = 0; i < trials.size(); i++) {
            if (trials.get(i) instanceof Trial.Finished finished) {
                members.add(finished);
                indices.add(i);
            }
        }
        List<Trial.Finished> everyone = new ArrayList<>(List.of(nominal));
        everyone.addAll(members);
        if (moved) {
            checks.control(everyone);
            checks.fired(question.moves(), nominal, members);
        }
        if (!trials.isEmpty()) {
            checks.finished(trials);
        }
        checks.machine(nominal, members);
        if (!members.isEmpty() || reckoning.isPooled()) {
            checks.closed(everyone);
        }
        checks.remarks(everyone);
        if (checks.refusal() != null) {
            return refused(checks);
        }
        int[] which = indices.build().toArray();
        Estimate estimate = members.isEmpty()
                ? Estimation.single(reckoning, moved, nominal)
                : new Estimation(reckoning, moved, members, which)
                        .overEnsemble(ensemble, experiment.seed());
        boolean open = nominal.offRange() != null || nominal.onRange() != null;
        if (open) {
            checks.ends(estimate);
        }
        checks.finite(numbers(estimate));
        if (checks.refusal() != null) {
            return refused(checks);
        }
        List<Claim.Assumption> assumptions = assumptions();
        assumptions.addAll(Assumed.of(everyone));
        if (moved && !open) {
            RandomControl control = control(worlds, nominal, members, which);
            checks.random(control);
            if (control.assumption() != null) {
                assumptions.add(control.assumption());
            }
        }
        interval = estimate.method();
        List<Method> methods = methods(everyone, estimate);
        String unit = Units.of(question.quantity(), experiment.model().variables());
        Telling telling = new Telling(question, experiment.model().timeUnit(), unit, ensemble.cases());
        String sentence = open
                ? telling.bounded(estimate, nominal)
                : telling.answered(estimate, reckoning, members.size());
        Claim claim = new Claim(question.toString(), open ? Claim.Status.BOUNDED : Claim.Status.ANSWERED,
                open ? Telling.LEFT_OPEN : null, question.rung(), Scope.MODEL,
                estimate.value(), unit, estimate.interval(), estimate.off(), estimate.on(), estimate.shares(),
                assumptions, checks.all(), sentence, estimate.table(), provenance(methods));
        return new Answer(claim, estimate.members(), Courses.of(experiment, nominal, members), methods);
    }

    /** Where the question is about means over the members, it is held against moves at random over the first of them. */
    private RandomControl control(PairedWorlds worlds, Trial.Finished nominal, List<Trial.Finished> members,
            int[] which) {
        if (!reckoning.isPooled() || members.isEmpty()) {
            return RandomControl.of(reckoning, List.of(nominal), worlds.rivals(List.of()), "");
        }
        int some = Math.min(RandomControl.MEMBERS, members.size());
        return RandomControl.of(reckoning, members.subList(0, some),
                worlds.rivals(IntStream.range(0, some).map(i -> which[i]).boxed().toList()),
                some < members.size() ? ", over the first " + some + " members" : "");
    }

    private static double[] numbers(Estimate estimate) {
        List<@Nullable Double> numbers = new ArrayList<>();
        numbers.add(estimate.value());
        numbers.add(estimate.off());
        numbers.add(estimate.on());
        Claim.Interval interval = estimate.interval();
        if (interval != null) {
            numbers.add(interval.low());
            numbers.add(interval.high());
        }
        return numbers.stream().filter(n -> n != null).mapToDouble(n -> n).toArray();
    }

    private Answer refused(Checks checks) {
        String reason = String.valueOf(checks.refusal());
        Claim claim = new Claim(question.toString(), Claim.Status.REFUSED, reason, question.rung(), Scope.MODEL, null,
                null,
                null, null, null, List.of(), assumptions(), checks.all(), Telling.refused(reason), null,
                provenance(List.of()));
        return new Answer(claim, List.of(), List.of(), List.of());
    }

    private List<Claim.Assumption> assumptions() {
        List<Claim.Assumption> all = new ArrayList<>(experiment.model().assumptions());
        if (!ensemble.assumption().isEmpty()) {
            all.add(untested(ensemble.assumption()));
        }
        if (!ensemble.inputs().isEmpty() && ensemble.size() > 0 && !ensemble.cases()) {
            String varied = IntStream.range(0, Math.min(NAMED_INPUTS, ensemble.inputs().size()))
                    .mapToObj(i -> ensemble.inputs().get(i) + " ~ " + ensemble.origins().get(i))
                    .collect(Collectors.joining(", "));
            int more = ensemble.inputs().size() - NAMED_INPUTS;
            all.add(untested(
                    "varied over the ensemble: " + varied + (more > 0 ? " and " + more + " more" : "")));
        } else if (reckoning.isPooled() && ensemble.size() == 0) {
            all.add(untested("no ensemble was given: E and P are taken over the one world of the model as published"));
        }
        new TreeMap<>(experiment.settings())
                .forEach(
                        (name, value) -> all.add(untested(name + " set to " + Numbers.print(value) + " by the asker")));
        return all;
    }

    private static Claim.Assumption untested(String text) {
        return new Claim.Assumption(text, Claim.State.UNTESTED);
    }

    private static List<Method> methods(List<Trial.Finished> trials, Estimate estimate) {
        Stream<Method> solved = trials.stream().flatMap(trial -> trial.methods().stream());
        Stream<Method> shared = estimate.shares().isEmpty() ? Stream.of() : Stream.of(Shares.METHOD);
        return Stream.concat(solved, shared).distinct().toList();
    }

    private Claim.Provenance provenance(List<Method> methods) {
        List<String> method = new ArrayList<>();
        method.add(moved ? "paired worlds off/on" : "one world");
        if (ensemble.size() > 0) {
            method.add((ensemble.cases() ? "cases of the data: " : "ensemble of ") + ensemble.size());
        }
        new TreeMap<>(experiment.options()).forEach((name, value) -> method.add(name + "=" + value));
        if (!interval.isEmpty()) {
            method.add(interval);
        }
        if (!methods.isEmpty()) {
            method.add("by " + methods.stream().map(Method::name).collect(Collectors.joining(", ")));
        }
        return new Claim.Provenance(experiment.model().source().file(), experiment.model().source().sha256(),
                experiment.model().dataSha256(), experiment.version(), experiment.seed(), String.join("; ", method),
                (System.nanoTime() - start) / 1_000_000);
    }
}
