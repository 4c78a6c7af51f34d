package org.orrery.causal.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;

/**
 * Nodes and edges with a mark at each end, immutable: a DAG, an ADMG (with bidirected edges), a CPDAG (with undirected
 * ones), a MAG or a PAG (with circles). Between two nodes there is at most one edge of a kind; a directed and a bidirected
 * one may stand together. Nodes are numbered in the author's order. No edge joins a node with itself.
 */
public final class MixedGraph {
    private static final int MARKS = Mark.values().length;

    private final List<String> names;
    private final Map<String, Integer> numbers;
    private final NodeSet latent;
    /** For two marks, here and there, and a node: the nodes at the other end of such edges. */
    private final NodeSet[][] adjacent;

    private MixedGraph(List<String> names, Map<String, Integer> numbers, NodeSet latent, NodeSet[][] adjacent) {
        this.names = names;
        this.numbers = numbers;
        this.latent = latent;
        this.adjacent = adjacent;
    }

    /**
     * @param names of the nodes, all different
     * @param latent nodes that nobody observes
     * @throws InvalidInput if a name stands twice or an edge joins a node with itself
     */
    public static MixedGraph of(List<String> names, Collection<Edge> edges, NodeSet latent) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : names) {
            if (numbers.put(name, numbers.size()) != null) {
                throw new InvalidInput("The node '" + name + "' stands twice in the graph.",
                        "Maybe rename one of them.");
            }
        }
        NodeSet[][] adjacent = new NodeSet[MARKS * MARKS][names.size()];
        for (NodeSet[] nodes : adjacent) {
            Arrays.fill(nodes, NodeSet.EMPTY);
        }
        for (Edge edge : edges) {
            if (edge.from() == edge.to()) {
                throw new InvalidInput("The edge " + names.get(edge.from()) + " " + edge.arrow() + " "
                        + names.get(edge.to()) + " joins a node with itself.", "Maybe unfold the graph in time.");
            }
            add(adjacent, edge);
            add(adjacent, edge.turned());
        }
        return new MixedGraph(List.copyOf(names), numbers, latent, adjacent);
    }

    public static MixedGraph of(List<String> names, Collection<Edge> edges) {
        return of(names, edges, NodeSet.EMPTY);
    }

    private static void add(NodeSet[][] adjacent, Edge edge) {
        NodeSet[] kind = adjacent[kind(edge.atFrom(), edge.atTo())];
        kind[edge.from()] = kind[edge.from()].with(edge.to());
    }

    private static int kind(Mark here, Mark there) {
        return here.ordinal() * MARKS + there.ordinal();
    }

    public int size() {
        return names.size();
    }

    public List<String> names() {
        return names;
    }

    public String name(int node) {
        return names.get(node);
    }

    /** Names of a set in the author's order: {@code x, z}. */
    public String names(NodeSet nodes) {
        List<String> list = new ArrayList<>();
        for (int v = nodes.next(0); v >= 0; v = nodes.next(v + 1)) {
            list.add(names.get(v));
        }
        return String.join(", ", list);
    }

    /**
     * The number of a node.
     *
     * @throws InvalidInput if there is none of this name, with the nearest ones
     */
    public int node(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new InvalidInput("The graph has no node '" + name + "'.", Nearest.advice(name, names));
        }
        return number;
    }

    /** The number of a node, null where there is none of this name. */
    public @Nullable Integer find(String name) {
        return numbers.get(name);
    }

    public NodeSet nodes(Collection<String> wanted) {
        return NodeSet.of(wanted.stream().mapToInt(this::node).toArray());
    }

    public NodeSet all() {
        return NodeSet.upTo(size());
    }

    public NodeSet latent() {
        return latent;
    }

    public NodeSet observed() {
        return all().minus(latent);
    }

    /** The nodes that an edge with these marks, at the node and at its other end, leads to. */
    public NodeSet adjacent(int node, Mark here, Mark there) {
        return adjacent[kind(here, there)][node];
    }

    public NodeSet parents(int node) {
        return adjacent(node, Mark.ARROW, Mark.TAIL);
    }

    public NodeSet children(int node) {
        return adjacent(node, Mark.TAIL, Mark.ARROW);
    }

    /** Those joined by a bidirected edge. */
    public NodeSet spouses(int node) {
        return adjacent(node, Mark.ARROW, Mark.ARROW);
    }

    public NodeSet parents(NodeSet nodes) {
        NodeSet all = NodeSet.EMPTY;
        for (int v = nodes.next(0); v >= 0; v = nodes.next(v + 1)) {
            all = all.or(parents(v));
        }
        return all;
    }

    /** The nodes and their ancestors along directed edges. */
    public NodeSet ancestors(NodeSet nodes) {
        return closure(nodes, all(), Mark.ARROW, Mark.TAIL);
    }

    /** The same in the graph on some of the nodes only. */
    public NodeSet ancestors(NodeSet nodes, NodeSet within) {
        return closure(nodes, within, Mark.ARROW, Mark.TAIL);
    }

    /** The nodes and their descendants along directed edges. */
    public NodeSet descendants(NodeSet nodes) {
        return closure(nodes, all(), Mark.TAIL, Mark.ARROW);
    }

    /** The nodes and their descendants in the graph on some of the nodes only. */
    public NodeSet descendants(NodeSet nodes, NodeSet within) {
        return closure(nodes, within, Mark.TAIL, Mark.ARROW);
    }

    /** The district (confounded component) of a node: what bidirected edges join it with. */
    public NodeSet district(int node, NodeSet within) {
        return closure(NodeSet.of(node), within, Mark.ARROW, Mark.ARROW);
    }

    /** The districts that the nodes fall into, in the order of their first nodes. */
    public List<NodeSet> districts(NodeSet within) {
        List<NodeSet> districts = new ArrayList<>();
        NodeSet left = within;
        while (!left.isEmpty()) {
            NodeSet district = district(left.next(0), within);
            districts.add(district);
            left = left.minus(district);
        }
        return districts;
    }

    private NodeSet closure(NodeSet start, NodeSet within, Mark here, Mark there) {
        NodeSet[] step = adjacent[kind(here, there)];
        NodeSet found = start.and(within);
        NodeSet fresh = found;
        while (!fresh.isEmpty()) {
            NodeSet reached = NodeSet.EMPTY;
            for (int v = fresh.next(0); v >= 0; v = fresh.next(v + 1)) {
                reached = reached.or(step[v]);
            }
            fresh = reached.and(within).minus(found);
            found = found.or(fresh);
        }
        return found;
    }

    /** Every edge once, from the node with the smaller number except that directed ones begin at the cause. */
    public List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (int a = 0; a < size(); a++) {
            for (Mark here : Mark.values()) {
                for (Mark there : Mark.values()) {
                    NodeSet others = adjacent(a, here, there);
                    for (int b = others.next(0); b >= 0; b = others.next(b + 1)) {
                        if (here == there ? a < b : here.compareTo(there) < 0) {
                            edges.add(new Edge(a, here, there, b));
                        }
                    }
                }
            }
        }
        return edges;
    }

    /** The graph with some of its edges only. */
    public MixedGraph keeping(Predicate<Edge> kept) {
        return of(names, edges().stream().filter(kept).toList(), latent);
    }

    /** Intervened on: the graph without the edges into some nodes. */
    public MixedGraph withoutInto(NodeSet nodes) {
        return keeping(edge -> !(edge.atTo() == Mark.ARROW && nodes.contains(edge.to())
                || edge.atFrom() == Mark.ARROW && nodes.contains(edge.from())));
    }

    /** The graph without the directed edges out of some nodes. */
    public MixedGraph withoutOutOf(NodeSet nodes) {
        return keeping(edge -> !(edge.atFrom() == Mark.TAIL && edge.atTo() == Mark.ARROW
                && nodes.contains(edge.from())));
    }

    /** The graph without the directed edges from some nodes to some others. Cost: what is copied is those nodes' rows. */
    public MixedGraph withoutArrows(NodeSet causes, NodeSet effects) {
        NodeSet[][] fewer = adjacent.clone();
        cut(fewer, kind(Mark.TAIL, Mark.ARROW), causes, effects);
        cut(fewer, kind(Mark.ARROW, Mark.TAIL), effects, causes);
        return new MixedGraph(names, numbers, latent, fewer);
    }

    private static void cut(NodeSet[][] adjacent, int kind, NodeSet nodes, NodeSet others) {
        adjacent[kind] = adjacent[kind].clone();
        for (int v = nodes.next(0); v >= 0; v = nodes.next(v + 1)) {
            adjacent[kind][v] = adjacent[kind][v].minus(others);
        }
    }

    /** The graph with other nodes latent. */
    public MixedGraph hiding(NodeSet others) {
        return new MixedGraph(names, numbers, others, adjacent);
    }

    /** Whether every edge is directed or bidirected, and no directed path comes back. */
    public boolean isAdmg() {
        return edges().stream().allMatch(edge -> edge.atTo() == Mark.ARROW && edge.atFrom() != Mark.CIRCLE)
                && cycle() == null;
    }

    /** Whether every edge is directed, and no path comes back. */
    public boolean isDag() {
        return edges().stream().allMatch(edge -> edge.atTo() == Mark.ARROW && edge.atFrom() == Mark.TAIL)
                && cycle() == null;
    }

    /** Nodes along a directed cycle, the first again at the end; null where there is none. */
    public @Nullable List<Integer> cycle() {
        NodeSet sorted = NodeSet.of(sorted());
        if (sorted.size() == size()) {
            return null;
        }
        // Every node left has a parent left: going up comes back.
        NodeSet left = all().minus(sorted);
        List<Integer> path = new ArrayList<>();
        for (int v = left.next(0); !path.contains(v); v = parents(v).and(left).next(0)) {
            path.add(v);
        }
        int again = parents(path.getLast()).and(left).next(0);
        List<Integer> cycle = new ArrayList<>(path.subList(path.indexOf(again), path.size()));
        cycle.add(again);
        return cycle.reversed();
    }

    /**
     * Nodes in an order in which causes come first; ties keep the author's order.
     *
     * @throws InvalidInput if the graph has a directed cycle, with the cycle
     */
    public int[] topological() {
        int[] order = sorted();
        if (order.length < size()) {
            throw new InvalidInput("The graph has a cycle: "
                    + String.join(" -> ",
                            Objects.requireNonNull(cycle()).stream().map(names::get).toList())
                    + ".",
                    "Maybe unfold it in time: one node a variable and moment.");
        }
        return order;
    }

    /** The nodes that can be put in such an order: all, or all that no cycle stands before. */
    private int[] sorted() {
        int[] waiting = new int[size()];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int v = 0; v < size(); v++) {
            waiting[v] = parents(v).size();
            if (waiting[v] == 0) {
                ready.add(v);
            }
        }
        int[] order = new int[size()];
        int count = 0;
        while (!ready.isEmpty()) {
            int v = ready.remove();
            order[count++] = v;
            NodeSet children = children(v);
            for (int c = children.next(0); c >= 0; c = children.next(c + 1)) {
                if (--waiting[c] == 0) {
                    ready.add(c);
                }
            }
        }
        return Arrays.copyOf(order, count);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MixedGraph that && names.equals(that.names) && latent.equals(that.latent)
                && Arrays.deepEquals(adjacent, that.adjacent);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + Arrays.deepHashCode(adjacent);
    }

    /** One edge after the other: {@code x -> y; x <-> y}. */
    @Override
    public String toString() {
        return String.join("; ",
                edges().stream().map(e -> name(e.from()) + " " + e.arrow() + " " + name(e.to())).toList());
    }
}
