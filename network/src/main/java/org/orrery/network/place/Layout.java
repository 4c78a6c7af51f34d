package org.orrery.network.place;

import java.util.ArrayList;
import java.util.List;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;

/**
 * The axes of one tensor and what they count.
 *
 * @param tensor its name in the graph
 * @param shape with the axis of examples
 * @param batchAxis the axis of examples, -1 where no example flows through
 * @param positionAxis the axis of positions, -1 where there is none
 */
public record Layout(String tensor, ElementType element, List<Dim> shape, int batchAxis, int positionAxis) {
    public Layout {
        shape = List.copyOf(shape);
    }

    /** Axes of one example: all but the axis of examples, in order. */
    public List<Integer> axes() {
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < shape.size(); axis++) {
            if (axis != batchAxis) {
                axes.add(axis);
            }
        }
        return axes;
    }

    /** The shape of one example. */
    public List<Dim> exampleShape() {
        return axes().stream().map(shape::get).toList();
    }

    /** The axes of one example for people: {@code 16 positions x 12}. */
    public String describe() {
        List<String> parts = new ArrayList<>();
        for (int axis : axes()) {
            parts.add(shape.get(axis) + (axis == positionAxis ? " positions" : ""));
        }
        return parts.isEmpty() ? "no axes: it is one number" : String.join(" x ", parts);
    }
}
