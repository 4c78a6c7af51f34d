package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;

/**
 * Writes nodes and constants under fresh names. Everything it writes is valid from operator set 18 on, and has a rule in
 * {@link Rules} or is flat.
 */
final class Emit {
    private static final String PREFIX = "d.";

    private final Types types;
    private final Map<String, Tensor> known;
    private final Set<String> taken;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> constants = new LinkedHashMap<>();
    private final Map<Object, String> memory = new HashMap<>();
    private final Map<String, Turn> turns = new HashMap<>();
    private int next;

    /**
     * @param known constants of the graph by edge
     * @param taken names that are in use; grows
     */
    Emit(Types types, Map<String, Tensor> known, Set<String> taken) {
        this.types = types;
        this.known = known;
        this.taken = taken;
    }

    Types types() {
        return types;
    }

    List<Node> nodes() {
        return nodes;
    }

    Map<String, Tensor> constants() {
        return constants;
    }

    /** Whether an edge bears a name that was given here. */
    static boolean wrote(String edge) {
        return edge.startsWith(PREFIX);
    }

    /** Types of what was written, as far as they are known: the runtime does not find all of them out again. */
    List<Value> hints() {
        return nodes.stream().flatMap(node -> node.outputs().stream()).filter(types::knows)
                .map(edge -> new Value(edge, new ValueType.OfTensor(types.element(edge), types.dims(edge)))).toList();
    }

    /** The value of an edge that is constant, else null. */
    @Nullable
    Tensor constant(String edge) {
        Tensor own = constants.get(edge);
        return own != null ? own : known.get(edge);
    }

    String fresh() {
        String name;
        do {
            name = PREFIX + next++;
        } while (!taken.add(name));
        return name;
    }

    String op(String op, String... inputs) {
        return op(op, Map.of(), inputs);
    }

    String op(String op, Map<String, Attribute> attributes, String... inputs) {
        return ops(op, 1, attributes, inputs).getFirst();
    }

    /** A node with several outputs. */
    List<String> ops(String op, int outputs, Map<String, Attribute> attributes, String... inputs) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            made.add(fresh());
        }
        nodes.add(Node.of(op, List.of(inputs), made, attributes));
        return made;
    }

    /** A node as it is. */
    void keep(Node node) {
        nodes.add(node);
    }

    /** Writes a node whose output has a name that was chosen before. */
    void name(String edge, String name) {
        nodes.add(Node.of("Identity", List.of(edge), name));
    }

    String constant(Object key, Tensor tensor) {
        return memory.computeIfAbsent(key, _ -> {
            String name = fresh();
            constants.put(name, tensor);
            return name;
        });
    }

    /** Whole numbers on one axis. */
    String ints(long... values) {
        return constant("ints" + Arrays.toString(values), Tensor.of(values, values.length));
    }

    /** One whole number without axes. */
    String whole(long value) {
        return constant("whole" + value, Tensor.scalar(value));
    }

    /** One number without axes, of the type of an edge. */
    String scalar(String like, double value) {
        ElementType element = types.element(like);
        return constant(element + " " + value, Reals.of(element, new double[]{value}));
    }

    /** The same operation for the same inputs once only. */
    String once(String op, String... inputs) {
        return memory.computeIfAbsent(op + List.of(inputs), _ -> op(op, inputs));
    }

    String add(String a, String b) {
        return op("Add", a, b);
    }

    String sub(String a, String b) {
        return op("Sub", a, b);
    }

    String mul(String a, String b) {
        return op("Mul", a, b);
    }

    String div(String a, String b) {
        return op("Div", a, b);
    }

    String neg(String a) {
        return op("Neg", a);
    }

    /** An edge times a number. */
    String times(String edge, String like, double factor) {
        return factor == 1 ? edge : factor == -1 ? neg(edge) : mul(edge, scalar(like, factor));
    }

    String reciprocal(String a) {
        return op("Reciprocal", a);
    }

    /** {@code g} where the condition holds, else 0: no 0 times infinity. */
    String where(String condition, String g, String like) {
        return op("Where", condition, g, scalar(like, 0));
    }

    /** Another order of axes; two of them in a row become one. */
    String transpose(String edge, long... order) {
        Turn before = turns.get(edge);
        if (before != null) {
            return transpose(before.edge(), Arrays.stream(order).map(axis -> before.order()[(int) axis]).toArray());
        }
        if (IntStream.range(0, order.length).allMatch(i -> order[i] == i)) {
            return edge;
        }
        String key = "turn" + Arrays.toString(order) + edge;
        String there = memory.get(key);
        if (there != null) {
            return there;
        }
        String turned = op("Transpose", Attributes.of("perm", order), edge);
        turns.put(turned, new Turn(edge, order));
        if (types.knows(edge)) {
            types.ranked(turned, edge, order.length);
        }
        memory.put(key, turned);
        return turned;
    }

    @SuppressWarnings("ArrayRecordComponent") // read by index
    private record Turn(String edge, long[] order) {}

    /** Tells of a transposition that was there before. */
    void turned(Node node) {
        long[] order = node.wholes("perm");
        if (order != null) {
            turns.put(node.outputs().getFirst(), new Turn(node.inputs().getFirst(), order));
        }
    }

    /** Sums over axes. */
    String sum(String edge, boolean keep, long... axes) {
        return axes.length == 0
                ? edge
                : op("ReduceSum", Attributes.of("keepdims", keep ? 1 : 0), edge, ints(axes));
    }

    /** Means over axes, which stay. */
    String mean(String edge, String axes) {
        return op("ReduceMean", edge, axes);
    }
}
