package org.orrery.network.gradient;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.ValueType;

/**
 * Writes a recurrent layer out step by step. Formulas: the ONNX standard (RNN, GRU, LSTM). Costs: nodes in proportion to the
 * length of the sequence, which must be known.
 */
final class Recurrent {
    private static final Set<String> PLAIN = Set.of("Relu", "Tanh", "Sigmoid", "Softsign", "Softplus");

    private final Node node;
    private final Emit to;
    private final Site site;
    private final int steps;
    private final long hidden;
    private final Dim batch;
    /** Steps first. */
    private final String x;

    private Recurrent(Node node, Emit to) {
        this.node = node;
        this.to = to;
        this.site = new Site(node);
        boolean batchFirst = node.whole("layout", 0) == 1;
        String given = node.inputs().getFirst();
        this.steps = to.types().rank(given) < 0 ? -1 : (int) to.types().length(given, batchFirst ? 1 : 0);
        this.hidden = node.whole("hidden_size", -1);
        if (steps < 1 || hidden < 1) {
            throw site.refusal("the length of its sequence is not known before a run",
                    "Fix the length of the sequence in the model's input.");
        }
        this.x = batchFirst ? to.transpose(given, 1, 0, 2) : given;
        if (batchFirst) {
            to.types().ranked(x, given, 3);
        }
        List<Dim> dims = to.types().dims(given);
        Dim size = dims == null ? new Dim.Free() : dims.get(batchFirst ? 0 : 1);
        this.batch = size instanceof Dim.Free ? new Dim.Named("batch of " + node.inputs().getFirst()) : size;
    }

    /** What one direction comes to. */
    private record Course(List<String> states, String last, String cell) {}

    static void list(Map<String, Definition> table) {
        for (String op : List.of("RNN", "GRU", "LSTM")) {
            table.put(op, (at, to) -> new Recurrent(at.node(), to).write());
        }
    }

    private void write() {
        String direction = node.text("direction", "forward");
        List<Course> courses = new ArrayList<>();
        int count = direction.equals("bidirectional") ? 2 : 1;
        for (int way = 0; way < count; way++) {
            courses.add(course(way, direction.equals("reverse") || way == 1, count));
        }
        boolean batchFirst = node.whole("layout", 0) == 1;
        name(0, () -> {
            String[] all = new String[steps];
            for (int t = 0; t < steps; t++) {
                int step = t;
                String ways = concat(courses.stream().map(each -> each.states().get(step)).toList(), 0);
                all[t] = to.op("Unsqueeze", ways, to.ints(0));
            }
            String whole = concat(List.of(all), 0);
            return batchFirst ? to.transpose(whole, 2, 0, 1, 3) : whole;
        });
        name(1, () -> last(courses.stream().map(Course::last).toList(), batchFirst));
        if (node.op().equals("LSTM")) {
            name(2, () -> last(courses.stream().map(Course::cell).toList(), batchFirst));
        }
    }

    private String last(List<String> ways, boolean batchFirst) {
        String whole = concat(ways.stream().map(each -> to.op("Unsqueeze", each, to.ints(0))).toList(), 0);
        return batchFirst ? to.transpose(whole, 1, 0, 2) : whole;
    }

    private void name(int output, java.util.function.Supplier<String> edge) {
        if (output < node.outputs().size() && !node.outputs().get(output).isEmpty()) {
            to.name(edge.get(), node.outputs().get(output));
        }
    }

    private String concat(List<String> parts, int axis) {
        return to.op("Concat", Attributes.of("axis", axis), parts.toArray(String[]::new));
    }

    /** One direction: states[t] as [1, batch, hidden], the last state and cell as [batch, hidden]. */
    private Course course(int way, boolean backwards, int ways) {
        int gates = node.op().equals("LSTM") ? 4 : node.op().equals("GRU") ? 3 : 1;
        String w = to.transpose(way(1, way), 1, 0);
        String r = to.transpose(way(2, way), 1, 0);
        String inner = null;
        String outer = to.op("MatMul", x, w);
        if (node.has(3)) {
            List<String> halves = to.ops("Split", 2, Attributes.of("axis", 0), way(3, way),
                    to.ints(gates * hidden, gates * hidden));
            outer = to.add(outer, halves.get(0));
            inner = halves.get(1);
        }
        List<String> inputs = steps == 1
                ? List.of(outer)
                : to.ops("Split", steps, Attributes.of("axis", 0, "num_outputs", steps), outer);
        String h = start(5, way);
        String c = node.op().equals("LSTM") ? start(6, way) : h;
        Cell cell = new Cell(node, site, to, r, inner, hidden,
                node.op().equals("LSTM") && node.has(7) ? way(7, way) : null, activations(way, ways));
        String[] states = new String[steps];
        for (int step = 0; step < steps; step++) {
            int t = backwards ? steps - 1 - step : step;
            String input = typed(to.op("Squeeze", inputs.get(t), to.ints(0)), gates * hidden);
            Cell.State next = cell.step(input, h, c);
            String shown = next.h();
            if (node.has(4)) {
                String going = to.op("Unsqueeze", to.op("Greater", node.inputs().get(4),
                        to.op("CastLike", to.whole(t), node.inputs().get(4))), to.ints(1));
                shown = to.op("Where", going, next.h(), to.scalar(x(), 0));
                next = new Cell.State(to.op("Where", going, next.h(), h), to.op("Where", going, next.c(), c));
            }
            h = next.h();
            c = next.c();
            states[t] = to.op("Unsqueeze", shown, to.ints(0));
        }
        return new Course(List.of(states), h, c);
    }

    private String x() {
        return node.inputs().getFirst();
    }

    private String way(int input, int way) {
        return to.op("Gather", Attributes.of("axis", 0), node.inputs().get(input), to.whole(way));
    }

    private String start(int input, int way) {
        if (node.has(input)) {
            long axis = node.whole("layout", 0) == 1 ? 1 : 0;
            return typed(to.op("Gather", Attributes.of("axis", axis), node.inputs().get(input), to.whole(way)), hidden);
        }
        String size = to.op("Shape", Attributes.of("start", 1, "end", 2), x);
        return typed(to.op("Expand", to.scalar(x(), 0),
                to.op("Concat", Attributes.of("axis", 0), size, to.ints(hidden))), hidden);
    }

    /** One name for the number of examples in all steps: then nothing has to be found out again about their shapes. */
    private String typed(String edge, long width) {
        to.types().put(edge, new ValueType.OfTensor(to.types().element(x()), List.of(batch, new Dim.Known(width))));
        return edge;
    }

    private List<String> activations(int way, int ways) {
        List<String> usual = switch (node.op()) {
            case "LSTM" -> List.of("Sigmoid", "Tanh", "Tanh");
            case "GRU" -> List.of("Sigmoid", "Tanh");
            default -> List.of("Tanh");
        };
        if (!(node.attribute("activations") instanceof Attribute.Texts(List<ByteString> given))) {
            return usual;
        }
        List<String> names = given.stream().map(ByteString::toStringUtf8).toList();
        List<String> own = names.subList(way * names.size() / ways, (way + 1) * names.size() / ways);
        for (String name : own) {
            if (!PLAIN.contains(name)) {
                throw site.refusal("its activation " + name + " is not supported");
            }
        }
        return own;
    }
}
