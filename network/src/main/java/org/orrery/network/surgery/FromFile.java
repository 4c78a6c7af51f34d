package org.orrery.network.surgery;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.World;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Layout;

/**
 * Values from a file: an array that has the tensor's name, or the inputs of another run, in which the tensor has its value.
 * Arrays hold one example (for all worlds) or as many as there are examples (each for its own).
 */
final class FromFile implements Subjects {
    private final String path;
    private final Map<String, Tensor> arrays;
    private final Casting casting;

    FromFile(String path, Theatre.Files files, Casting casting) {
        this.path = path;
        this.casting = casting;
        this.arrays = files.read(path);
    }

    /** The array for a gear: the one of its name, as asked or in the graph, or the only one there is; null for none. */
    @Nullable
    Tensor array(Gear gear) {
        for (String name : List.of(gear.move().address().name(), gear.place().tensor())) {
            Tensor named = arrays.get(name);
            if (named != null) {
                return named;
            }
        }
        boolean steered = gear.move() instanceof Intervention.Steer;
        return steered && arrays.size() == 1 ? arrays.values().iterator().next() : null;
    }

    /**
     * Refuses a file that holds neither the tensor nor the inputs.
     *
     * @throws InvalidInput with what it holds
     */
    void requireInputs(List<Layout> inputs, String tensor) {
        List<String> missing = inputs.stream().map(Layout::tensor).filter(name -> !arrays.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new InvalidInput("'" + path + "' holds neither '" + tensor + "' nor the input "
                    + String.join(", ", missing) + "; it holds " + String.join(", ", new TreeSet<>(arrays.keySet()))
                    + ".", "Maybe the arrays have other names.");
        }
    }

    /** How many examples its inputs are. */
    int size() {
        return arrays.values().stream().mapToInt(tensor -> tensor.rank() == 0 ? 1 : (int) tensor.shape()[0]).min()
                .orElse(1);
    }

    @Override
    public Map<String, Tensor> inputs(List<World> worlds) {
        int[] rows = worlds.stream().mapToInt(world -> size() == 1 ? 0 : casting.example(world)).toArray();
        Map<String, Tensor> picked = new LinkedHashMap<>();
        arrays.forEach((name, tensor) -> picked.put(name, TensorRows.pick(tensor, rows)));
        return picked;
    }

    @Override
    public Map<String, Tensor> columns(List<World> worlds) {
        return Map.of();
    }

    /**
     * The elements of one example in an array of one or of all examples, or of fewer axes that are repeated.
     *
     * @param example which
     * @param of how many examples there are
     * @throws InvalidInput if the shape fits none of these
     */
    double[] fit(Tensor array, RowShape shape, int example, int of) {
        long[] wanted = shape.example();
        double[] all = array.doubles();
        int size = shape.size();
        long[] given = array.shape();
        int lead = given.length - wanted.length;
        boolean rows = lead == 1 && (given[0] == 1 || given[0] == of)
                && Arrays.equals(Arrays.copyOfRange(given, 1, given.length), wanted);
        if (rows) {
            int from = given[0] == 1 ? 0 : example * size;
            return Arrays.copyOfRange(all, from, from + size);
        }
        boolean tail = lead <= 0
                && Arrays.equals(given, Arrays.copyOfRange(wanted, wanted.length - given.length, wanted.length));
        if (!tail || all.length == 0) {
            throw new InvalidInput("The array in '" + path + "' has the shape " + Arrays.toString(given)
                    + ", and one example of the tensor has " + Arrays.toString(wanted) + ".",
                    "Maybe save one example, or one row for each of the " + of + " examples.");
        }
        double[] values = new double[size];
        Arrays.setAll(values, i -> all[i % all.length]);
        return values;
    }
}
