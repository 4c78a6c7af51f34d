package org.orrery.causal.counterfactual;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Observed;
import org.orrery.causal.identify.Verdict;

/**
 * Identification of counterfactuals (what ID* and IDC* do). The query's events and all that they descend from, in the worlds
 * of the query, are made one graph; its districts are factors that one experiment each would show, if no node would have to
 * have two values at once in it, and those follow from what is observed where district factors do. What is given cuts the
 * graph: districts that nothing unknown joins with the events asked for are the same above and below, and cancel. Sources:
 * Shpitser and Pearl, JMLR 9 (2008) 1941; in this form Correa, Lee and Bareinboim, NeurIPS 2021, and ICML 2022 (conditional).
 * Complete as long as nothing is known of the number of values: of a treatment with only two values, the effect on those
 * without it follows from the effect on all whenever that is identified, and this is not used here.
 */
public final class Counterfactuals {
    private final MixedGraph graph;
    private final Imagined query;

    private Counterfactuals(MixedGraph admg, Imagined query) {
        this.graph = admg;
        this.query = query;
    }

    /**
     * Whether a query is identified, and how.
     *
     * @param graph of directed and bidirected edges; latent nodes are projected out first
     * @param query over its observed nodes
     * @throws org.orrery.core.InvalidInput if the graph has a directed cycle or edges of other kinds, or the query names a
     *         latent node
     */
    public static Finding of(MixedGraph graph, Imagined query) {
        Observed observed = new Observed(graph);
        Imagined moved = new Imagined(moved(query.events(), observed), moved(query.given(), observed),
                observed.moved(query.over()));
        return new Counterfactuals(observed.graph(), moved).find();
    }

    private static List<Event> moved(List<Event> events, Observed observed) {
        return events.stream().map(event -> {
            Map<Integer, Integer> under = new HashMap<>();
            event.under().forEach((node, value) -> under.put(observed.moved(node), value));
            return new Event(observed.moved(event.node()), under, event.value());
        }).toList();
    }

    private Finding find() {
        Worlds before = new Worlds(graph, query.given(), query.events());
        if (before.contradiction() != null) {
            return new Finding.Undefined(graph, before.contradiction());
        }
        List<Event> all = new ArrayList<>(query.given());
        all.addAll(query.events());
        Worlds together = new Worlds(graph, all, List.of());
        if (together.contradiction() != null) {
            return new Finding.Impossible(graph, together.contradiction());
        }
        NodeSet joined = joined(before);
        Weighed above = new Weighed(graph, together, joined, query.over());
        Weighed below = new Weighed(graph, new Worlds(graph, query.given(), List.of()), joined, query.over());
        for (Weighed part : List.of(above, below)) {
            if (part.conflict() != null) {
                return part.conflict();
            }
        }
        Estimand estimand = Estimand.sum(query.over(), Estimand.ratio(above.estimand(), below.estimand()));
        Verdict.@Nullable Hedged hedge = above.hedge() != null ? above.hedge() : below.hedge();
        return hedge == null
                ? new Finding.Identified(graph, estimand)
                : new Finding.FromExperiments(graph, estimand, hedge);
    }

    /**
     * Nodes of the districts that something unknown joins, directly or through others, with the events asked for. What is given
     * is known, so it joins nothing.
     */
    private static NodeSet joined(Worlds worlds) {
        Set<Copy> reached = new HashSet<>(worlds.asked());
        reached.removeIf(copy -> copy.value != null);
        NodeSet joined = NodeSet.EMPTY;
        for (boolean grown = true; grown;) {
            grown = false;
            for (List<Copy> district : worlds.districts()) {
                Set<Copy> unknown = unknown(district);
                if (!joined.contains(district.getFirst().node) && !Collections.disjoint(unknown, reached)) {
                    reached.addAll(unknown);
                    joined = joined.or(Copy.nodes(district));
                    grown = true;
                }
            }
        }
        return joined;
    }

    /** Copies without a known value that a district has or listens to. */
    private static Set<Copy> unknown(List<Copy> district) {
        Set<Copy> unknown = new HashSet<>();
        for (Copy copy : district) {
            if (copy.value == null) {
                unknown.add(copy);
            }
            for (Copy.Input input : copy.inputs.values()) {
                if (input instanceof Copy.Input.Heard(Copy heard)) {
                    unknown.add(heard);
                }
            }
        }
        return unknown;
    }
}
