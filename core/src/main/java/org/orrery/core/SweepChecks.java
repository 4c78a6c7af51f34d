package org.orrery.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks of every site of a sweep, counted. A control that fails anywhere refuses the whole. */
final class SweepChecks {
    /** Of one name: at how many sites it held, and what was said first where it did not, or first of all. */
    private static final class Count {
        private int held;
        private int failed;
        private String first = "";
        private String failure = "";

        void add(String site, Claim.Check check) {
            held += check.passed() ? 1 : 0;
            failed += check.passed() ? 0 : 1;
            first = first.isEmpty() ? check.detail() : first;
            failure = failure.isEmpty() && !check.passed() ? site + ": " + check.detail() : failure;
        }

        Claim.Check told(String name) {
            int all = held + failed;
            return new Claim.Check(name, failed == 0, failed == 0
                    ? "at " + held + " of " + all + (all == 1 ? " site" : " sites") + "; the first: " + first
                    : "not at " + failed + " of " + all + (all == 1 ? " site" : " sites") + "; the first: " + failure);
        }
    }

    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final List<Claim.Assumption> assumed = new ArrayList<>();
    private @Nullable String refusal;
    private final Map<String, String> unanswered = new LinkedHashMap<>();

    /** Looks at the trials of one site, the nominal one first; whether it has an answer. */
    boolean take(String site, Question question, List<Trial> trials) {
        Checks checks = new Checks();
        if (!(trials.getFirst() instanceof Trial.Finished nominal)) {
            unanswered.put(site, trials.getFirst() instanceof Trial.Failed(String reason) ? reason : "");
            return false;
        }
        List<Trial.Finished> members = trials.stream().skip(1).filter(Trial.Finished.class::isInstance)
                .map(Trial.Finished.class::cast).toList();
        List<Trial.Finished> everyone = new ArrayList<>(List.of(nominal));
        everyone.addAll(members);
        checks.control(everyone);
        checks.fired(question.moves(), nominal, members);
        if (trials.size() > 1) {
            checks.finished(trials.subList(1, trials.size()));
        }
        checks.machine(nominal, members);
        checks.closed(everyone);
        checks.remarks(everyone);
        for (Claim.Check check : checks.all()) {
            counts.computeIfAbsent(check.name(), _ -> new Count()).add(site, check);
        }
        assumed.addAll(Assumed.of(everyone));
        String reason = checks.refusal();
        if (reason != null && refusal == null) {
            refusal = "At " + site + ": " + reason;
        }
        return reason == null;
    }

    void noNumber(String site) {
        unanswered.put(site, "the result is no finite number");
    }

    /** Why no number may be given, null where one may. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** What the moves take for granted, at all sites together. */
    List<Claim.Assumption> assumptions() {
        return Assumed.everywhere(assumed);
    }

    List<Claim.Check> all() {
        List<Claim.Check> checks = new ArrayList<>();
        counts.forEach((name, count) -> checks.add(count.told(name)));
        if (!unanswered.isEmpty()) {
            Map.Entry<String, String> first = unanswered.entrySet().iterator().next();
            checks.add(new Claim.Check("every site has an answer", false, unanswered.size()
                    + " without one; the first: " + first.getKey() + ": " + first.getValue()));
        }
        return checks;
    }
}
