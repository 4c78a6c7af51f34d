package org.orrery.network.data;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Layout;

/** Fits data to the inputs of a network: by name where there are names, else by shape, which the claims then say. */
public final class Fitting {
    private static final int MOST_WORDS = 20;

    private final Table table;
    private final Card card;
    private final List<Layout> inputs;
    private final Set<String> taken;
    private final Set<String> used = new LinkedHashSet<>();
    private final Map<String, Long> free = new HashMap<>();
    private final List<Claim.Assumption> assumptions = new ArrayList<>();

    private Fitting(Table table, Card card, List<Layout> inputs, Set<String> taken) {
        this.taken = Set.copyOf(taken);
        this.table = table;
        this.card = card;
        this.inputs = inputs;
    }

    /**
     * Reads data for a network.
     *
     * @param file the data
     * @param card what is known of the inputs
     * @param inputs every required input of the network
     * @param taken names that the network has given: a column of the same name {@code x} is called {@code data.x}
     * @throws InvalidInput if the data cannot be read or do not fit, with what is expected
     */
    public static Examples fit(Path file, Card card, List<Layout> inputs, Set<String> taken) {
        for (String name : card.inputs().keySet()) {
            List<String> names = inputs.stream().map(Layout::tensor).toList();
            if (!names.contains(name)) {
                throw new InvalidInput(card.name() + " speaks of an input '" + name + "', and the network has "
                        + String.join(", ", names) + ".", Nearest.advice(name, names));
            }
        }
        int width = inputs.size() == 1 ? Math.max(0, known(inputs.getFirst())) : 0;
        double first = inputs.size() == 1 ? card.of(inputs.getFirst().tensor()).first() : Double.NaN;
        return new Fitting(DataFile.read(file, width, first), card, inputs, taken).examples(DataFile.sha256(file));
    }

    private Examples examples(String sha256) {
        Map<String, Stack> stacks = new LinkedHashMap<>();
        for (Layout input : inputs) {
            Scaling scaling = new Scaling(input, card, table);
            Tensor raw = raw(input);
            Tensor fitted = scaling.apply(check(input, raw));
            scaling.told(fitted).forEach(assumptions::add);
            stacks.put(input.tensor(), new Stack(input, fitted));
        }
        int size = size(stacks);
        Map<String, double[]> columns = columns(size);
        if (!table.told().isEmpty() && table.form() == Table.Form.FEATURES) {
            untested(table.told());
        }
        return new Loaded(size, stacks, columns, sha256, List.copyOf(assumptions));
    }

    private int size(Map<String, Stack> stacks) {
        int size = -1;
        String first = "";
        for (Stack stack : stacks.values()) {
            if (stack.input().batchAxis() < 0) {
                continue;
            }
            int own = (int) stack.all().shape()[0];
            if (size >= 0 && own != size) {
                throw new InvalidInput(
                        "'" + stack.input().tensor() + "' has " + own + " examples, and '" + first + "' has "
                                + size + ".",
                        "Maybe the two are of different data.");
            }
            size = own;
            first = stack.input().tensor();
        }
        if (size == 0) {
            throw new InvalidInput(table.name() + " holds no example.", "Maybe the file was cut off.");
        }
        return Math.max(1, size);
    }

    /** The examples of one input on the first axis, in the elements of the file. */
    private Tensor raw(Layout input) {
        return switch (table.form()) {
            case ARRAYS -> {
                Tensor array = table.arrays().get(input.tensor());
                if (array == null) {
                    throw new InvalidInput(table.name() + " holds no array '" + input.tensor() + "', which expects "
                            + Feed.expected(input) + "; it holds " + String.join(", ", table.arrays().keySet()) + ".",
                            Nearest.advice(input.tensor(), table.arrays().keySet()));
                }
                used.add(input.tensor());
                order(input, "the arrays");
                yield Stack.front(array, input.batchAxis());
            }
            case ARRAY -> {
                only(input);
                order(input, "the array");
                yield Stack.front(array(Table.FEATURES), input.batchAxis());
            }
            case COLUMNS -> columns(input);
            case FEATURES -> {
                only(input);
                order(input, "the features");
                yield reshaped(array(Table.FEATURES), input);
            }
            case PICTURES -> {
                only(input);
                yield Pixels.fit(array(Table.FEATURES), input, card.of(input.tensor()).bgr(), table.name());
            }
        };
    }

    private Tensor array(String name) {
        Tensor array = table.arrays().get(name);
        if (array == null) {
            throw new IllegalStateException(table.name() + " has no " + name);
        }
        used.add(name);
        return array;
    }

    private void only(Layout input) {
        if (inputs.size() > 1) {
            throw new InvalidInput("The network has " + inputs.size() + " inputs ("
                    + String.join(", ", inputs.stream().map(Layout::tensor).toList()) + "), and " + table.name()
                    + " does not say which is which.",
                    "Maybe save arrays by name: numpy.savez(file, "
                            + input.tensor() + "=...).");
        }
    }

    private Tensor columns(Layout input) {
        List<String> features = card.of(input.tensor()).features();
        int wanted = known(input);
        List<String> names = features;
        if (wanted == 1 || input.axes().isEmpty()) {
            names = features.isEmpty() ? List.of(input.tensor()) : features;
        } else if (features.isEmpty()) {
            Set<String> others = new LinkedHashSet<>(inputs.stream().map(Layout::tensor).toList());
            names = table.arrays().entrySet().stream()
                    .filter(column -> column.getValue().type() != ElementType.STRING
                            && !others.contains(column.getKey()))
                    .map(Map.Entry::getKey).toList();
            if (names.size() != wanted) {
                throw new InvalidInput(
                        "'" + input.tensor() + "' expects " + Feed.expected(input) + ", and " + table.name()
                                + " has " + names.size() + " columns of numbers: "
                                + String.join(", ", names.stream().limit(8).toList())
                                + (names.size() > 8 ? ", ..." : "") + ".",
                        "Maybe say which in a card beside the model: inputs: {" + input.tensor()
                                + ": {features: [...]}}.");
            }
            untested("the columns of " + table.name() + " are in the order that the network was trained on");
        } else {
            assumptions.add(
                    new Claim.Assumption("the columns for " + input.tensor() + " are taken by name, in the order of "
                            + card.name(), Claim.State.HOLDS));
        }
        List<Tensor> columns = new ArrayList<>();
        for (String name : names) {
            Tensor column = table.arrays().get(name);
            if (column == null) {
                throw new InvalidInput(table.name() + " has no column '" + name + "', which "
                        + (features.isEmpty() ? "the network" : card.name()) + " names; it expects "
                        + Feed.expected(input) + ".", Nearest.advice(name, table.arrays().keySet()));
            }
            used.add(name);
            columns.add(column);
        }
        return joined(columns, input);
    }

    private static Tensor joined(List<Tensor> columns, Layout input) {
        int rows = columns.getFirst().size();
        long[] shape = input.axes().isEmpty() ? new long[]{rows} : new long[]{rows, columns.size()};
        if (columns.stream().allMatch(column -> column.type() == ElementType.STRING)) {
            List<ByteString> texts = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                for (Tensor column : columns) {
                    texts.add(column.texts().get(row));
                }
            }
            return Tensor.of(texts, shape);
        }
        double[] values = new double[rows * columns.size()];
        for (int k = 0; k < columns.size(); k++) {
            if (columns.get(k).type() == ElementType.STRING) {
                throw new InvalidInput("'" + input.tensor() + "' expects " + Feed.expected(input)
                        + ", and a column holds texts: " + columns.get(k).texts().getFirst().toStringUtf8(),
                        "Maybe the column is another one.");
            }
            double[] column = columns.get(k).doubles();
            for (int row = 0; row < rows; row++) {
                values[row * columns.size() + k] = column[row];
            }
        }
        return reshaped(Tensor.of(values, shape), input);
    }

    /** Features in a row on the axes of an input, where their number is the same. */
    private static Tensor reshaped(Tensor rows, Layout input) {
        long[] shape = rows.shape();
        int wanted = known(input);
        if (shape.length == 2 && wanted == shape[1]) {
            long[] own = new long[input.axes().size() + 1];
            own[0] = shape[0];
            for (int i = 1; i < own.length; i++) {
                own[i] = input.exampleShape().get(i - 1) instanceof Dim.Known(long length) ? length : 0;
            }
            return rows.reshaped(own);
        }
        return rows;
    }

    /** How many numbers one example of an input is, -1 where the model does not fix it. */
    private static int known(Layout input) {
        long product = 1;
        for (Dim dim : input.exampleShape()) {
            product = dim instanceof Dim.Known(long length) && product >= 0 ? product * length : -1;
        }
        return (int) Math.min(product, Integer.MAX_VALUE);
    }

    /** The array with the input's own number of axes, or what is wrong with it. */
    private Tensor check(Layout input, Tensor array) {
        List<Dim> expected = new ArrayList<>(input.exampleShape());
        if (input.batchAxis() >= 0) {
            expected.addFirst(new Dim.Free());
        }
        long[] shape = array.shape();
        boolean one = shape.length == expected.size() - 1 && expected.getLast().equals(new Dim.Known(1));
        boolean flat = shape.length == expected.size() + 1 && shape[shape.length - 1] == 1;
        Tensor fitted = one || flat ? array.reshaped(Arrays.copyOf(pad(shape), expected.size())) : array;
        long[] own = fitted.shape();
        boolean fits = own.length == expected.size();
        for (int axis = 0; axis < own.length && fits; axis++) {
            fits = switch (expected.get(axis)) {
                case Dim.Known(long length) -> length == own[axis];
                case Dim.Named(String name) -> free.merge(name, own[axis], (a, _) -> a) == own[axis];
                case Dim.Free _ -> true;
            };
        }
        if (!fits) {
            throw new InvalidInput("'" + input.tensor() + "' expects " + input.element() + ", "
                    + (input.batchAxis() < 0 ? "" : "examples x ") + input.describe() + ", and " + table.name()
                    + " has "
                    + Arrays.toString(shape) + ".", told(expected));
        }
        return fitted;
    }

    private String told(List<Dim> expected) {
        List<String> bound = expected.stream()
                .filter(dim -> dim instanceof Dim.Named named && free.containsKey(named.name()))
                .map(dim -> dim + " is " + free.get(dim.toString()) + " in another input").toList();
        return bound.isEmpty()
                ? "Maybe it is another input's, or its axes are swapped."
                : String.join("; ", bound) + ".";
    }

    private static long[] pad(long[] shape) {
        long[] padded = Arrays.copyOf(shape, shape.length + 1);
        padded[shape.length] = 1;
        return padded;
    }

    private void order(Layout input, String what) {
        List<Integer> axes = input.axes();
        if (axes.size() == 1 && input.element().isReal() && known(input) != 1) {
            untested("the order of " + what + " of " + table.name() + " is the one that the network was trained on");
        }
    }

    private void untested(String text) {
        Claim.Assumption assumption = new Claim.Assumption(text, Claim.State.UNTESTED);
        if (!assumptions.contains(assumption)) {
            assumptions.add(assumption);
        }
    }

    /** What is left: numbers as they are, words as a column of 0 and 1 for each. */
    private Map<String, double[]> columns(int size) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        table.arrays().forEach((name, array) -> {
            if (used.contains(name) || array.size() != size || array.rank() > 2) {
                return;
            }
            if (array.type() != ElementType.STRING) {
                columns.put(called(name), array.doubles());
                return;
            }
            List<String> words = array.texts().stream().map(ByteString::toStringUtf8).toList();
            List<String> distinct = words.stream().distinct().sorted().toList();
            for (String word : distinct.size() <= MOST_WORDS ? distinct : List.<String>of()) {
                columns.put(called(name + "." + word),
                        words.stream().mapToDouble(each -> each.equals(word) ? 1 : 0).toArray());
            }
        });
        return columns;
    }

    private String called(String column) {
        if (!taken.contains(column)) {
            return column;
        }
        assumptions.add(new Claim.Assumption("'" + column + "' is the network's own; the column of " + table.name()
                + " is called 'data." + column + "'", Claim.State.HOLDS));
        return "data." + column;
    }

    private record Loaded(int size, Map<String, Stack> stacks, Map<String, double[]> columns, String sha256,
            List<Claim.Assumption> assumptions) implements Examples {
        @Override
        public Map<String, Tensor> rows(int[] rows) {
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            stacks.forEach((name, stack) -> inputs.put(name, stack.rows(rows)));
            return inputs;
        }
    }
}
