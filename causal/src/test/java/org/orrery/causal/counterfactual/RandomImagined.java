package org.orrery.causal.counterfactual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.orrery.causal.graph.MixedGraph;

/** Random conjunctions of events in random worlds. */
final class RandomImagined {
    private RandomImagined() {}

    static Imagined on(MixedGraph graph, SplittableRandom random) {
        // Worlds are few, so that events meet in them.
        List<Map<Integer, Integer>> worlds = new ArrayList<>(List.of(Map.of()));
        for (int i = 0; i < 2; i++) {
            Map<Integer, Integer> under = new HashMap<>();
            for (int j = 1 + random.nextInt(2); j > 0; j--) {
                under.put(random.nextInt(graph.size()), random.nextInt(2));
            }
            worlds.add(under);
        }
        return new Imagined(events(graph, worlds, 1 + random.nextInt(2), random),
                events(graph, worlds, random.nextInt(3), random));
    }

    private static List<Event> events(MixedGraph graph, List<Map<Integer, Integer>> worlds, int count,
            SplittableRandom random) {
        List<Event> events = new ArrayList<>();
        while (events.size() < count) {
            Map<Integer, Integer> under = worlds.get(random.nextInt(worlds.size()));
            int node = random.nextInt(graph.size());
            if (!under.containsKey(node) || random.nextInt(4) == 0) {
                events.add(new Event(node, under, random.nextInt(2)));
            }
        }
        return events;
    }
}
