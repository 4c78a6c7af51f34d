package org.orrery.network.structure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Node;
import org.orrery.network.place.Alias;

/**
 * The residual stream: additions of something that was computed from one of the summands by weights. The stream before each
 * addition is {@code resid.k}; between two of them lies a block's attention, or its feed-forward units.
 */
record ResidualStream(List<Alias> aliases, List<String> lines, Set<String> hidden) {
    private static final Set<String> NORMS = Set.of("LayerNormalization", "RMSNormalization",
            "SimplifiedLayerNormalization", "BatchNormalization", "GroupNormalization", "InstanceNormalization");

    /**
     * One addition.
     *
     * @param skip the stream before it
     * @param added what is added to it
     */
    private record Addition(Node node, String skip, List<String> added, BitSet between) {}

    static ResidualStream find(Trace trace, List<AttentionLayer> attention) {
        List<Addition> additions = new ArrayList<>();
        for (Node node : trace.graph().nodes()) {
            Addition addition = node.is("Add") || node.is("Sum") ? addition(trace, node) : null;
            if (addition != null) {
                additions.add(addition);
            }
        }
        List<Alias> aliases = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        Set<String> hidden = new LinkedHashSet<>();
        if (additions.isEmpty()) {
            return new ResidualStream(aliases, lines, hidden);
        }
        for (int k = 0; k < additions.size(); k++) {
            aliases.add(new Alias("resid." + k, "the residual stream before addition " + k,
                    List.of(additions.get(k).skip()), -1));
        }
        aliases.add(new Alias("resid." + additions.size(), "the residual stream after its last addition",
                List.of(last(trace, additions.getLast())), -1));
        int block = -1;
        boolean closed = true;
        int units = 0;
        for (Addition addition : additions) {
            boolean attends = attention.stream().anyMatch(layer -> layer.heads().stream()
                    .anyMatch(head -> addition.between().get(trace.wiring().madeAt(head.pattern()))));
            if (attends || closed) {
                block++;
                closed = false;
            }
            String unit = attends ? "" : hidden(trace, addition);
            if (!unit.isEmpty()) {
                hidden.add(unit);
                units++;
                aliases.add(new Alias("block." + block + ".mlp", "units of the feed-forward layer of block " + block,
                        List.of(unit), -1));
            }
            closed |= !attends;
        }
        lines.add("resid.0 to resid." + additions.size() + ": residual stream, " + (block + 1)
                + (block == 0 ? " block" : " blocks")
                + (units == 0 ? "" : ", " + units + " with feed-forward units (block.N.mlp)"));
        return new ResidualStream(aliases, lines, hidden);
    }

    private static @Nullable Addition addition(Trace trace, Node node) {
        List<String> moving = trace.moving(node);
        if (moving.size() < 2 || moving.size() != node.inputs().size() || !moving.stream().allMatch(trace::flows)
                || moving.stream().distinct().count() < moving.size()) {
            return null;
        }
        for (String skip : moving) {
            List<String> added = moving.stream().filter(each -> !each.equals(skip)).toList();
            if (!trace.shape(skip).equals(trace.shape(node.outputs().getFirst()))) {
                continue;
            }
            BitSet after = trace.wiring().after(Set.of(skip));
            boolean computed = added.stream().allMatch(each -> trace.wiring().madeAt(each) >= 0
                    && after.get(trace.wiring().madeAt(each)));
            if (computed) {
                BitSet between = trace.wiring().before(added, Set.of(skip));
                between.and(after);
                boolean weighted = between.stream().mapToObj(trace.graph().nodes()::get)
                        .anyMatch(each -> Trace.PRODUCTS.contains(each.op()));
                return weighted ? new Addition(node, skip, added, between) : null;
            }
        }
        return null;
    }

    /** After the last addition; where all that follows reads a normalisation of it, that is the stream. */
    private static String last(Trace trace, Addition addition) {
        String sum = addition.node().outputs().getFirst();
        boolean before = trace.readers(addition.skip()).stream().anyMatch(reader -> NORMS.contains(reader.op()));
        Node reader = trace.reader(sum);
        return reader != null && NORMS.contains(reader.op()) && !before ? reader.outputs().getFirst() : sum;
    }

    /** What the last weights of the block read, where it comes out of a nonlinear function. */
    private static String hidden(Trace trace, Addition addition) {
        String at = trace.back(addition.added().getFirst(), node -> Trace.MOVING.contains(node.op())
                || node.op().equals("Add") || NORMS.contains(node.op()));
        Node weights = trace.maker(at);
        if (weights == null || !trace.isWeighted(weights) || weights.op().startsWith("Conv")) {
            return "";
        }
        trace.explain(weights);
        String unit = trace.back(trace.weighed(weights), node -> Trace.MOVING.contains(node.op()));
        addition.between().stream().mapToObj(trace.graph().nodes()::get)
                .filter(node -> trace.isWeighted(node) && !node.op().startsWith("Conv")).forEach(trace::explain);
        return unit;
    }
}
