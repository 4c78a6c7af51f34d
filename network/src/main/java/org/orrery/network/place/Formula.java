package org.orrery.network.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.Window;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;

/**
 * A reading written as nodes of the graph, so that it can be differentiated: one number an example, in a column.
 *
 * @param nodes to be put behind the graph's own
 * @param constants that they need
 * @param edge that holds the number, of the shape [examples, 1] and of type float
 */
public record Formula(List<Node> nodes, Map<String, Tensor> constants, String edge) {
    /**
     * Writes a reading.
     *
     * @param shapes of its tensors in a run, with the axis of examples
     * @param prefix of the names of all new edges
     * @throws Refusal if it is made of places (argmax), which have no derivative
     */
    static Formula of(Quantity quantity, Map<Address, Element> elements, Map<String, long[]> shapes,
            String prefix) {
        Writer writer = new Writer(elements, shapes, prefix);
        String edge = writer.write(quantity, null);
        return new Formula(List.copyOf(writer.nodes), writer.constants, edge);
    }

    private static final class Writer {
        private final Map<Address, Element> elements;
        private final Map<String, long[]> shapes;
        private final String prefix;
        private final List<Node> nodes = new ArrayList<>();
        private final Map<String, Tensor> constants = new LinkedHashMap<>();
        private final Map<String, String> flat = new LinkedHashMap<>();

        Writer(Map<Address, Element> elements, Map<String, long[]> shapes, String prefix) {
            this.elements = elements;
            this.shapes = shapes;
            this.prefix = prefix;
        }

        private String fresh() {
            return prefix + (nodes.size() + constants.size());
        }

        private String node(String op, Map<String, Attribute> attributes, String... inputs) {
            String output = fresh();
            nodes.add(Node.of(op, List.of(inputs), List.of(output), attributes));
            return output;
        }

        private String constant(Tensor tensor) {
            String name = fresh();
            constants.put(name, tensor);
            return name;
        }

        private String number(double value) {
            return constant(Tensor.of(new float[]{(float) value}, 1, 1));
        }

        String write(Quantity part, @Nullable Integer position) {
            return switch (part) {
                case Quantity.Num(double value) -> number(value);
                case Quantity.Read(var address) -> element(found(address), position);
                case Quantity.At(Quantity of, double time) -> write(of, (int) time);
                case Quantity.Over(Quantity.Fold fold, Quantity of, Window window) -> fold(fold, of, window);
                case Quantity.Binary(Quantity.Operator operator, Quantity left, Quantity right) -> node(
                        switch (operator) {
                            case PLUS -> "Add";
                            case MINUS -> "Sub";
                            case TIMES -> "Mul";
                            case DIVIDE -> "Div";
                            case POWER -> "Pow";
                        }, Map.of(), write(left, position), write(right, position));
                case Quantity.Apply(Quantity.Function function, Quantity of) ->
                    apply(function, write(of, position));
                case Quantity.Steady _,Quantity.Sensitivity _,Quantity.Expectation _,Quantity.Probability _ ->
                    throw new Refusal("'" + part + "' has no attribution: it is no number of one example.",
                            "Maybe ask for an element: logits[1]");
            };
        }

        private String apply(Quantity.Function function, String of) {
            return switch (function) {
                case NEGATE -> node("Neg", Map.of(), of);
                case EXP -> node("Exp", Map.of(), of);
                case LN -> node("Log", Map.of(), of);
                case LOG10 -> node("Mul", Map.of(), node("Log", Map.of(), of), number(1 / Math.log(10)));
                case SQRT -> node("Sqrt", Map.of(), of);
                case ABS -> node("Abs", Map.of(), of);
            };
        }

        private String fold(Quantity.Fold fold, Quantity of, Window window) {
            int last = elements.values().stream().filter(element -> element.place().leavesPositions())
                    .mapToInt(element -> (int) shape(element)[element.place().positionAxis()]).min().orElse(1) - 1;
            int from = (int) Math.max(0, Math.ceil(window.from()));
            int to = (int) Math.min(last, Math.floor(window.to()));
            List<String> each = new ArrayList<>();
            for (int position = from; position <= to; position++) {
                each.add(write(of, position));
            }
            String[] inputs = each.toArray(String[]::new);
            return switch (fold) {
                case MEAN -> node("Mean", Map.of(), inputs);
                case MAX -> node("Max", Map.of(), inputs);
                case MIN -> node("Min", Map.of(), inputs);
                case INTEGRAL -> node("Sum", Map.of(), inputs);
            };
        }

        private Element found(Address address) {
            Element element = elements.get(address);
            if (element == null) {
                throw new IllegalStateException("never collected: " + address);
            }
            return element;
        }

        private long[] shape(Element element) {
            long[] shape = shapes.get(element.place().tensor());
            if (shape == null) {
                throw new IllegalStateException("never run: " + element.place().tensor());
            }
            return shape;
        }

        private String element(Element element, @Nullable Integer position) {
            int[] indices = element.indices(shape(element), position);
            String row = row(element.place(), shape(element));
            return switch (element.readout()) {
                case VALUE -> pick(row, indices[0]);
                case ARGMAX -> throw new Refusal("'" + element.address() + "' is a place, which has no derivative.",
                        "Maybe ask for the score at that place.");
                case PROBABILITY -> {
                    String scores = node("Gather", Map.of("axis", new Attribute.Whole(1)), row,
                            constant(Tensor.of(Arrays.stream(indices).asLongStream().toArray(),
                                    indices.length)));
                    yield indices.length == 1
                            ? node("Sigmoid", Map.of(), scores)
                            : pick(node("Softmax", Map.of("axis", new Attribute.Whole(1)), scores), element.picked());
                }
            };
        }

        private String pick(String row, int index) {
            return node("Gather", Map.of("axis", new Attribute.Whole(1)), row,
                    constant(Tensor.of(new long[]{index}, 1)));
        }

        /** The tensor with its examples one below the other and the elements of each in a row, as floats. */
        private String row(Place place, long[] shape) {
            String known = flat.get(place.tensor());
            if (known != null) {
                return known;
            }
            String edge = place.tensor();
            int batch = place.batchAxis();
            if (batch > 0) {
                long[] order = new long[shape.length];
                order[0] = batch;
                for (int axis = 0, next = 1; axis < shape.length; axis++) {
                    if (axis != batch) {
                        order[next++] = axis;
                    }
                }
                edge = node("Transpose", Map.of("perm", new Attribute.Wholes(order)), edge);
            }
            edge = node("Reshape", Map.of(), edge,
                    constant(Tensor.of(new long[]{batch < 0 ? 1 : 0, -1}, 2)));
            if (place.element() != ElementType.FLOAT) {
                edge = node("Cast", Map.of("to", new Attribute.Whole(ElementType.FLOAT.number())), edge);
            }
            flat.put(place.tensor(), edge);
            return edge;
        }
    }
}
