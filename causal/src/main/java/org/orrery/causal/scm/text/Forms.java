package org.orrery.causal.scm.text;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.scm.Chance;
import org.orrery.causal.scm.DiscreteTable;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Noise;
import org.orrery.causal.scm.Regressor;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.Surgery;
import org.orrery.core.Quantity;
import org.orrery.equation.Expr;
import org.orrery.equation.Interpreter;
import org.orrery.equation.Layout;

/**
 * Variables as sums over the model's standardised noises, where all is linear and normal: a coefficient for each noise, and
 * the constant last. Worlds that share noises can be written side by side, which makes twins of them.
 */
final class Forms {
    private static final Layout NOTHING = new Layout(List.of(), List.of());

    private final Scm scm;
    private final int size;
    private final double[] @Nullable [] forms;

    private Forms(Scm scm) {
        this.scm = scm;
        this.size = scm.size();
        this.forms = new double[size] @Nullable [];
    }

    /** The world under interventions. What is not linear and normal, and what comes of it, has no form. */
    static Forms of(Scm scm, Surgery surgery) {
        Forms world = new Forms(scm);
        for (int node : scm.graph().topological()) {
            double[] form = surgery.holds(node) ? world.constant(surgery.act(node, 0)) : world.natural(node);
            if (form != null && !surgery.holds(node)) {
                form = plus(scaled(form, surgery.factor(node)), world.constant(surgery.act(node, 0)), 1);
            }
            world.forms[node] = form;
        }
        return world;
    }

    /** Whether a variable has a form. */
    boolean has(int node) {
        return forms[node] != null;
    }

    double[] form(int node) {
        double[] form = forms[node];
        if (form == null) {
            throw new IllegalStateException(scm.name(node) + " is not linear and normal");
        }
        return form;
    }

    private double[] constant(double value) {
        double[] form = new double[size + 1];
        form[size] = value;
        return form;
    }

    private double @Nullable [] natural(int node) {
        return switch (scm.mechanism(node)) {
            case Mechanism.Exogenous(Noise noise) -> noise(node, noise);
            case Mechanism.AdditiveNoise(List<String> _, Regressor regressor, Noise noise) -> {
                double[] left = function(node, regressor);
                double[] right = noise(node, noise);
                yield left == null || right == null ? null : plus(left, right, 1);
            }
            case Chance _,DiscreteTable _ -> null;
        };
    }

    private double @Nullable [] noise(int node, Noise noise) {
        double[] form = constant(noise.mean());
        form[node] = noise.deviation();
        return noise instanceof Noise.Normal || noise instanceof Noise.None ? form : null;
    }

    private double @Nullable [] function(int node, Regressor regressor) {
        return switch (regressor) {
            case Regressor.Affine affine -> {
                List<String> causes = scm.mechanism(node).parents();
                double[] form = constant(affine.intercept());
                for (int i = 0; i < causes.size() && form != null; i++) {
                    double[] cause = forms[scm.node(causes.get(i))];
                    form = cause == null ? null : plus(form, cause, affine.slopes()[i]);
                }
                yield form;
            }
            case Regressor.Formula formula -> expression(formula.expression());
            default -> null;
        };
    }

    private double @Nullable [] expression(Expr part) {
        return switch (part) {
            case Expr.Num(double value) -> constant(value);
            case Expr.Sym(String name) -> forms[scm.node(name)];
            case Expr.Time _ -> null;
            case Expr.Call call -> call(call);
        };
    }

    private double @Nullable [] call(Expr.Call call) {
        double[][] arguments = new double[call.arguments().size()][];
        for (int i = 0; i < arguments.length; i++) {
            double[] argument = expression(call.argument(i));
            if (argument == null) {
                return null;
            }
            arguments[i] = argument;
        }
        if (Arrays.stream(arguments).allMatch(this::isConstant)) {
            Expr numbers = Expr.call(call.operator(),
                    Arrays.stream(arguments).map(each -> Expr.num(each[size])).toList());
            return constant(Interpreter.evaluate(numbers, 0, new double[0], new double[0], NOTHING));
        }
        return switch (call.operator()) {
            case ADD -> Arrays.stream(arguments).reduce((a, b) -> plus(a, b, 1)).orElse(null);
            case SUB -> plus(arguments[0], arguments[1], -1);
            case NEG -> scaled(arguments[0], -1);
            case MUL -> product(arguments);
            case DIV -> isConstant(arguments[1]) ? scaled(arguments[0], 1 / arguments[1][size]) : null;
            default -> null;
        };
    }

    private double @Nullable [] product(double[]... factors) {
        double[] product = constant(1);
        for (double[] factor : factors) {
            if (isConstant(factor)) {
                product = scaled(product, factor[size]);
            } else if (isConstant(product)) {
                product = scaled(factor, product[size]);
            } else {
                return null;
            }
        }
        return product;
    }

    /** A quantity of one world; null where it is not linear. */
    double @Nullable [] quantity(Quantity part) {
        return switch (part) {
            case Quantity.Num(double value) -> constant(value);
            case Quantity.Read(var address) -> forms[scm.node(address.name())];
            case Quantity.Binary(Quantity.Operator operator, Quantity l, Quantity r) -> {
                double[] left = quantity(l);
                double[] right = quantity(r);
                if (left == null || right == null) {
                    yield null;
                }
                yield switch (operator) {
                    case PLUS -> plus(left, right, 1);
                    case MINUS -> plus(left, right, -1);
                    case TIMES -> product(left, right);
                    case DIVIDE -> isConstant(right) ? scaled(left, 1 / right[size]) : null;
                    case POWER -> null;
                };
            }
            case Quantity.Apply(Quantity.Function function, Quantity of) -> {
                double[] inner = function == Quantity.Function.NEGATE ? quantity(of) : null;
                yield inner == null ? null : scaled(inner, -1);
            }
            default -> null;
        };
    }

    private boolean isConstant(double[] form) {
        for (int i = 0; i < size; i++) {
            if (form[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static double[] scaled(double[] form, double by) {
        return Arrays.stream(form).map(each -> each * by).toArray();
    }

    static double[] plus(double[] a, double[] b, double times) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += times * b[i];
        }
        return sum;
    }
}
