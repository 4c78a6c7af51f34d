package org.orrery.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What every claim is checked for before a number is given. The first reason to refuse is kept. */
final class Checks {
    private static final int QUOTED = 3;

    private final List<Claim.Check> checks = new ArrayList<>();
    private @Nullable String refusal;

    List<Claim.Check> all() {
        return checks;
    }

    /** Why no number may be given, null where one may. */
    @Nullable
    String refusal() {
        return refusal;
    }

    private void add(String name, boolean passed, String detail, String reason) {
        checks.add(new Claim.Check(name, passed, detail));
        if (!passed && refusal == null) {
            refusal = reason;
        }
    }

    Checks nominalFailed(String reason) {
        boolean finite = !reason.startsWith(PairedWorlds.NOT_FINITE);
        add(finite ? "nominal run" : "finite result", false, reason, finite
                ? reason.startsWith(PairedWorlds.OPERATED)
                        ? "With its interventions the model could not be run to its end: "
                                + reason.substring(PairedWorlds.OPERATED.length())
                        : "The model as published could not be run to its end: " + reason
                : "For the model as published " + reason + ".");
        return this;
    }

    /** The same machinery, changing nothing, must have an effect of exactly 0. */
    void control(List<Trial.Finished> trials) {
        String changed = "";
        int controlled = 0;
        for (Trial.Finished trial : trials) {
            if (trial.control() != null) {
                controlled++;
                changed = changed.isEmpty() ? trial.control() : changed;
            }
        }
        boolean passed = changed.isEmpty();
        add("no-op control", passed, passed
                ? "an intervention that changes nothing had an effect of exactly 0 in " + worlds(controlled)
                : changed,
                "The no-op control failed: an intervention that changes nothing had an effect (" + changed
                        + "). The effect of the real one cannot be told from it.");
    }

    /** Every move must be seen in the operated run, in the nominal world and in every member. */
    void fired(List<Intervention> moves, Trial.Finished nominal, List<Trial.Finished> members) {
        String silent = null;
        int worlds = 0;
        List<Trial.Finished> all = new ArrayList<>(List.of(nominal));
        all.addAll(members);
        for (Trial.Finished trial : all) {
            boolean fired = true;
            for (int move = 0; move < moves.size(); move++) {
                if (move >= trial.firings().size() || !trial.firings().get(move).fired()) {
                    fired = false;
                    silent = silent != null
                            ? silent
                            : moves.get(move) + ": " + (move < trial.firings().size()
                                    ? trial.firings().get(move).detail()
                                    : "the machine gave no proof");
                }
            }
            worlds += fired ? 0 : 1;
        }
        String detail = nominal.firings().stream().map(Run.Firing::detail).collect(Collectors.joining("; "));
        add("interventions fired", silent == null, silent == null ? detail : silent,
                "An intervention did not take effect in " + worlds + " of " + worlds(all.size()) + " (" + silent
                        + ").");
    }

    /** The healthy members answer; where fewer than half are healthy, nobody does. */
    void finished(List<Trial> members) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        int failed = 0;
        for (Trial member : members) {
            if (member instanceof Trial.Failed(String reason)) {
                failed++;
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        String detail = failed + " of " + members.size() + " failed";
        String quoted = failed == 0 ? "" : ": " + quote(reasons, failed);
        boolean tooMany = 2 * failed > members.size();
        checks.add(new Claim.Check("all members finished", failed == 0, detail + quoted));
        if (tooMany && refusal == null) {
            refusal = "More than half of the ensemble has no answer: " + detail + quoted + ".";
        }
    }

    /** A range without end is no answer. */
    void ends(Estimate estimate) {
        Claim.Interval interval = estimate.interval();
        if (interval != null && Double.isInfinite(interval.low() - interval.high())) {
            add("bounded", false, "from " + Numbers.round(interval.low(), 6) + " to "
                    + Numbers.round(interval.high(), 6),
                    "The model leaves what is asked for open, and on one side without end.");
        }
    }

    void finite(double... values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                add("finite result", false, "the result is " + Numbers.round(value, 3),
                        "The result is not a number: it is " + Numbers.round(value, 3) + ".");
                return;
            }
        }
        add("finite result", true, "every number of the claim is finite", "");
    }

    /** What the machine looked at is told as it was in the nominal world, and how often it failed in the others. */
    void machine(Trial.Finished nominal, List<Trial.Finished> members) {
        for (Claim.Check check : nominal.checks()) {
            long failed = members.stream().flatMap(member -> member.checks().stream())
                    .filter(each -> each.name().equals(check.name()) && !each.passed()).count();
            checks.add(new Claim.Check(check.name(), check.passed() && failed == 0, members.isEmpty()
                    ? check.detail()
                    : check.detail() + "; failed in " + failed + " of " + members.size() + " members"));
        }
    }

    /** Where the model leaves values open, means and shares over an ensemble have no one value. */
    void closed(List<Trial.Finished> trials) {
        long open = trials.stream().filter(trial -> trial.offRange() != null || trial.onRange() != null).count();
        if (open > 0) {
            add("one value", false, "the model leaves it open in " + open + " of " + worlds(trials.size()),
                    "The model leaves what is asked for open, so that E, P and an ensemble have no one value of it."
                            + " Maybe ask without them for its range.");
        }
    }

    /** How moves of the same size at random did. They refuse nothing. */
    void random(RandomControl control) {
        if (control.check() != null) {
            checks.add(control.check());
        }
    }

    /** What the machine noticed is told, and refuses nothing. */
    void remarks(List<Trial.Finished> trials) {
        Map<String, Integer> remarks = new LinkedHashMap<>();
        trials.forEach(trial -> trial.remarks().forEach(remark -> remarks.merge(remark, 1, Integer::sum)));
        checks.add(new Claim.Check("machine remarks", remarks.isEmpty(),
                remarks.isEmpty() ? "none" : quote(remarks, trials.size())));
    }

    private static String quote(Map<String, Integer> texts, int of) {
        String quoted = texts.entrySet().stream().limit(QUOTED)
                .map(e -> e.getKey() + (of > 1 ? " (" + e.getValue() + " of " + of + ")" : ""))
                .collect(Collectors.joining("; "));
        return quoted + (texts.size() > QUOTED ? "; and " + (texts.size() - QUOTED) + " more" : "");
    }

    private static String worlds(int n) {
        return n == 1 ? "1 world" : n + " worlds";
    }
}
