package org.orrery.network.surgery;

import java.util.Map;
import org.orrery.network.onnx.Tensor;

/** Inputs that a network is run on. */
public interface Examples {
    /** How many there are, at least 1. */
    int size();

    /** Whether several can be given at once, on an axis of their own. */
    boolean areBatched();

    /**
     * The model's inputs by name.
     *
     * @param rows numbers of examples, in the order in which they are to stand; one only where they are not batched
     */
    Map<String, Tensor> rows(int[] rows);
}
