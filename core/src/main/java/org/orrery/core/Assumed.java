package org.orrery.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What moves take for granted, as it was found in single worlds, told once. */
final class Assumed {
    private Assumed() {}

    /** Over the worlds of one question: it holds where it holds in all of them. */
    static List<Claim.Assumption> of(List<Trial.Finished> trials) {
        Map<String, int[]> found = new LinkedHashMap<>();
        for (Trial.Finished trial : trials) {
            for (Claim.Assumption each : trial.assumptions()) {
                found.computeIfAbsent(each.text(), _ -> new int[Claim.State.values().length])[each.status()
                        .ordinal()]++;
            }
        }
        List<Claim.Assumption> told = new ArrayList<>();
        found.forEach((text, counts) -> {
            int fails = counts[Claim.State.FAILS.ordinal()];
            int untested = counts[Claim.State.UNTESTED.ordinal()];
            int all = fails + untested + counts[Claim.State.HOLDS.ordinal()];
            told.add(new Claim.Assumption(fails > 0 && all > 1
                    ? text + ": not so in " + fails + " of " + all + " worlds"
                    : text, state(fails, untested)));
        });
        return told;
    }

    /** Over the sites of a sweep: one line for all. */
    static List<Claim.Assumption> everywhere(List<Claim.Assumption> sites) {
        if (sites.isEmpty()) {
            return List.of();
        }
        List<Claim.Assumption> failing = sites.stream().filter(each -> each.status() == Claim.State.FAILS).toList();
        int untested = (int) sites.stream().filter(each -> each.status() == Claim.State.UNTESTED).count();
        String text = failing.isEmpty()
                ? "at every site, as at the first: " + sites.getFirst().text()
                : "at every site, and it is not so for " + failing.size() + " of " + sites.size()
                        + " moves, first: " + failing.getFirst().text();
        return List.of(new Claim.Assumption(text, state(failing.size(), untested)));
    }

    private static Claim.State state(int fails, int untested) {
        return fails > 0 ? Claim.State.FAILS : untested > 0 ? Claim.State.UNTESTED : Claim.State.HOLDS;
    }
}
