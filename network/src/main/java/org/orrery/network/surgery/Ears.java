package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;

/**
 * Where a reader hears. The whole of a reader hears through the node that makes it. A part of it (one head of a tensor of all
 * heads) gets a copy of that node to hear through, and what the reader makes is put together from the two.
 */
final class Ears {
    private final List<Node> nodes;
    private final Map<String, Tensor> constants;
    private final UnaryOperator<String> fresh;
    private final Map<String, Node> undivided = new HashMap<>();
    private final Map<String, String> ears = new HashMap<>();

    Ears(List<Node> nodes, Map<String, Tensor> constants, UnaryOperator<String> fresh) {
        this.nodes = nodes;
        this.constants = constants;
        this.fresh = fresh;
    }

    /**
     * The edge whose maker is to be redirected.
     *
     * @throws Refusal if the reader is given from outside, or hears as a whole what a part of it hears already
     */
    String of(Site.Arrow arrow) {
        String reader = arrow.reader();
        if (arrow.parts().isEmpty()) {
            if (undivided.containsKey(reader)) {
                throw new Refusal("A part of '" + reader + "' hears by itself already, and now all of it is to hear '"
                        + arrow.tensor() + "'.", "Maybe write the move of the whole reader first.");
            }
            return reader;
        }
        return ears.computeIfAbsent(reader + arrow.parts(), _ -> divided(arrow));
    }

    private String divided(Site.Arrow arrow) {
        String reader = arrow.reader();
        int place = place(reader);
        Node maker = nodes.get(place);
        Node whole = undivided.computeIfAbsent(reader, _ -> maker);
        String before = fresh.apply(reader + "/unmoved");
        String ear = fresh.apply(reader + "/moved");
        String mask = fresh.apply(reader + "/part");
        List<String> renamed = new ArrayList<>(maker.outputs());
        renamed.replaceAll(each -> each.equals(reader) ? before : each);
        nodes.set(place, maker.on(maker.inputs(), renamed));
        List<String> heard = new ArrayList<>(whole.outputs());
        heard.replaceAll(each -> each.isEmpty() ? each : each.equals(reader) ? ear : fresh.apply(each + "/unheard"));
        nodes.add(whole.again(whole.inputs(), heard));
        constants.put(mask, mask(arrow.parts()));
        nodes.add(Node.of("Where", List.of(mask, ear, before), reader));
        return ear;
    }

    private int place(String reader) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).outputs().contains(reader)) {
                return i;
            }
        }
        throw new InvalidInput("'" + reader + "' is given from outside and reads nothing.",
                "Maybe name a tensor that is computed as the reader.");
    }

    /** True where all parts hold; an axis without a part has length 1. */
    private static Tensor mask(List<Site.Arrow.Part> parts) {
        long[] shape = new long[parts.getFirst().axes()];
        Arrays.fill(shape, 1);
        parts.forEach(part -> shape[part.axis()] = part.length());
        boolean[] mask = new boolean[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        for (int flat = 0; flat < mask.length; flat++) {
            int rest = flat;
            long[] at = new long[shape.length];
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                at[axis] = rest % shape[axis];
                rest /= (int) shape[axis];
            }
            mask[flat] = parts.stream().allMatch(part -> at[part.axis()] >= part.from() && at[part.axis()] < part.to());
        }
        return Tensor.of(mask, shape);
    }
}
