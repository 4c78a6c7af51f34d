package org.orrery.network.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.place.Alias;
import org.orrery.network.place.Places;

/**
 * What a network is built of.
 *
 * @param aliases friendly names of tensors
 * @param lines what was recognised, one line each for people
 * @param open operators with weights that no recognised part explains, and operators that hide one
 */
public record Structure(List<Alias> aliases, List<String> lines, List<String> open) {
    private static final Set<String> OPAQUE = Set.of("Attention", "MultiHeadAttention", "GroupQueryAttention",
            "QAttention", "PackedAttention", "DecoderMaskedMultiHeadAttention", "SparseAttention");
    private static final Set<String> WEIGHTED = Set.of("MatMul", "Gemm", "Conv", "ConvTranspose", "LSTM", "GRU", "RNN",
            "Einsum", "Softmax");

    public Structure {
        aliases = List.copyOf(aliases);
        lines = List.copyOf(lines);
        open = List.copyOf(open);
    }

    /** Recognises. Costs: about linear in the graph for each residual addition. */
    public static Structure of(Graph graph, Places places) {
        Trace trace = new Trace(graph, places);
        List<Alias> aliases = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<AttentionLayer> attention = AttentionFinder.find(trace);
        for (int layer = 0; layer < attention.size(); layer++) {
            AttentionLayer each = attention.get(layer);
            aliases.addAll(each.aliases("attn." + layer));
            lines.add("attn." + layer + ": attention, " + each.told());
        }
        ResidualStream stream = ResidualStream.find(trace, attention);
        aliases.addAll(stream.aliases());
        lines.addAll(stream.lines());
        Units units = Units.find(trace, stream.hidden());
        aliases.addAll(units.aliases());
        lines.addAll(units.lines());
        Norms norms = Norms.find(trace);
        aliases.addAll(norms.aliases());
        lines.addAll(norms.lines());
        lines.addAll(Trees.lines(graph));
        return new Structure(aliases, lines, open(graph, trace));
    }

    private static List<String> open(Graph graph, Trace trace) {
        Set<String> opaque = new LinkedHashSet<>();
        Map<String, List<String>> left = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (OPAQUE.contains(node.op())) {
                opaque.add(node.operator());
            } else if (WEIGHTED.contains(node.op()) && !trace.isExplained(node)) {
                left.computeIfAbsent(node.operator(), _ -> new ArrayList<>()).add(node.outputs().getFirst());
            }
        }
        List<String> open = new ArrayList<>();
        opaque.forEach(operator -> open
                .add(operator + " is attention in one operator: its pattern is no tensor of this graph"));
        if (!left.isEmpty()) {
            open.add("not recognised: " + left.entrySet().stream().map(each -> each.getKey() + " "
                    + each.getValue().size() + " (makes "
                    + String.join(", ", each.getValue().stream().limit(3).toList())
                    + (each.getValue().size() > 3 ? ", ..." : "") + ")").collect(Collectors.joining(", ")));
        }
        return open;
    }
}
