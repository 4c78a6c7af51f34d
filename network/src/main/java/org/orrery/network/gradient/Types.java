package org.orrery.network.gradient;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.ValueType;

/** Type and shape of the edges of a graph, as far as they are known. Grows while the derivative is written. */
final class Types {
    private final Map<String, ValueType.OfTensor> types = new HashMap<>();

    void put(String edge, ValueType.OfTensor type) {
        types.put(edge, type);
    }

    /** Says that an edge has the type and shape of another. */
    void alike(String edge, String other) {
        ValueType.OfTensor type = types.get(other);
        if (type != null) {
            types.put(edge, type);
        }
    }

    /** Says how many axes an edge has, and that it holds what another holds. */
    void ranked(String edge, String like, int rank) {
        ElementType element = element(like);
        if (dims(edge) == null) {
            types.put(edge, new ValueType.OfTensor(element, Collections.nCopies(rank, new Dim.Free())));
        }
    }

    boolean knows(String edge) {
        return types.containsKey(edge);
    }

    ElementType element(String edge) {
        ValueType.OfTensor type = types.get(edge);
        if (type == null) {
            throw new InvalidInput("The type of '" + edge + "' is not known.", "Maybe it is no tensor.");
        }
        return type.element();
    }

    boolean real(String edge) {
        ValueType.OfTensor type = types.get(edge);
        return type != null && type.element().isReal();
    }

    /** Axes of an edge, null where not even their number is known. */
    @Nullable
    List<Dim> dims(String edge) {
        ValueType.OfTensor type = types.get(edge);
        return type == null ? null : type.shape();
    }

    /** How many axes, -1 where that is not known. */
    int rank(String edge) {
        List<Dim> dims = dims(edge);
        return dims == null ? -1 : dims.size();
    }

    /** The length of an axis, -1 where it is not known before a run. */
    long length(String edge, int axis) {
        List<Dim> dims = dims(edge);
        return dims != null && dims.get(axis) instanceof Dim.Known(long length) ? length : -1;
    }

    /** All lengths, null where one of them is not known before a run. */
    long @Nullable [] shape(String edge) {
        List<Dim> dims = dims(edge);
        if (dims == null || !dims.stream().allMatch(dim -> dim instanceof Dim.Known)) {
            return null;
        }
        return dims.stream().mapToLong(dim -> ((Dim.Known) dim).length()).toArray();
    }
}
