package org.orrery.network.gradient;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Node;

/** One step of a recurrent layer. */
final class Cell {
    private final Node node;
    private final Emit to;
    private final String recurrence;
    private final @Nullable String bias;
    private final long hidden;
    private final @Nullable String peepholes;
    private final List<String> activations;

    /**
     * @param recurrence weights of the state before, [hidden, gates hidden]
     * @param bias that goes with it
     * @param peepholes weights of the cell [3 hidden]: input, output, forget
     */
    Cell(Node node, Site site, Emit to, String recurrence, @Nullable String bias, long hidden,
            @Nullable String peepholes, List<String> activations) {
        this.node = node;
        this.to = to;
        this.recurrence = recurrence;
        this.bias = bias;
        this.hidden = hidden;
        this.peepholes = peepholes;
        this.activations = activations;
        if (node.attribute("clip") != null) {
            throw site.refusal("its clip is not supported");
        }
    }

    /** State and cell; the same where there is no cell. */
    record State(String h, String c) {}

    State step(String input, String h, String c) {
        return switch (node.op()) {
            case "LSTM" -> lstm(input, h, c);
            case "GRU" -> gru(input, h);
            default -> {
                String next = to.op(activations.getFirst(), to.add(input, recurrent(h)));
                yield new State(next, next);
            }
        };
    }

    private String recurrent(String h) {
        String product = to.op("MatMul", h, recurrence);
        return bias == null ? product : to.add(product, bias);
    }

    private List<String> parts(String edge, int count) {
        long[] sizes = new long[count];
        java.util.Arrays.fill(sizes, hidden);
        return to.ops("Split", count, Attributes.of("axis", -1), edge, to.ints(sizes));
    }

    /** Gates in the order input, output, forget, cell. */
    private State lstm(String input, String h, String c) {
        List<String> gates = parts(to.add(input, recurrent(h)), 4);
        List<String> peeps = peepholes == null ? List.of() : parts(peepholes, 3);
        String in = gate(peeped(gates.get(0), peeps, 0, c));
        String forget = node.whole("input_forget", 0) == 1
                ? to.sub(to.scalar(node.inputs().getFirst(), 1), in)
                : gate(peeped(gates.get(2), peeps, 2, c));
        String cell = to.add(to.mul(forget, c), to.mul(in, to.op(activations.get(1), gates.get(3))));
        String out = gate(peeped(gates.get(1), peeps, 1, cell));
        return new State(to.mul(out, to.op(activations.get(2), cell)), cell);
    }

    private String gate(String edge) {
        return to.op(activations.getFirst(), edge);
    }

    private String peeped(String gate, List<String> peeps, int place, String c) {
        return peeps.isEmpty() ? gate : to.add(gate, to.mul(peeps.get(place), c));
    }

    /** Gates in the order update, reset, hidden. */
    private State gru(String input, String h) {
        List<String> outer = parts(input, 3);
        String next;
        String update;
        if (node.whole("linear_before_reset", 0) == 1) {
            List<String> inner = parts(recurrent(h), 3);
            update = gate(to.add(outer.get(0), inner.get(0)));
            String reset = gate(to.add(outer.get(1), inner.get(1)));
            next = to.add(outer.get(2), to.mul(reset, inner.get(2)));
        } else {
            List<String> weights = parts(recurrence, 3);
            List<String> biases = bias == null ? List.of() : parts(bias, 3);
            update = gate(to.add(outer.get(0), product(h, weights, biases, 0)));
            String reset = gate(to.add(outer.get(1), product(h, weights, biases, 1)));
            next = to.add(outer.get(2), product(to.mul(reset, h), weights, biases, 2));
        }
        String proposed = to.op(activations.get(1), next);
        String one = to.scalar(node.inputs().getFirst(), 1);
        String state = to.add(to.mul(to.sub(one, update), proposed), to.mul(update, h));
        return new State(state, state);
    }

    private String product(String h, List<String> weights, List<String> biases, int gate) {
        String product = to.op("MatMul", h, weights.get(gate));
        return biases.isEmpty() ? product : to.add(product, biases.get(gate));
    }
}
