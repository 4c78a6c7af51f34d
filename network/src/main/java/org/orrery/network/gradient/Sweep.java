package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Node;

/**
 * One walk backwards through a graph: reverse accumulation (Griewank and Walther, Evaluating Derivatives, 2nd edition,
 * chapter 3). Costs: linear in the graph; the nodes written are a small multiple of those walked over.
 */
final class Sweep {
    private final List<Node> nodes;
    private final Wiring wiring;
    private final Emit to;
    private final Map<String, List<String>> parts = new HashMap<>();
    private Set<String> active = Set.of();

    /** @param wiring of the graph, in operator set 18 or later */
    Sweep(Wiring wiring, Emit to) {
        this.nodes = new ArrayList<>(wiring.graph().nodes());
        this.wiring = wiring;
        this.to = to;
    }

    /** The nodes of the graph itself: some of them were given further outputs, which a derivative reads. */
    List<Node> nodes() {
        return nodes;
    }

    /**
     * The cotangents of some edges.
     *
     * @param seeds cotangents of the edges to begin with
     * @param by the edges asked for
     * @return the cotangent of each of them; those on which nothing depends but by jumps are absent
     */
    Map<String, String> pull(Map<String, String> seeds, Collection<String> by) {
        BitSet before = wiring.before(seeds.keySet(), Set.of());
        active = active(before, by);
        seeds.forEach((edge, seed) -> parts.computeIfAbsent(edge, _ -> new ArrayList<>()).add(seed));
        for (int place = before.length() - 1; place >= 0; place--) {
            if (before.get(place) && Wiring.reads(nodes.get(place)).stream().anyMatch(active::contains)) {
                pull(place);
            }
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (String edge : by) {
            if (parts.containsKey(edge)) {
                found.put(edge, total(edge));
            }
        }
        return found;
    }

    /** Edges of real numbers that depend smoothly on those asked for. */
    private Set<String> active(BitSet before, Collection<String> by) {
        Set<String> found = new HashSet<>(by);
        before.stream().mapToObj(nodes::get)
                .filter(node -> Wiring.reads(node).stream().anyMatch(found::contains))
                .filter(node -> !(Rules.of(node) instanceof Treatment.Flat))
                .forEach(node -> node.outputs().stream()
                        .filter(edge -> to.types().real(edge) || Rules.of(node) instanceof Treatment.Refused refused
                                && refused.whole())
                        .forEach(found::add));
        return found;
    }

    private void pull(int place) {
        Node node = nodes.get(place);
        Map<String, String> cotangents = new HashMap<>();
        node.outputs().stream().filter(parts::containsKey).forEach(edge -> cotangents.put(edge, total(edge)));
        if (cotangents.isEmpty()) {
            return;
        }
        switch (Rules.of(node)) {
            case Treatment.Smooth(Rule rule) -> {
                Site site = new Site(node, active, cotangents);
                rule.pull(site, to);
                site.check();
                nodes.set(place, site.node());
                site.given().forEach((input, cotangent) -> parts
                        .computeIfAbsent(site.in(input), _ -> new ArrayList<>()).add(cotangent));
            }
            case Treatment.Flat _ -> {
            }
            case Treatment.Refused(String reason, String license, _) ->
                throw new Site(node, active, cotangents).refusal(reason, license);
        }
    }

    private String total(String edge) {
        List<String> all = parts.getOrDefault(edge, List.of());
        String sum = all.size() == 1 ? all.getFirst() : to.op("Sum", all.toArray(String[]::new));
        if (!to.types().knows(sum)) {
            to.types().alike(sum, edge);
        }
        parts.put(edge, new ArrayList<>(List.of(sum)));
        return sum;
    }
}
