package org.orrery.network.surgery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Plan;
import org.orrery.network.data.Examples;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.place.Layout;
import org.orrery.network.place.Places;
import org.orrery.network.run.RunSettings;
import org.orrery.network.tree.Ensembles;

/**
 * What an operation on a network needs.
 *
 * @param model that is edited
 * @param bare as it was opened: what an edited one, untouched, is compared with
 * @param ensembles of trees, which are taken apart where one is asked for
 * @param places where its tensors are
 * @param examples that it looks at, null where the inputs are given by each world
 * @param files from which values are patched
 */
public record Theatre(OnnxModel model, OnnxModel bare, Ensembles ensembles, Places places,
        @Nullable Examples examples, Files files, RunSettings settings) {
    /** Reads arrays by name. */
    @FunctionalInterface
    public interface Files {
        /**
         * @throws org.orrery.core.InvalidInput if the file cannot be read
         */
        Map<String, Tensor> read(String path);
    }

    /**
     * The same with the ensembles taken apart whose trees some plans read or move.
     *
     * @throws org.orrery.core.Refusal if one cannot be
     */
    Theatre opened(List<Plan> plans) {
        if (ensembles.layouts().isEmpty()) {
            return this;
        }
        Set<String> touched = new LinkedHashSet<>();
        for (Plan plan : plans) {
            plan.moves().forEach(move -> touched.add(Gear.of(move, places).site().tensor()));
            plan.readings().forEach(reading -> touched.addAll(places.reading(reading).tensors()));
            plan.courses().forEach(course -> touched.add(places.place(course).tensor()));
        }
        return new Theatre(ensembles.opened(model, touched), bare, ensembles, places, examples, files, settings);
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
