package org.orrery.equation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import org.orrery.equation.Expr.Call;

/** Writes content MathML, without recursion. */
final class MathMlPrinter {
    private static final String MATH = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">";
    private final StringBuilder out = new StringBuilder();
    /** What is still to be written: text as it is, or an expression. */
    private final Deque<Object> open = new ArrayDeque<>();

    String print(Expr expression) {
        out.append(MATH);
        value(expression);
        return out.append("</math>").toString();
    }

    String print(Lambda lambda) {
        out.append(MATH).append("<lambda>");
        for (String parameter : lambda.parameters()) {
            out.append("<bvar><ci>").append(escaped(parameter)).append("</ci></bvar>");
        }
        value(lambda.body());
        return out.append("</lambda></math>").toString();
    }

    private void value(Expr expression) {
        WrittenLength.check(expression);
        open.push(expression);
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case Call call -> call(call);
                case Expr leaf -> out.append(leaf(leaf));
                case Object text -> out.append(text);
            }
        }
    }

    private static String leaf(Expr leaf) {
        return switch (leaf) {
            case Expr.Num(double value) -> number(value);
            case Expr.Sym(String name) -> "<ci>" + escaped(name) + "</ci>";
            case Expr.Time time -> symbol("time");
            case Call call -> throw new IllegalArgumentException("not a leaf");
        };
    }

    private static String escaped(String name) {
        return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String symbol(String name) {
        return "<csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/" + name + "\">" + name
                + "</csymbol>";
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "<notanumber/>";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "<infinity/>" : "<apply><minus/><infinity/></apply>";
        }
        String text = InfixPrinter.number(value);
        int exponent = text.indexOf('e');
        return exponent < 0
                ? "<cn>" + text + "</cn>"
                : "<cn type=\"e-notation\">" + text.substring(0, exponent) + "<sep/>" + text.substring(exponent + 1)
                        + "</cn>";
    }

    private void call(Call call) {
        switch (call.operator()) {
            case PIECEWISE -> piecewise(call.arguments());
            case SIGN -> {
                Expr x = call.argument(0);
                piecewise(List.of(Expr.num(-1), Expr.call(Operator.LT, x, Expr.ZERO), Expr.ONE,
                        Expr.call(Operator.GT, x, Expr.ZERO), x));
            }
            default -> {
                open.push("</apply>");
                call.arguments().reversed().forEach(open::push);
                open.push("<apply>" + head(call.operator()));
            }
        }
    }

    private static String head(Operator operator) {
        return switch (operator) {
            case ADD -> "<plus/>";
            case SUB, NEG -> "<minus/>";
            case MUL -> "<times/>";
            case DIV -> "<divide/>";
            case POW -> "<power/>";
            case SQRT -> "<root/>";
            case LOG10 -> "<log/>";
            case CEIL -> "<ceiling/>";
            case ASIN, ACOS, ATAN, ASINH, ACOSH, ATANH -> "<arc" + lower(operator).substring(1) + "/>";
            case LE -> "<leq/>";
            case GE -> "<geq/>";
            case NE -> "<neq/>";
            case RATE_OF -> symbol("rateOf");
            case DELAY -> symbol("delay");
            default -> "<" + lower(operator) + "/>";
        };
    }

    private static String lower(Operator operator) {
        return operator.name().toLowerCase(Locale.ROOT);
    }

    private void piecewise(List<Expr> arguments) {
        open.push("</piecewise>");
        if (arguments.size() % 2 == 1) {
            open.push("</otherwise>");
            open.push(arguments.getLast());
            open.push("<otherwise>");
        }
        for (int i = arguments.size() / 2 * 2 - 2; i >= 0; i -= 2) {
            open.push("</piece>");
            open.push(arguments.get(i + 1));
            open.push(arguments.get(i));
            open.push("<piece>");
        }
        open.push("<piecewise>");
    }
}
