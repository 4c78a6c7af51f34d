package org.orrery.network.tree;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;

/**
 * The trees of a {@code TreeEnsemble} (version 5) that share nodes or leaves, each with its own: a vote can then be told by
 * its tree. Nodes are numbered anew, tree by tree, and everything that is said of them goes along.
 */
final class Unshared {
    /** More nodes than these are too many to copy. */
    private static final int MOST = 5_000_000;
    /** The mode of a node that asks whether a value is one of a set. */
    private static final int MEMBER = 6;

    private final long[] yes;
    private final long[] no;
    private final long[] yesLeaf;
    private final long[] noLeaf;
    private final List<Integer> nodes = new ArrayList<>();
    private final List<Integer> leaves = new ArrayList<>();
    private final List<long[]> ways = new ArrayList<>();

    private Unshared(long[] yes, long[] no, long[] yesLeaf, long[] noLeaf) {
        this.yes = yes;
        this.no = no;
        this.yesLeaf = yesLeaf;
        this.noLeaf = noLeaf;
    }

    /**
     * The same node with trees of their own; null where its attributes do not fit together, a place is none, or the trees are
     * too many.
     *
     * @param count of leaves
     */
    static @Nullable Node of(Node node, int count) {
        long[] yes = node.wholes("nodes_truenodeids");
        long[] no = node.wholes("nodes_falsenodeids");
        long[] yesLeaf = node.wholes("nodes_trueleafs");
        long[] noLeaf = node.wholes("nodes_falseleafs");
        long[] roots = node.wholes("tree_roots");
        if (yes == null || no == null || yesLeaf == null || noLeaf == null || roots == null) {
            return null;
        }
        Unshared apart = new Unshared(yes, no, yesLeaf, noLeaf);
        long[] starts = new long[roots.length];
        for (int k = 0; k < roots.length; k++) {
            starts[k] = apart.nodes.size();
            if (!apart.copy(roots[k], count)) {
                return null;
            }
        }
        Map<String, Attribute> all = new LinkedHashMap<>();
        node.attributes().forEach((key, value) -> all.put(key, key.startsWith("nodes_")
                ? picked(value, apart.nodes)
                : key.startsWith("leaf_") ? picked(value, apart.leaves) : value));
        for (int i = 0; i < 4; i++) {
            int at = i;
            all.put(List.of("nodes_truenodeids", "nodes_falsenodeids", "nodes_trueleafs", "nodes_falseleafs").get(i),
                    new Attribute.Wholes(apart.ways.stream().mapToLong(way -> way[at]).toArray()));
        }
        all.put("tree_roots", new Attribute.Wholes(starts));
        if (node.attribute("membership_values") instanceof Attribute.OfTensor(Tensor members)
                && node.attribute("nodes_modes") instanceof Attribute.OfTensor(Tensor modes)) {
            all.put("membership_values", new Attribute.OfTensor(apart.members(members, modes.longs())));
        }
        return new Node(node.op(), node.domain(), node.name(), node.inputs(), node.outputs(), all, node.rest());
    }

    /** Copies what is below a root; false where a place is none. A node that is reached twice in one tree is copied once. */
    private boolean copy(long root, int count) {
        Map<Long, Integer> own = new HashMap<>();
        Map<Long, Integer> ownLeaves = new HashMap<>();
        Deque<Long> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            long at = open.pop();
            if (own.containsKey(at)) {
                continue;
            }
            if (at < 0 || at >= yes.length || nodes.size() >= MOST) {
                return false;
            }
            int i = (int) at;
            own.put(at, nodes.size());
            nodes.add(i);
            ways.add(new long[4]);
            for (long[] way : new long[][]{{no[i], noLeaf[i]}, {yes[i], yesLeaf[i]}}) {
                if (way[1] == 0) {
                    open.push(way[0]);
                } else if (way[0] < 0 || way[0] >= count) {
                    return false;
                } else if (ownLeaves.putIfAbsent(way[0], leaves.size()) == null) {
                    leaves.add((int) way[0]);
                }
            }
        }
        own.forEach((old, place) -> {
            int i = (int) (long) old;
            Map<Long, Integer> whenYes = yesLeaf[i] != 0 ? ownLeaves : own;
            Map<Long, Integer> whenNo = noLeaf[i] != 0 ? ownLeaves : own;
            ways.set(place, new long[]{whenYes.getOrDefault(yes[i], -1), whenNo.getOrDefault(no[i], -1), yesLeaf[i],
                    noLeaf[i]});
        });
        return true;
    }

    private static Attribute picked(Attribute all, List<Integer> places) {
        return switch (all) {
            case Attribute.Wholes(long[] values) ->
                new Attribute.Wholes(places.stream().mapToLong(i -> values[i]).toArray());
            case Attribute.OfTensor(Tensor values) -> new Attribute.OfTensor(picked(values, places));
            default -> all;
        };
    }

    private static Tensor picked(Tensor all, List<Integer> places) {
        int width = all.size() == 0 ? 0 : all.bytes().remaining() / all.size();
        ByteBuffer from = all.bytes();
        ByteBuffer picked = ByteBuffer.allocateDirect(places.size() * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int place : places) {
            picked.put(from.slice(from.position() + place * width, width));
        }
        return Tensor.raw(all.type(), new long[]{places.size()}, picked.flip());
    }

    /** The sets of the nodes that ask for one, in the new order; each ends with a NaN. */
    private Tensor members(Tensor all, long[] modes) {
        Map<Integer, List<Integer>> sets = new HashMap<>();
        int at = 0;
        for (int node = 0; node < modes.length; node++) {
            List<Integer> set = new ArrayList<>();
            boolean ends = modes[node] != MEMBER;
            while (!ends && at < all.size()) {
                ends = Double.isNaN(all.real(at));
                set.add(at++);
            }
            sets.put(node, set);
        }
        return picked(all, nodes.stream().flatMap(node -> sets.getOrDefault(node, List.of()).stream()).toList());
    }
}
