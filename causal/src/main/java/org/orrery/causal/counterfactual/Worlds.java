package org.orrery.causal.counterfactual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * The counterfactual graph: what the events of a query descend from, in all its worlds. Worlds share their unobserved causes.
 * A node is therefore one and the same in two worlds if all that it listens to is, and causes come first here, so each node is
 * compared once. A value that the query gives a cause counts as known to what listens to it. Source: Shpitser and Pearl, JMLR 9
 * (2008) 1941, section 5 (make-cg).
 */
final class Worlds {
    private final MixedGraph graph;
    private final Map<Key, Copy> copies = new LinkedHashMap<>();
    private final Set<Copy> asked = new LinkedHashSet<>();
    private @Nullable String contradiction;

    private record Key(int node, Map<Integer, Copy.Input> inputs) {}

    /**
     * @param known events whose values count as known
     * @param asked further events, whose values do not
     */
    Worlds(MixedGraph graph, List<Event> known, List<Event> asked) {
        this.graph = graph;
        List<World> worlds = new ArrayList<>();
        List<World> worldOf = new ArrayList<>();
        List<Event> all = new ArrayList<>(known);
        all.addAll(asked);
        for (Event event : all) {
            World world = worlds.stream().filter(w -> w.under.equals(event.under())).findFirst().orElse(null);
            if (world == null) {
                world = new World(event.under());
                worlds.add(world);
            }
            world.need(event.node());
            worldOf.add(world);
        }
        for (int v : graph.topological()) {
            for (World world : worlds) {
                if (world.needed.contains(v)) {
                    world.place(v);
                }
            }
            for (int i = 0; i < known.size(); i++) {
                if (known.get(i).node() == v) {
                    worldOf.get(i).learn(v, known.get(i).value());
                }
            }
        }
        for (int i = known.size(); i < all.size(); i++) {
            Copy copy = worldOf.get(i).places[all.get(i).node()];
            if (copy != null) {
                this.asked.add(copy);
            }
        }
    }

    /** What happens where some nodes are set. */
    private final class World {
        private final Map<Integer, Integer> under;
        private final @Nullable Copy[] places = new Copy[graph.size()];
        private NodeSet needed = NodeSet.EMPTY;

        World(Map<Integer, Integer> under) {
            this.under = under;
        }

        /** A node and what it descends from, up to the nodes that are set, which are left out. */
        void need(int node) {
            NodeSet free = graph.all().where(v -> !under.containsKey(v));
            needed = needed.or(graph.ancestors(NodeSet.of(node), free));
        }

        void place(int node) {
            Map<Integer, Copy.Input> inputs = new HashMap<>();
            NodeSet parents = graph.parents(node);
            for (int p = parents.next(0); p >= 0; p = parents.next(p + 1)) {
                Copy cause = places[p];
                inputs.put(p, cause != null
                        ? cause.asInput()
                        : new Copy.Input.Known(Objects.requireNonNull(under.get(p))));
            }
            places[node] = copies.computeIfAbsent(new Key(node, inputs), _ -> new Copy(node, inputs));
        }

        void learn(int node, int value) {
            Copy copy = places[node];
            Integer before = copy == null ? under.get(node) : copy.value;
            if (before != null && before != value) {
                contradiction = "'" + graph.name(node) + "' would have two values at once in one world";
            } else if (copy != null) {
                copy.value = value;
            }
        }
    }

    /** Why no model has all the known events, null where some may. */
    @Nullable
    String contradiction() {
        return contradiction;
    }

    /** The copies of the events that were asked without being known; one that is set by its own world is left out. */
    Set<Copy> asked() {
        return asked;
    }

    /** Copies by what unobserved causes tie together: all of one node, and those of nodes that bidirected edges join. */
    List<List<Copy>> districts() {
        List<List<Copy>> districts = new ArrayList<>();
        for (NodeSet district : graph.districts(Copy.nodes(copies.values()))) {
            districts.add(copies.values().stream().filter(copy -> district.contains(copy.node)).toList());
        }
        return districts;
    }
}
