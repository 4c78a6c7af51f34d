package org.orrery.network;

import java.util.List;
import org.orrery.core.OrreryException;
import org.orrery.network.graph.OnnxFunctions;
import org.orrery.network.onnx.Function;
import org.orrery.network.onnx.OnnxModel;

/**
 * A model as everything else sees it: its own functions in the places of their calls.
 *
 * @param note what became of its functions, for people; empty where it has none
 */
record Unfolded(OnnxModel model, String note) {
    private static final int NAMED = 5;

    /** A model whose functions cannot be unfolded stays as it is, and the note says why. */
    static Unfolded of(OnnxModel model) {
        if (model.functions().isEmpty()) {
            return new Unfolded(model, "");
        }
        String names = names(model.functions());
        try {
            return new Unfolded(OnnxFunctions.inlined(model), names + ", put in the places of their calls");
        } catch (OrreryException e) {
            return new Unfolded(model, names + ", not looked into: " + e.getMessage());
        }
    }

    private static String names(List<Function> functions) {
        int count = functions.size();
        List<String> first = functions.stream().limit(NAMED).map(each -> each.domain() + "." + each.name()).toList();
        return count + (count == 1 ? " function" : " functions") + " of its own (" + String.join(", ", first)
                + (count > NAMED ? ", ..." : "") + ")";
    }
}
