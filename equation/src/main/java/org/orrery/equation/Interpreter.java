package org.orrery.equation;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.orrery.core.InvalidInput;

/**
 * Computes expressions by walking them: slow and simple, the reference that compiled code is compared with bit for bit.
 * Sums and products go from left to right. A piecewise computes all its branches and picks one: nothing has side
 * effects.
 */
public final class Interpreter {
    private Interpreter() {}

    /**
     * The value of one expression.
     *
     * @throws InvalidInput for a symbol that the layout does not know, a {@code rateOf} or a {@code delay}
     */
    public static double evaluate(Expr expression, double t, double[] y, double[] p, Layout layout) {
        Kernel kernel = kernel(layout, List.of(expression));
        double[] out = new double[1];
        kernel.apply(t, y, p, new double[kernel.workspaceSize()], out);
        return out[0];
    }

    /**
     * A kernel that interprets. Its workspace holds one number for each node.
     *
     * @throws InvalidInput for a symbol that the layout does not know, a {@code rateOf} or a {@code delay}
     */
    public static Kernel kernel(Layout layout, List<Expr> outputs) {
        List<Expr> order = Postorder.of(outputs);
        Map<Expr, Integer> position = new IdentityHashMap<>();
        Step[] steps = new Step[order.size()];
        Map<String, Integer> states = layout.stateIndex();
        Map<String, Integer> parameters = layout.parameterIndex();
        for (int i = 0; i < steps.length; i++) {
            Expr node = order.get(i);
            steps[i] = switch (node) {
                case Expr.Num(double value) -> (t, y, p, w) -> value;
                case Expr.Time() -> (t, y, p, w) -> t;
                case Expr.Sym(String name) -> symbol(name, states, parameters);
                case Expr.Call call -> call(call, position);
            };
            position.put(node, i);
        }
        return new Interpreted(steps, positions(outputs, position));
    }

    private static int[] positions(List<Expr> nodes, Map<Expr, Integer> position) {
        int[] at = new int[nodes.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = position.getOrDefault(nodes.get(i), -1);
        }
        return at;
    }

    private static Step symbol(String name, Map<String, Integer> states, Map<String, Integer> parameters) {
        Integer state = states.get(name);
        if (state != null) {
            int index = state;
            return (t, y, p, w) -> y[index];
        }
        Integer parameter = parameters.get(name);
        if (parameter == null) {
            throw Uncomputable.symbol(name);
        }
        int index = parameter;
        return (t, y, p, w) -> p[index];
    }

    private static Step call(Expr.Call call, Map<Expr, Integer> position) {
        Uncomputable.check(call);
        Operator operator = call.operator();
        int[] at = positions(call.arguments(), position);
        return switch (operator) {
            case PIECEWISE -> (t, y, p, w) -> choose(at, w);
            case AND -> (t, y, p, w) -> allTrue(at, w);
            case OR -> (t, y, p, w) -> anyTrue(at, w);
            case XOR -> (t, y, p, w) -> oddTrue(at, w);
            case ADD -> (t, y, p, w) -> sum(at, w);
            case MUL -> (t, y, p, w) -> product(at, w);
            case MIN, MAX -> (t, y, p, w) -> extreme(operator, at, w);
            default -> at.length == 1
                    ? (t, y, p, w) -> Elementary.unary(operator, w[at[0]])
                    : (t, y, p, w) -> Elementary.binary(operator, w[at[0]], w[at[1]]);
        };
    }

    private static double sum(int[] at, double[] w) {
        double sum = at.length == 0 ? 0 : w[at[0]];
        for (int i = 1; i < at.length; i++) {
            sum += w[at[i]];
        }
        return sum;
    }

    private static double product(int[] at, double[] w) {
        double product = at.length == 0 ? 1 : w[at[0]];
        for (int i = 1; i < at.length; i++) {
            product *= w[at[i]];
        }
        return product;
    }

    private static double extreme(Operator operator, int[] at, double[] w) {
        double extreme = w[at[0]];
        for (int i = 1; i < at.length; i++) {
            extreme = operator == Operator.MIN ? Math.min(extreme, w[at[i]]) : Math.max(extreme, w[at[i]]);
        }
        return extreme;
    }

    private static double choose(int[] at, double[] w) {
        for (int i = 0; i + 1 < at.length; i += 2) {
            if (w[at[i + 1]] != 0) {
                return w[at[i]];
            }
        }
        return at.length % 2 == 1 ? w[at[at.length - 1]] : Double.NaN;
    }

    private static double allTrue(int[] at, double[] w) {
        for (int i : at) {
            if (w[i] == 0) {
                return 0;
            }
        }
        return 1;
    }

    private static double anyTrue(int[] at, double[] w) {
        for (int i : at) {
            if (w[i] != 0) {
                return 1;
            }
        }
        return 0;
    }

    private static double oddTrue(int[] at, double[] w) {
        boolean odd = false;
        for (int i : at) {
            odd ^= w[i] != 0;
        }
        return odd ? 1 : 0;
    }

    /** One node: its value from the time, the arrays, and the values of earlier nodes. */
    @FunctionalInterface
    private interface Step {
        double value(double t, double[] y, double[] p, double[] w);
    }

    /** The nodes in order, and which of them are wanted. */
    private record Interpreted(Step[] steps, int[] wanted) implements Kernel {
        @Override
        public int workspaceSize() {
            return steps.length;
        }

        @Override
        public int outputs() {
            return wanted.length;
        }

        @Override
        public void prepare(double[] p, double[] w) {
            // Everything is computed anew by each apply.
        }

        @Override
        public void apply(double t, double[] y, double[] p, double[] w, double[] out) {
            for (int i = 0; i < steps.length; i++) {
                w[i] = steps[i].value(t, y, p, w);
            }
            for (int i = 0; i < wanted.length; i++) {
                out[i] = w[wanted[i]];
            }
        }
    }
}
