package org.orrery.network.surgery;

import java.util.List;
import java.util.Map;
import org.orrery.core.World;
import org.orrery.network.onnx.Tensor;

/** What worlds are about: the inputs that a network looks at in them. */
interface Subjects {
    /** Inputs of the model by name, the worlds one after another along the axis of examples. */
    Map<String, Tensor> inputs(List<World> worlds);

    /** What else is known of them and can be read: one number a world. */
    Map<String, Tensor> columns(List<World> worlds);
}
