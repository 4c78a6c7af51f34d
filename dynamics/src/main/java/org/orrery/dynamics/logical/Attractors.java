package org.orrery.dynamics.logical;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.logical.LogicalNetwork.Species;

/**
 * Where a network comes to rest or goes round, found by looking at each state. Fixed points are the same for all ways of
 * updating; cycles are those of updating all species at once.
 *
 * @param states how many there are
 * @param fixed the fixed points, in the order of counting
 * @param cycles the lengths of the other synchronous attractors, in rising order
 */
record Attractors(long states, List<int[]> fixed, List<Integer> cycles) {
    /** Networks of more states are not searched. */
    static final int MOST = 1 << 20;
    private static final int TOLD = 16;

    /** @return null where there are more than {@link #MOST} states. */
    static @Nullable Attractors of(LogicalNetwork network) {
        int[] weights = new int[network.species().size()];
        long states = 1;
        for (int i = weights.length - 1; i >= 0; i--) {
            weights[i] = (int) states;
            states *= network.species().get(i).max() + 1L;
            if (states > MOST) {
                return null;
            }
        }
        Update update = new Update(network);
        Update.Worker worker = update.worker();
        int[] successors = new int[(int) states];
        int[] state = new int[weights.length];
        int[] next = new int[weights.length];
        List<int[]> fixed = new ArrayList<>();
        for (int at = 0; at < successors.length; at++) {
            worker.next(state, next);
            for (int i = 0; i < next.length; i++) {
                worker.require(i, state[i], next[i]);
                successors[at] += weights[i] * next[i];
            }
            if (successors[at] == at) {
                fixed.add(state.clone());
            }
            update.count(state);
        }
        return new Attractors(states, fixed, cycles(successors));
    }

    /** Follows each state until it meets a state that was passed before: on this very way, it closed a cycle. */
    private static List<Integer> cycles(int[] successors) {
        int[] way = new int[successors.length];
        int[] place = new int[successors.length];
        List<Integer> cycles = new ArrayList<>();
        for (int start = 0; start < successors.length; start++) {
            int at = start;
            int steps = 0;
            while (way[at] == 0) {
                way[at] = start + 1;
                place[at] = steps++;
                at = successors[at];
            }
            if (way[at] == start + 1 && steps - place[at] > 1) {
                cycles.add(steps - place[at]);
            }
        }
        Collections.sort(cycles);
        return List.copyOf(cycles);
    }

    List<String> lines(List<Species> species) {
        List<String> lines = new ArrayList<>();
        lines.add((fixed.size() == 1 ? "1 fixed point" : fixed.size() + " fixed points") + ", all " + states
                + " states looked at");
        for (int[] point : fixed.subList(0, Math.min(TOLD, fixed.size()))) {
            StringBuilder line = new StringBuilder("  at rest:");
            for (int i = 0; i < point.length; i++) {
                line.append(' ').append(species.get(i).id()).append('=').append(point[i]);
            }
            lines.add(line.toString());
        }
        if (fixed.size() > TOLD) {
            lines.add("  and " + (fixed.size() - TOLD) + " more");
        }
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        cycles.forEach(length -> counts.merge(length, 1, Integer::sum));
        lines.add(counts.isEmpty()
                ? "no cycle when all species are updated at once"
                : "cycles when all species are updated at once: " + counts.entrySet().stream()
                        .map(each -> each.getValue() + " of length " + each.getKey())
                        .collect(Collectors.joining(", ")));
        return lines;
    }
}
