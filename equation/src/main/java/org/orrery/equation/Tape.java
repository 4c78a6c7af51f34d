package org.orrery.equation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.orrery.equation.ValueGraph.Node;

/**
 * A graph of values computed by walking a row of numbers: one operation of five numbers for each value, and one place in
 * the workspace for each. There is no class to generate and nothing for the JVM to compile anew, so that a kernel which
 * is called some thousand times is done before generated code would have become fast; then it takes two to four times as
 * long. It has the bits of {@link Interpreter}.
 */
final class Tape {
    /** Operation, where to, and up to three arguments. */
    private static final int WIDTH = 5;
    private static final int ADD = 0;
    private static final int SUB = 1;
    private static final int MUL = 2;
    private static final int DIV = 3;
    private static final int NEG = 4;
    private static final int CHOICE = 5;
    private static final int FIRST_UNARY = 6;
    private static final Operator[] OPERATORS = Operator.values();
    private static final int FIRST_BINARY = FIRST_UNARY + OPERATORS.length;

    private final int size;
    private final int[] constants;
    private final double[] values;
    private final int[] parameters;
    private final int[] states;
    private final int[] times;
    private final int[] fixed;
    private final int[] moving;
    private final int[] outputs;

    Tape(ValueGraph graph) {
        size = graph.size();
        outputs = graph.outputs();
        boolean[] still = new boolean[size];
        Numbers places = new Numbers();
        Numbers fromParameters = new Numbers();
        Numbers fromStates = new Numbers();
        Numbers fromTime = new Numbers();
        Numbers early = new Numbers();
        Numbers late = new Numbers();
        List<Double> numbers = new ArrayList<>();
        for (int node = 0; node < size; node++) {
            switch (graph.node(node)) {
                case Node.Constant(double value) -> {
                    still[node] = true;
                    places.add(node);
                    numbers.add(value);
                }
                case Node.Parameter(int index) -> {
                    still[node] = true;
                    fromParameters.add(node, index);
                }
                case Node.State(int index) -> fromStates.add(node, index);
                case Node.Time() -> fromTime.add(node);
                case Node.Apply apply -> {
                    still[node] = isStill(apply, still);
                    (still[node] ? early : late).add(operation(apply), node, apply.a(), apply.b(), apply.c());
                }
            }
        }
        constants = places.all();
        values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        parameters = fromParameters.all();
        states = fromStates.all();
        times = fromTime.all();
        fixed = early.all();
        moving = late.all();
    }

    private static boolean isStill(Node.Apply apply, boolean[] still) {
        for (int i = 0; i < apply.arity(); i++) {
            if (!still[apply.argument(i)]) {
                return false;
            }
        }
        return true;
    }

    private static int operation(Node.Apply apply) {
        return switch (apply.operator()) {
            case ADD -> ADD;
            case SUB -> SUB;
            case MUL -> MUL;
            case DIV -> DIV;
            case NEG -> NEG;
            case PIECEWISE -> CHOICE;
            default -> (apply.arity() == 1 ? FIRST_UNARY : FIRST_BINARY) + apply.operator().ordinal();
        };
    }

    /** Places in the workspace. */
    int size() {
        return size;
    }

    void prepare(double[] p, double[] w) {
        for (int i = 0; i < constants.length; i++) {
            w[constants[i]] = values[i];
        }
        for (int i = 0; i < parameters.length; i += 2) {
            w[parameters[i]] = p[parameters[i + 1]];
        }
        walk(fixed, w);
    }

    void apply(double t, double[] y, double[] w, double[] out) {
        for (int place : times) {
            w[place] = t;
        }
        for (int i = 0; i < states.length; i += 2) {
            w[states[i]] = y[states[i + 1]];
        }
        walk(moving, w);
        for (int i = 0; i < outputs.length; i++) {
            out[i] = w[outputs[i]];
        }
    }

    private static void walk(int[] code, double[] w) {
        for (int i = 0; i < code.length; i += WIDTH) {
            double a = w[code[i + 2]];
            w[code[i + 1]] = switch (code[i]) {
                case ADD -> a + w[code[i + 3]];
                case SUB -> a - w[code[i + 3]];
                case MUL -> a * w[code[i + 3]];
                case DIV -> a / w[code[i + 3]];
                case NEG -> -a;
                case CHOICE -> a != 0 ? w[code[i + 3]] : w[code[i + 4]];
                default -> code[i] < FIRST_BINARY
                        ? Elementary.unary(OPERATORS[code[i] - FIRST_UNARY], a)
                        : Elementary.binary(OPERATORS[code[i] - FIRST_BINARY], a, w[code[i + 3]]);
            };
        }
    }

    /** A row of numbers that grows. */
    private static final class Numbers {
        private int[] numbers = new int[16];
        private int length;

        void add(int... more) {
            if (length + more.length > numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * (length + more.length));
            }
            System.arraycopy(more, 0, numbers, length, more.length);
            length += more.length;
        }

        int[] all() {
            return Arrays.copyOf(numbers, length);
        }
    }
}
