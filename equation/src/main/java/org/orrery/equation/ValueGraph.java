package org.orrery.equation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expressions with equal values made one: every distinct value has a number, and arguments have smaller numbers than
 * their users. Operators of many arguments are chains of binary ones from left to right, a piecewise is a chain of
 * choices of three arguments (condition, then, else). Constants are folded.
 */
final class ValueGraph {
    /** Stands where an operator takes fewer than three arguments. */
    static final int NONE = -1;

    sealed interface Node {
        record Constant(double value) implements Node {}

        record Time() implements Node {}

        record State(int index) implements Node {}

        record Parameter(int index) implements Node {}

        record Apply(Operator operator, int a, int b, int c) implements Node {
            int arity() {
                return b == NONE ? 1 : c == NONE ? 2 : 3;
            }

            int argument(int i) {
                return i == 0 ? a : i == 1 ? b : c;
            }
        }
    }

    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final int[] outputs;
    private final Key key;

    /** What makes two graphs compute the same. */
    static final class Key {
        private final List<Node> nodes;
        private final int[] outputs;
        private final int hash;

        private Key(List<Node> nodes, int[] outputs) {
            this.nodes = nodes;
            this.outputs = outputs;
            hash = 31 * nodes.hashCode() + Arrays.hashCode(outputs);
        }

        int size() {
            return nodes.size();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && hash == key.hash && Arrays.equals(outputs, key.outputs)
                    && nodes.equals(key.nodes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    ValueGraph(Layout layout, List<Expr> expressions) {
        Map<String, Integer> states = layout.stateIndex();
        Map<String, Integer> parameters = layout.parameterIndex();
        Map<Expr, Integer> done = new IdentityHashMap<>();
        for (Expr node : Postorder.of(expressions)) {
            done.put(node, switch (node) {
                case Expr.Num(double value) -> constant(value);
                case Expr.Time() -> number(new Node.Time());
                case Expr.Sym(String name) -> symbol(name, states, parameters);
                case Expr.Call call -> call(call, done);
            });
        }
        outputs = expressions.stream().mapToInt(done::get).toArray();
        key = new Key(nodes, outputs);
    }

    int size() {
        return nodes.size();
    }

    Node node(int number) {
        return nodes.get(number);
    }

    /** The numbers of the wanted values, in order. */
    int[] outputs() {
        return outputs.clone();
    }

    int outputCount() {
        return outputs.length;
    }

    Key key() {
        return key;
    }

    private int number(Node node) {
        Integer known = numbers.putIfAbsent(node, nodes.size());
        if (known != null) {
            return known;
        }
        nodes.add(node);
        return nodes.size() - 1;
    }

    private int constant(double value) {
        return number(new Node.Constant(value));
    }

    private int symbol(String name, Map<String, Integer> states, Map<String, Integer> parameters) {
        Integer state = states.get(name);
        if (state != null) {
            return number(new Node.State(state));
        }
        Integer parameter = parameters.get(name);
        if (parameter == null) {
            throw Uncomputable.symbol(name);
        }
        return number(new Node.Parameter(parameter));
    }

    private int call(Expr.Call call, Map<Expr, Integer> done) {
        Uncomputable.check(call);
        int[] at = call.arguments().stream().mapToInt(done::get).toArray();
        Operator operator = call.operator();
        return switch (operator) {
            case ADD -> at.length == 0 ? constant(0) : chain(operator, at);
            case MUL -> at.length == 0 ? constant(1) : chain(operator, at);
            case MIN, MAX -> chain(operator, at);
            case AND -> logical(operator, at, 1);
            case OR, XOR -> logical(operator, at, 0);
            case PIECEWISE -> choices(at);
            default -> at.length == 1 ? apply(operator, at[0]) : apply(operator, at[0], at[1]);
        };
    }

    private int chain(Operator operator, int[] at) {
        int value = at[0];
        for (int i = 1; i < at.length; i++) {
            value = apply(operator, value, at[i]);
        }
        return value;
    }

    private int logical(Operator operator, int[] at, double empty) {
        return switch (at.length) {
            case 0 -> constant(empty);
            case 1 -> apply(Operator.NE, at[0], constant(0));
            default -> chain(operator, at);
        };
    }

    private int choices(int[] at) {
        int value = at.length % 2 == 1 ? at[at.length - 1] : constant(Double.NaN);
        for (int i = at.length / 2 * 2 - 2; i >= 0; i -= 2) {
            value = choice(at[i + 1], at[i], value);
        }
        return value;
    }

    private int choice(int condition, int then, int otherwise) {
        if (then == otherwise) {
            return then;
        }
        if (nodes.get(condition) instanceof Node.Constant(double truth)) {
            return truth != 0 ? then : otherwise;
        }
        return number(new Node.Apply(Operator.PIECEWISE, condition, then, otherwise));
    }

    private int apply(Operator operator, int a) {
        if (nodes.get(a) instanceof Node.Constant(double value)) {
            return constant(Elementary.unary(operator, value));
        }
        return number(new Node.Apply(operator, a, NONE, NONE));
    }

    private int apply(Operator operator, int a, int b) {
        if (nodes.get(a) instanceof Node.Constant(double x) && nodes.get(b) instanceof Node.Constant(double y)) {
            return constant(Elementary.binary(operator, x, y));
        }
        boolean swap = a > b && (operator == Operator.ADD || operator == Operator.MUL);
        return number(new Node.Apply(operator, swap ? b : a, swap ? a : b, NONE));
    }
}
