package org.orrery.network.structure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Node;
import org.orrery.network.place.Alias;

/** Layers of units: of dense layers outside blocks, channels of convolutions, embeddings, recurrent states. */
record Units(List<Alias> aliases, List<String> lines) {
    private static final Set<String> AFTER_CONV = Set.of("BatchNormalization", "Identity", "Cast");

    /** @param known units of blocks, which have names already */
    static Units find(Trace trace, Set<String> known) {
        List<Alias> aliases = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int conv = 0;
        int tables = 0;
        int recurrent = 0;
        Set<String> hidden = new LinkedHashSet<>();
        for (Node node : trace.graph().nodes()) {
            if (node.op().equals("Conv") || node.op().equals("ConvTranspose") || node.op().equals("FusedConv")
                    || node.op().equals("QLinearConv")) {
                conv++;
                trace.explain(node);
                String own = node.outputs().getFirst();
                String acting = trace.on(own, next -> AFTER_CONV.contains(next.op())
                        || Trace.ACTIVATIONS.contains(next.op()) && trace.moving(next).size() == 1);
                String what = "channels of convolution " + conv + channels(trace, own);
                aliases.add(new Alias("conv" + conv, what, List.of(acting), 1));
                if (!acting.equals(own)) {
                    aliases.add(new Alias("conv" + conv + ".pre", what + " before the nonlinearity", List.of(own), 1));
                }
                lines.add("conv" + conv + ": " + what);
            } else
                if (node.op().equals("Gather") && trace.isConstant(node.inputs().get(0))
                        && trace.rank(node.inputs().get(0)) == 2 && node.whole("axis", 0) == 0
                        && !trace.isConstant(node.inputs().get(1)) && trace.flows(node.outputs().getFirst())) {
                            aliases.add(new Alias("embed." + tables++,
                                    "looked up in a table of " + trace.shape(node.inputs().get(0)),
                                    List.of(node.outputs().getFirst()), -1));
                        } else
                    if (Set.of("LSTM", "GRU", "RNN").contains(node.op())) {
                        trace.explain(node);
                        if (!node.outputs().getFirst().isEmpty()) {
                            aliases.add(new Alias(node.op().toLowerCase(java.util.Locale.ROOT) + "." + recurrent++,
                                    "states of a recurrent layer", List.of(node.outputs().getFirst()), -1));
                        }
                    } else if (trace.isWeighted(node)) {
                        String read = trace.back(trace.weighed(node), each -> Trace.MOVING.contains(each.op()));
                        if (isUnit(trace, read) && !known.contains(read)) {
                            hidden.add(read);
                            trace.explain(node);
                            Node before = trace.maker(trace.back(read, each -> !trace.isWeighted(each)));
                            if (before != null && trace.isWeighted(before)) {
                                trace.explain(before);
                            }
                        } else if (trace.graph().required().stream().anyMatch(input -> input.name().equals(read))) {
                            trace.explain(node); // the first layer
                        } else {
                            head(trace, node, read, known);
                        }
                    }
        }
        int layer = 0;
        for (String unit : hidden) {
            aliases.add(new Alias("mlp." + layer++, "units of a dense layer", List.of(unit), -1));
        }
        if (tables > 0) {
            lines.add("embed.0" + (tables > 1 ? " to embed." + (tables - 1) : "") + ": embeddings");
        }
        if (layer > 0) {
            lines.add("mlp.0" + (layer > 1 ? " to mlp." + (layer - 1) : "") + ": dense layers of units outside blocks");
        }
        if (recurrent > 0) {
            lines.add(recurrent + " recurrent layers");
        }
        return new Units(aliases, lines);
    }

    /** Weights that read the stream, a pooled picture or an embedding and lead to the end. */
    private static void head(Trace trace, Node node, String read, Set<String> known) {
        String end = trace.on(node.outputs().getFirst(), _ -> true);
        if (trace.graph().outputs().stream().anyMatch(output -> output.name().equals(end)) || known.contains(read)) {
            trace.explain(node);
        }
    }

    private static String channels(Trace trace, String edge) {
        List<Dim> shape = trace.shape(edge);
        return shape.size() > 2 ? ", " + shape.get(1) + " of them" : "";
    }

    /** Whether an edge comes out of a nonlinear function that works element by element. */
    private static boolean isUnit(Trace trace, String edge) {
        Node maker = trace.maker(edge);
        if (maker == null || !trace.flows(edge)) {
            return false;
        }
        if (Trace.ACTIVATIONS.contains(maker.op())) {
            return true;
        }
        // A product of two activations, or of one with itself: a gate, a square, a Gelu or Swish written out.
        boolean product = maker.is("Mul") && maker.inputs().stream().allMatch(trace::flows) || maker.is("Pow");
        boolean scaled = maker.is("Mul") && trace.moving(maker).size() == 1;
        return product || scaled && isUnit(trace, trace.moving(maker).getFirst());
    }
}
