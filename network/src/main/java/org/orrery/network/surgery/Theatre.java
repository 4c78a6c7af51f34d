package org.orrery.network.surgery;

import java.util.Map;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.place.Places;
import org.orrery.network.run.RunSettings;

/**
 * What an operation on a network needs.
 *
 * @param places where its tensors are
 * @param types of its tensors, at least of those that are moved
 * @param examples that it is run on
 * @param files from which values are patched
 */
public record Theatre(OnnxModel model, Places places, Map<String, ValueType> types, Examples examples, Files files,
        RunSettings settings) {
    public Theatre {
        types = Map.copyOf(types);
    }

    /** Reads arrays by name. */
    @FunctionalInterface
    public interface Files {
        /**
         * @throws org.orrery.core.InvalidInput if the file cannot be read
         */
        Map<String, Tensor> read(String path);
    }
}
