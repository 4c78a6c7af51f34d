package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.orrery.core.Refusal;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Node;

/**
 * Lets one reader see another value of what one writer writes. Between the two may stand sums only (Add, Sum, Identity: a
 * residual stream); they are copied for this reader, with the writer replaced, and all other readers keep the old ones.
 * This is the direct path of path patching (Wang et al., ICLR 2023; Goldowsky-Dill et al. 2023); what the writer does to
 * the reader by way of other nodes is not touched.
 */
final class Arrows {
    private final List<Node> nodes;
    private final UnaryOperator<String> fresh;
    private final Map<String, Integer> makers = new HashMap<>();
    private final Map<String, String> copies = new HashMap<>();

    Arrows(List<Node> nodes, UnaryOperator<String> fresh) {
        this.nodes = nodes;
        this.fresh = fresh;
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                makers.put(output, i);
            }
        }
    }

    /**
     * Makes the reader of the arrow read {@code moved} for {@code seen}.
     *
     * @throws Refusal if no sums alone lead from the one to the other
     */
    void redirect(Site.Arrow arrow, String seen, String moved) {
        Integer place = makers.get(arrow.reader());
        if (place == null) {
            throw new Refusal("'" + arrow.reader() + "' is given from outside and reads nothing.",
                    "Maybe name a tensor that is computed as the reader.");
        }
        Node reader = nodes.get(place);
        copies.put(seen, moved);
        List<String> inputs = new ArrayList<>();
        for (String input : reader.inputs()) {
            inputs.add(input.isEmpty() ? input : copy(input, arrow));
        }
        if (inputs.equals(reader.inputs())) {
            throw between(arrow, seen, reader);
        }
        nodes.set(place, reader.on(inputs, reader.outputs()));
    }

    /** The edge with the writer replaced; the edge itself where the writer is no part of it. */
    private String copy(String edge, Site.Arrow arrow) {
        String known = copies.get(edge);
        if (known != null) {
            return known;
        }
        Integer maker = makers.get(edge);
        String copy = edge;
        if (maker != null && isSum(nodes.get(maker))) {
            Node sum = nodes.get(maker);
            List<String> inputs = new ArrayList<>();
            for (String input : sum.inputs()) {
                inputs.add(copy(input, arrow));
            }
            if (!inputs.equals(sum.inputs())) {
                copy = fresh.apply(edge + "/" + arrow.reader());
                nodes.add(sum.on(inputs, List.of(copy)));
            }
        }
        copies.put(edge, copy);
        return copy;
    }

    private static boolean isSum(Node node) {
        return node.is("Add") || node.is("Sum") || node.is("Identity");
    }

    /** Why there is no arrow: what the first node is, on the way back from the reader, that is no sum. */
    private Refusal between(Site.Arrow arrow, String seen, Node reader) {
        List<String> open = new ArrayList<>(reader.inputs());
        Map<String, Boolean> visited = new HashMap<>();
        String blocking = "";
        while (!open.isEmpty() && blocking.isEmpty()) {
            String edge = open.removeFirst();
            Integer maker = makers.get(edge);
            if (maker == null || visited.put(edge, true) != null) {
                continue;
            }
            Node node = nodes.get(maker);
            if (isSum(node)) {
                open.addAll(node.inputs());
            } else if (leadsTo(seen, node)) {
                blocking = (node.name().isEmpty() ? "" : "'" + node.name() + "', ") + "the " + node.operator()
                        + " that makes '" + edge + "'";
            }
        }
        return blocking.isEmpty()
                ? new Refusal("'" + arrow.reader() + "' depends on '" + arrow.tensor() + "' by no path at all.",
                        "Maybe the two are the wrong way round: reader[writer].")
                : new Refusal("'" + arrow.reader() + "' does not see '" + arrow.tensor()
                        + "' directly: between them stands " + blocking + ".",
                        "Maybe name a tensor that this node makes or reads as the reader.");
    }

    private boolean leadsTo(String from, Node node) {
        List<String> open = new ArrayList<>(Wiring.reads(node));
        Map<String, Boolean> visited = new HashMap<>();
        while (!open.isEmpty()) {
            String edge = open.removeLast();
            if (edge.equals(from)) {
                return true;
            }
            Integer maker = makers.get(edge);
            if (maker != null && visited.put(edge, true) == null) {
                open.addAll(Wiring.reads(nodes.get(maker)));
            }
        }
        return false;
    }
}
