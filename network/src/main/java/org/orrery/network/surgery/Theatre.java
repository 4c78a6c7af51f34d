package org.orrery.network.surgery;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.orrery.network.data.Examples;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.place.Layout;
import org.orrery.network.place.Places;
import org.orrery.network.run.RunSettings;

/**
 * What an operation on a network needs.
 *
 * @param places where its tensors are
 * @param examples that it looks at, null where the inputs are given by each world
 * @param files from which values are patched
 */
public record Theatre(OnnxModel model, Places places, @Nullable Examples examples, Files files,
        RunSettings settings) {
    /** Reads arrays by name. */
    @FunctionalInterface
    public interface Files {
        /**
         * @throws org.orrery.core.InvalidInput if the file cannot be read
         */
        Map<String, Tensor> read(String path);
    }

    /** How many examples there are; 1 where the inputs are given by each world. */
    int size() {
        return examples == null ? 1 : examples.size();
    }

    /** The layouts of the inputs. */
    List<Layout> inputs() {
        return model.graph().required().stream().map(Value::name).map(places::layout).filter(Objects::nonNull)
                .toList();
    }

    /** Whether several examples can be given at once. */
    boolean isBatched() {
        return places.mixed().isEmpty() && inputs().stream().anyMatch(Theatre::isFree)
                && inputs().stream().allMatch(input -> input.batchAxis() < 0 || isFree(input));
    }

    private static boolean isFree(Layout input) {
        return input.batchAxis() >= 0 && !(input.shape().get(input.batchAxis()) instanceof Dim.Known);
    }

    /** The axis of examples of a tensor, -1 where it has none. */
    int axis(String tensor) {
        Layout layout = places.layout(tensor);
        return layout == null ? -1 : layout.batchAxis();
    }

    /** The type of a tensor as far as it is known. */
    ValueType type(String tensor) {
        Layout layout = places.layout(tensor);
        return layout == null ? new ValueType.Unknown() : new ValueType.OfTensor(layout.element(), layout.shape());
    }
}
