package org.orrery.network.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;

/**
 * Makes one Split of slices that take an axis apart from its beginning to its end, as exporters write it where queries, keys
 * and values come out of one product. Numbers do not change; the derivative of a Split is one concatenation, that of slices
 * a sum of tensors that are zero nearly everywhere.
 */
public final class Tiling {
    private static final long NONE = Long.MIN_VALUE;

    private final Graph graph;
    private final Function<String, @Nullable List<Dim>> dims;
    private final Map<String, Tensor> known;
    /** By what they cut and where: the slices, in the order of the graph. */
    private final Map<String, List<Tile>> tiles = new LinkedHashMap<>();

    private Tiling(Graph graph, Function<String, @Nullable List<Dim>> dims) {
        this.graph = graph;
        this.dims = dims;
        this.known = new HashMap<>(graph.initializers());
    }

    /** One slice. */
    private record Tile(int place, int axis, long from, long to, long length) {}

    /**
     * The graph with splits; the same one where there is nothing to change.
     *
     * @param dims axes of an edge as far as they are known, null where not even their number is
     */
    public static Graph of(Graph graph, Function<String, @Nullable List<Dim>> dims) {
        return new Tiling(graph, dims).tiled();
    }

    private Graph tiled() {
        List<@Nullable Node> nodes = new ArrayList<>(graph.nodes());
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            if (node.is("Constant") && node.attribute("value") instanceof Attribute.OfTensor(Tensor tensor)) {
                known.put(node.outputs().getFirst(), tensor);
            }
            Tile tile = node.is("Slice") ? tile(node, i) : null;
            if (tile != null) {
                tiles.computeIfAbsent(tile.axis + " " + node.inputs().getFirst(), _ -> new ArrayList<>()).add(tile);
            }
        }
        Map<String, Tensor> constants = new LinkedHashMap<>(graph.initializers());
        boolean changed = false;
        for (List<Tile> each : tiles.values()) {
            if (covers(each)) {
                split(each, nodes, constants);
                changed = true;
            }
        }
        if (!changed) {
            return graph;
        }
        List<Node> left = new ArrayList<>();
        for (Node node : nodes) {
            if (node != null) {
                left.add(node);
            }
        }
        return graph.withNodes(left).withInitializers(constants);
    }

    /** From the beginning to the end, without a gap and in order. */
    private static boolean covers(List<Tile> tiles) {
        long end = 0;
        for (Tile tile : tiles) {
            if (tile.from != end) {
                return false;
            }
            end = tile.to;
        }
        return tiles.size() > 1 && end == tiles.getFirst().length;
    }

    private void split(List<Tile> tiles, List<@Nullable Node> nodes, Map<String, Tensor> constants) {
        List<String> outputs = new ArrayList<>();
        for (Tile tile : tiles) {
            outputs.add(graph.nodes().get(tile.place).outputs().getFirst());
            nodes.set(tile.place, null);
        }
        String sizes = "tiling." + outputs.getFirst();
        constants.put(sizes, Tensor.of(tiles.stream().mapToLong(tile -> tile.to - tile.from).toArray(), tiles.size()));
        Tile first = tiles.getFirst();
        String input = graph.nodes().get(first.place).inputs().getFirst();
        nodes.set(first.place, Node.of("Split", List.of(input, sizes), outputs,
                Map.of("axis", new Attribute.Whole(first.axis))));
    }

    private @Nullable Tile tile(Node node, int place) {
        long from = single(node, 1);
        long to = single(node, 2);
        long axis = single(node, 3);
        List<Dim> axes = dims.apply(node.inputs().getFirst());
        if (from < 0 || to <= from || axis == NONE || axes == null || node.has(4) && single(node, 4) != 1) {
            return null;
        }
        int at = (int) Math.floorMod(axis, (long) axes.size());
        if (!(axes.get(at) instanceof Dim.Known(long length))) {
            return null;
        }
        return from < length ? new Tile(place, at, from, Math.min(to, length), length) : null;
    }

    /** The one whole number that an input holds, {@link #NONE} where it is not known to be one. */
    private long single(Node node, int input) {
        Tensor tensor = node.has(input) ? known.get(node.inputs().get(input)) : null;
        boolean whole = tensor != null && (tensor.type() == ElementType.INT64 || tensor.type() == ElementType.INT32);
        return whole && tensor != null && tensor.size() == 1 ? Arrays.stream(tensor.longs()).sum() : NONE;
    }
}
