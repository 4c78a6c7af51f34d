package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;

/**
 * The operator {@code Where} came with operator set 9. Older models (7 and 8) say the same in set 9, but for three operators
 * that were changed: BatchNormalization lost its attribute {@code spatial}, Upsample and Scan took other inputs.
 */
final class Lift {
    private static final int SELECTIONS = 9;
    private static final int NEW = 17;

    private Lift() {}

    /** @throws Refusal if the model is older and uses an operator that would mean something else */
    static OnnxModel toSelections(OnnxModel model) {
        Long said = model.opsets().get("");
        if (said != null && said >= SELECTIONS) {
            return model;
        }
        List<Node> nodes = new ArrayList<>();
        for (Node node : model.graph().nodes()) {
            nodes.add(said == null || !node.domain().isEmpty() ? node : lifted(node, said));
        }
        Map<String, Long> opsets = new LinkedHashMap<>(model.opsets());
        opsets.put("", said == null ? NEW : (long) SELECTIONS);
        return new OnnxModel(model.irVersion(), model.producer(), opsets, model.graph().withNodes(nodes),
                model.functions(), model.rest());
    }

    private static Node lifted(Node node, long version) {
        boolean spatial = node.is("BatchNormalization") && node.attribute("spatial") != null;
        if (version < 7 || node.is("Upsample") || node.is("Scan") || spatial && node.whole("spatial", 1) == 0) {
            throw new Refusal("The model is written in operator set " + version + ", in which its "
                    + node.operator() + " means something else than in set " + SELECTIONS
                    + ", which moving its gears needs.", "Maybe export it with a newer operator set.");
        }
        if (!spatial) {
            return node;
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
        attributes.remove("spatial");
        return new Node(node.op(), node.domain(), node.name(), node.inputs(), node.outputs(), attributes, node.rest());
    }
}
