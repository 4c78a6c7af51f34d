package org.orrery.equation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.equation.Expr.Call;
import org.orrery.equation.Expr.Num;

/**
 * Follows units through an expression. A number and a symbol of unknown unit fit anywhere. Two units that differ by a
 * factor only (mM and uM) do not fit each other. Linear time.
 */
public final class UnitCheck {
    /** The symbol under which the unit of the time is asked for. */
    public static final String TIME = "time";
    private static final int SHOWN = 60;

    /**
     * What came out.
     *
     * @param unit of the whole, or null where it is unknown
     * @param complaints in words, one for each place that does not fit
     */
    public record Result(@Nullable Unit unit, List<String> complaints) {
        public Result {
            complaints = List.copyOf(complaints);
        }
    }

    private final Function<String, @Nullable Unit> units;
    private final Map<Expr, Unit> known = new IdentityHashMap<>();
    private final List<String> complaints = new ArrayList<>();

    private UnitCheck(Function<String, @Nullable Unit> units) {
        this.units = units;
    }

    /**
     * Checks an expression.
     *
     * @param units the unit of a symbol, and of {@link #TIME}; null where it is unknown
     */
    public static Result check(Expr expression, Function<String, @Nullable Unit> units) {
        UnitCheck check = new UnitCheck(units);
        for (Expr node : Postorder.of(expression)) {
            Unit unit = switch (node) {
                case Num number -> null;
                case Expr.Time time -> units.apply(TIME);
                case Expr.Sym(String name) -> units.apply(name);
                case Call call -> check.call(call);
            };
            if (unit != null) {
                check.known.put(node, unit);
            }
        }
        return new Result(check.known.get(expression), check.complaints);
    }

    private @Nullable Unit call(Call call) {
        Operator operator = call.operator();
        List<Expr> arguments = call.arguments();
        return switch (operator) {
            case ADD, SUB -> alike("adds", call, arguments);
            case MIN, MAX -> alike("chooses between", call, arguments);
            case REM -> alike("divides with remainder", call, arguments);
            case QUOTIENT -> {
                alike("divides with remainder", call, arguments);
                yield Unit.DIMENSIONLESS;
            }
            case MUL -> product(arguments);
            case DIV -> ratio(arguments.getFirst(), arguments.getLast());
            case NEG, ABS, FLOOR, CEIL -> known.get(arguments.getFirst());
            case SQRT -> power(known.get(arguments.getFirst()), 0.5);
            case POW -> power(call);
            case LT, LE, GT, GE, EQ, NE -> {
                alike("compares", call, arguments);
                yield Unit.DIMENSIONLESS;
            }
            case AND, OR, XOR, NOT, SIGN -> Unit.DIMENSIONLESS;
            case PIECEWISE -> alike("chooses between", call, values(arguments));
            case RATE_OF -> rate(arguments.getFirst());
            case DELAY -> delayed(call);
            case EXP, LN, LOG10, FACTORIAL, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ASINH, ACOSH, ATANH -> {
                needPure(operator.name().toLowerCase(Locale.ROOT) + " of", arguments.getFirst(), call);
                yield Unit.DIMENSIONLESS;
            }
        };
    }

    private static List<Expr> values(List<Expr> arguments) {
        List<Expr> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            values.add(arguments.get(i));
        }
        return values;
    }

    /** The common unit of those arguments that have one; complains once if they differ. */
    private @Nullable Unit alike(String verb, Call call, List<Expr> arguments) {
        Unit common = null;
        for (Expr argument : arguments) {
            Unit unit = known.get(argument);
            if (common == null) {
                common = unit;
            } else if (unit != null && !unit.same(common)) {
                complaints.add(verb + " " + common.text() + " and " + unit.text() + " in `" + shown(call) + "`");
                return common;
            }
        }
        return common;
    }

    /** Factors without a unit are pure numbers, unless nothing has a unit. */
    private @Nullable Unit product(List<Expr> factors) {
        Unit product = Unit.DIMENSIONLESS;
        boolean any = false;
        for (Expr factor : factors) {
            Unit unit = known.get(factor);
            if (unit != null) {
                product = product.times(unit);
                any = true;
            } else if (!(factor instanceof Num)) {
                return null;
            }
        }
        return any ? product : null;
    }

    private @Nullable Unit ratio(Expr above, Expr below) {
        Unit top = above instanceof Num ? Unit.DIMENSIONLESS : known.get(above);
        Unit bottom = below instanceof Num ? Unit.DIMENSIONLESS : known.get(below);
        return top == null || bottom == null || above instanceof Num && below instanceof Num ? null : top.over(bottom);
    }

    private static @Nullable Unit power(@Nullable Unit base, double exponent) {
        return base == null ? null : base.power(exponent);
    }

    private @Nullable Unit power(Call call) {
        Expr exponent = call.argument(1);
        needPure("raises to a power of", exponent, call);
        Unit base = known.get(call.argument(0));
        if (exponent instanceof Num(double value)) {
            return power(base, value);
        }
        return base != null && base.same(Unit.DIMENSIONLESS) ? base : null;
    }

    private void needPure(String verb, Expr argument, Call call) {
        Unit unit = known.get(argument);
        if (unit != null && !unit.isDimensionless()) {
            complaints.add(verb + " " + unit.text() + " in `" + shown(call) + "`");
        }
    }

    private @Nullable Unit rate(Expr of) {
        Unit unit = known.get(of);
        Unit time = units.apply(TIME);
        return unit == null || time == null ? null : unit.over(time);
    }

    private @Nullable Unit delayed(Call call) {
        Unit time = units.apply(TIME);
        Unit delay = known.get(call.argument(1));
        if (time != null && delay != null && !delay.same(time)) {
            complaints.add("delays by " + delay.text() + " in `" + shown(call) + "`");
        }
        return known.get(call.argument(0));
    }

    private static String shown(Call call) {
        try {
            String text = Infix.print(call);
            return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        } catch (Refusal tooLong) {
            return call.toString();
        }
    }
}
