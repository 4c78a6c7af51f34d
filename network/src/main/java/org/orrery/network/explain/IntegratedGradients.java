package org.orrery.network.explain;

import java.util.List;
import java.util.Map;
import org.orrery.core.Quantity;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Places;
import org.orrery.network.run.RunSettings;

/**
 * Integrated gradients made ready once for many examples, without checks: for loops over a data set. One question with its
 * checks is {@link Explanation}'s. Source: Sundararajan, Taly and Yan, ICML 2017.
 */
public final class IntegratedGradients implements AutoCloseable {
    private final Slope slope;

    /**
     * Makes a network ready.
     *
     * @param target the number to be attributed
     * @param edges of real numbers, to which it is attributed; none for the inputs
     * @param input every required input for one example: those that are not among the edges stay as they are here
     */
    public IntegratedGradients(OnnxModel model, Places places, Quantity target, List<String> edges,
            Map<String, Tensor> input, RunSettings settings) {
        Subject subject = new Subject(model, places, places.reading(target), edges, input, settings);
        slope = new Slope(subject, true);
    }

    /**
     * Attributes by the midpoint rule on the straight line from zeros.
     *
     * @param example what each edge holds, with an axis of length 1 for the example
     * @param steps at least 1
     * @return for each edge the attribution of each element, row by row
     */
    public Map<String, double[]> attribute(Map<String, Tensor> example, int steps) {
        Ends ends = Ends.of(example, Ends.zeros(example));
        List<Slope.Point> points = slope.at(steps, i -> ends.between((i + 0.5) / steps), ends.like());
        return ends.along(Attributor.sum(points, 1.0 / steps));
    }

    @Override
    public void close() {
        slope.close();
    }
}
