package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Node;

/**
 * Lets one reader see another value of what one writer writes. What stands between the two on the direct path is copied for
 * this reader, with the writer replaced; all other readers keep the old. The path through sums and normalisations is taken
 * where there is one (the residual stream), else the wider one through weights. What the writer does to the reader by way of
 * other parts of the network is not touched. This is path patching (Wang et al., ICLR 2023; Goldowsky-Dill et al. 2023).
 */
final class Arrows {
    private final List<Node> nodes;
    private final UnaryOperator<String> fresh;
    private final Map<String, Integer> makers = new HashMap<>();
    private final Map<String, String> copies = new HashMap<>();
    private final Map<String, Integer> passed = new LinkedHashMap<>();

    /** @param nodes of the graph; they are put in order and added to */
    Arrows(List<Node> nodes, UnaryOperator<String> fresh) {
        this.nodes = nodes;
        this.fresh = fresh;
        List<Node> ordered = new Order(List.copyOf(nodes)).nodes();
        nodes.clear();
        nodes.addAll(ordered);
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                makers.put(output, i);
            }
        }
    }

    /**
     * Makes the node behind an edge read {@code moved} for {@code seen}.
     *
     * @param ear the edge that the reading node makes
     * @return what the path passes, for people
     * @throws Refusal if no direct path leads from the one to the other
     */
    String redirect(Site.Arrow arrow, String ear, String seen, String moved) {
        Integer place = makers.get(ear);
        if (place == null) {
            throw new Refusal("'" + arrow.reader() + "' is given from outside and reads nothing.",
                    "Maybe name a tensor that is computed as the reader.");
        }
        Passages passages = new Passages(List.copyOf(nodes), makers, seen);
        for (boolean wide : new boolean[]{false, true}) {
            copies.clear();
            copies.put(seen, moved);
            Node reader = nodes.get(place);
            List<String> inputs = heard(place, arrow, passages, wide);
            if (!inputs.equals(reader.inputs())) {
                nodes.set(place, reader.on(inputs, reader.outputs()));
                return told();
            }
        }
        throw between(arrow, nodes.get(place), passages);
    }

    /** What the reader reads now. A reader that ends a written-out normalisation hears it computed anew, too. */
    private List<String> heard(int place, Site.Arrow arrow, Passages passages, boolean wide) {
        Node reader = nodes.get(place);
        Passages.Passage whole = reader.domain().isEmpty() && List.of("Mul", "Div", "Sub").contains(reader.op())
                ? passages.written(place)
                : null;
        Map<String, String> now = new HashMap<>();
        if (whole == null) {
            reader.inputs().forEach(input -> now.put(input, copy(input, arrow, passages, wide)));
        } else {
            whole.from().forEach(input -> now.put(input, copy(input, arrow, passages, wide)));
            if (whole.from().stream().anyMatch(input -> !input.equals(now.get(input)))) {
                again(whole.nodes().subList(0, whole.nodes().size() - 1), now, arrow);
            }
        }
        return reader.inputs().stream().map(input -> now.getOrDefault(input, input)).toList();
    }

    /** The edge with the writer replaced; the edge itself where the writer is no part of it. */
    private String copy(String edge, Site.Arrow arrow, Passages passages, boolean wide) {
        String known = copies.get(edge);
        if (known != null) {
            return known;
        }
        Integer maker = makers.get(edge);
        Passages.@Nullable Passage passage = maker == null || !passages.depends(edge)
                ? null
                : passages.through(maker, wide);
        if (passage != null) {
            Map<String, String> now = new HashMap<>();
            passage.from().forEach(input -> now.put(input, copy(input, arrow, passages, wide)));
            if (passage.from().stream().anyMatch(input -> !input.equals(now.get(input)))) {
                again(passage.nodes(), now, arrow);
                nodes.get(passage.nodes().getLast()).outputs().forEach(output -> copies.put(output,
                        now.getOrDefault(output, output)));
                passed.merge(passage.told(), 1, Integer::sum);
            }
        }
        return copies.computeIfAbsent(edge, same -> same);
    }

    /** Copies nodes, in their order, onto what stands for their edges now; and what they make stands for it from then on. */
    private void again(List<Integer> places, Map<String, String> now, Site.Arrow arrow) {
        for (int place : places) {
            Node node = nodes.get(place);
            List<String> inputs = node.inputs().stream().map(input -> now.getOrDefault(input, input)).toList();
            List<String> outputs = new ArrayList<>();
            for (String output : node.outputs()) {
                String copy = output.isEmpty() ? output : fresh.apply(output + "/" + arrow.reader());
                outputs.add(copy);
                now.put(output, copy);
            }
            nodes.add(node.again(inputs, outputs));
        }
    }

    private String told() {
        String way = passed.entrySet().stream().filter(each -> !each.getKey().isEmpty())
                .map(each -> (each.getValue() > 1 ? each.getValue() + " x " : "") + each.getKey())
                .collect(Collectors.joining("; "));
        return way.isEmpty() ? "heard directly" : "heard through " + way;
    }

    /** Why there is no arrow: what the first node is, on the way back from the reader, that ends a path. */
    private static Refusal between(Site.Arrow arrow, Node reader, Passages passages) {
        if (reader.inputs().stream().noneMatch(passages::depends)) {
            return new Refusal("'" + arrow.reader() + "' depends on '" + arrow.tensor() + "' by no path at all.",
                    "Maybe the two are the wrong way round: reader[writer].");
        }
        Node node = passages.blocking(reader.inputs());
        String blocking = node == null
                ? "another part of the network"
                : (node.name().isEmpty() ? "" : "'" + node.name() + "', ") + "the " + node.operator() + " that makes '"
                        + node.outputs().getFirst() + "'";
        return new Refusal("'" + arrow.reader() + "' does not see '" + arrow.tensor()
                + "' directly: between them stands " + blocking + ".",
                "Maybe name a tensor that this node makes or reads as the reader.");
    }
}
