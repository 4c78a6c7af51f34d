package org.orrery.network.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;
import org.orrery.core.World;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Layout;

/**
 * Turns worlds into the inputs of a run. With examples a world is a row of them; inputs that are one number for each example
 * may be given by the world itself.
 */
public final class Feed {
    /** The input that says which example a world is. */
    public static final String ROW = "row";

    private final List<Layout> inputs;
    private final List<String> given;
    private final @Nullable Examples examples;

    /**
     * @param inputs every required input of the network
     * @param given names of the plan's inputs: {@code row}, or inputs that are one number
     * @param examples null where there are none
     * @throws InvalidInput if an input of the network has no value, with what it expects
     */
    public Feed(List<Layout> inputs, List<String> given, @Nullable Examples examples) {
        this.inputs = List.copyOf(inputs);
        this.given = List.copyOf(given);
        this.examples = examples;
        for (Layout input : inputs) {
            if (examples == null && !given.contains(input.tensor())) {
                throw new InvalidInput(
                        "The input '" + input.tensor() + "' of the network has no value; it expects " + expected(input)
                                + ".",
                        isNumber(input)
                                ? "Maybe set it: --set " + input.tensor() + "=1"
                                : "Maybe bring examples: --with data.npz");
            }
        }
    }

    /** Whether an input is one number for each example. */
    public static boolean isNumber(Layout input) {
        return input.axes().isEmpty() && input.element() != ElementType.STRING;
    }

    /** What an input expects, for people: {@code float, 16 positions x 12 for each example}. */
    public static String expected(Layout input) {
        return input.element() + (input.axes().isEmpty() ? ", one number" : ", " + input.describe())
                + (input.batchAxis() < 0 ? "" : " for each example");
    }

    /** The inputs of a run with the worlds one after another along the axis of examples. */
    public Map<String, Tensor> of(List<World> worlds) {
        Map<String, Tensor> run = new LinkedHashMap<>();
        if (examples != null) {
            run.putAll(examples.rows(rows(worlds)));
        }
        for (Layout input : inputs) {
            int place = given.indexOf(input.tensor());
            if (place >= 0) {
                run.put(input.tensor(), numbers(input, worlds, place));
            }
        }
        return run;
    }

    /** Columns of the examples for the same worlds, as tensors of one number for each. */
    public Map<String, Tensor> columns(List<World> worlds) {
        Map<String, Tensor> columns = new LinkedHashMap<>();
        if (examples != null) {
            int[] rows = rows(worlds);
            examples.columns().forEach((name, values) -> {
                double[] picked = new double[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    picked[i] = values[rows[i]];
                }
                columns.put(name, Tensor.of(picked, rows.length));
            });
        }
        return columns;
    }

    /** The rows that the worlds are; row 0 where they do not say. */
    public int[] rows(List<World> worlds) {
        int place = given.indexOf(ROW);
        int size = examples == null ? 0 : examples.size();
        return worlds.stream().mapToInt(world -> {
            double row = place < 0 ? 0 : world.inputs()[place];
            if (row != Math.rint(row) || row < 0 || row >= size) {
                throw new InvalidInput("There is no row " + Numbers.print(row) + " of the examples.",
                        "Rows go from 0 to " + (size - 1) + ".");
            }
            return (int) row;
        }).toArray();
    }

    private static Tensor numbers(Layout input, List<World> worlds, int place) {
        List<Double> values = new ArrayList<>();
        for (World world : worlds) {
            double value = world.inputs()[place];
            if (input.element().isWhole() && value != Math.rint(value)) {
                throw new InvalidInput("The input '" + input.tensor() + "' expects " + expected(input) + ", not "
                        + Numbers.print(value) + ".", "Maybe give a whole number.");
            }
            values.add(value);
        }
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        long[] shape = input.batchAxis() < 0 ? new long[0] : new long[]{numbers.length};
        if (input.batchAxis() < 0) {
            numbers = new double[]{numbers[0]};
        }
        return Elements.of(input.element(), numbers, shape);
    }
}
