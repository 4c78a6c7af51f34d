package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;

/** One operator to be differentiated by all its inputs of real numbers. */
final class OneNode {
    private final String op;
    private final List<@Nullable Tensor> inputs = new ArrayList<>();
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private int opset = 18;
    private int outputs = 1;
    private boolean open;
    private boolean fixed;
    private List<String> by = List.of();

    private OneNode(String op) {
        this.op = op;
    }

    static OneNode of(String op, @Nullable Tensor... inputs) {
        OneNode made = new OneNode(op);
        for (Tensor input : inputs) {
            made.inputs.add(input);
        }
        return made;
    }

    OneNode with(Object... pairs) {
        attributes.putAll(Attributes.of(pairs));
        return this;
    }

    OneNode in(int set) {
        opset = set;
        return this;
    }

    OneNode making(int count) {
        outputs = count;
        return this;
    }

    /** By these inputs only. */
    OneNode by(Integer... places) {
        by = java.util.Arrays.stream(places).map(place -> "x" + place).toList();
        return this;
    }

    /** Only where lengths are known before a run. */
    OneNode fixed() {
        fixed = true;
        return this;
    }

    /** Whole numbers are inputs, not constants, where lengths are not known. */
    OneNode open() {
        open = true;
        return this;
    }

    /** Once with all lengths known and once with none; the second derivative along the way, too. */
    void agrees() {
        for (boolean free : fixed ? new boolean[]{false} : new boolean[]{false, true}) {
            OnnxModel model = Probe.node(opset, op, attributes, outputs, free, free && open,
                    inputs.toArray(Tensor[]::new));
            Map<String, Tensor> given = new LinkedHashMap<>();
            List<String> real = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                Tensor tensor = inputs.get(i);
                if (tensor != null) {
                    given.put("x" + i, tensor);
                    if (tensor.type().isReal()) {
                        real.add("x" + i);
                    }
                }
            }
            List<String> wanted = by.isEmpty() ? real : by;
            String what = op + "-" + opset + " " + inputs + (free ? " free" : " fixed");
            new Probe(what, model).first(given, "y0", wanted);
            second(what, model, given, wanted);
        }
    }

    /** The derivative of the gradient of a curved function of what comes out: by one input of those the gradient is taken by. */
    private void second(String what, OnnxModel model, Map<String, Tensor> given, List<String> wanted) {
        OnnxModel curved = Curved.of(model, "y0");
        OnnxModel once = Gradients.reverse(curved, "curved", wanted);
        String gradient = Gradients.gradient("curved", wanted.getFirst());
        Map<String, Tensor> at = new LinkedHashMap<>(given);
        new Probe(what + " twice", once).within(1e-5).first(at, gradient, wanted);
    }
}
