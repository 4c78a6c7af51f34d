package org.orrery.network.gradient;

import java.util.HashMap;
import java.util.Map;
import org.orrery.network.onnx.Node;

/** The table: what differentiating does with each operator. */
final class Rules {
    private static final Map<String, Treatment> TABLE = table();

    private Rules() {}

    private static Map<String, Treatment> table() {
        Map<String, Treatment> table = new HashMap<>();
        Functions.list(table);
        Activations.list(table);
        Arithmetic.list(table);
        Products.list(table);
        Reductions.list(table);
        Softmaxes.list(table);
        Shapes.list(table);
        Pieces.list(table);
        Picks.list(table);
        Scatterings.list(table);
        Convolutions.list(table);
        Pools.list(table);
        Normalisations.list(table);
        Einsums.list(table);
        Resizes.list(table);
        Flat.list(table);
        return Map.copyOf(table);
    }

    /** The treatment of a node; an operator without one is refused by name. */
    static Treatment of(Node node) {
        Treatment found = TABLE.get(node.operator());
        return found != null
                ? found
                : new Treatment.Refused("there is no rule for this operator",
                        "Take the derivative of an edge before it, or by an edge behind it.", false);
    }

    /** All operators with a treatment. */
    static Map<String, Treatment> all() {
        return TABLE;
    }
}
