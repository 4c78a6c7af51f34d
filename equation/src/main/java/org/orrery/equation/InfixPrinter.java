package org.orrery.equation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import org.orrery.equation.Expr.Call;

/** Writes formulas, without recursion. */
final class InfixPrinter {
    /** What is still to be written: a text, or an expression that binds at least so tightly or stands in parentheses. */
    private sealed interface Piece {
        record Text(String text) implements Piece {}

        record Part(Expr expression, int tightness) implements Piece {}
    }

    private final StringBuilder out = new StringBuilder();
    private final Deque<Piece> open = new ArrayDeque<>();

    String print(Expr expression) {
        WrittenLength.check(expression);
        part(expression, Precedence.LOOSEST);
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case Piece.Text(String text) -> out.append(text);
                case Piece.Part(Expr inner, int tightness) -> {
                    boolean parentheses = tightness(inner) < tightness;
                    text(parentheses ? ")" : "");
                    write(inner);
                    text(parentheses ? "(" : "");
                }
            }
        }
        return out.toString();
    }

    private void text(String text) {
        open.push(new Piece.Text(text));
    }

    private void part(Expr expression, int tightness) {
        open.push(new Piece.Part(expression, tightness));
    }

    private static int tightness(Expr expression) {
        return switch (expression) {
            case Expr.Num(double value) -> Math.copySign(1, value) < 0 ? Precedence.SIGN : Precedence.ATOM;
            case Expr.Sym symbol -> Precedence.ATOM;
            case Expr.Time time -> Precedence.ATOM;
            case Call call -> between(call) ? Precedence.of(call.operator()) : Precedence.ATOM;
        };
    }

    /** Whether the operator stands between its arguments, or before its only one. */
    private static boolean between(Call call) {
        boolean sign = call.operator() == Operator.NEG || call.operator() == Operator.NOT;
        return sign || Precedence.of(call.operator()) < Precedence.ATOM && call.arguments().size() > 1;
    }

    /** Pushes the pieces of an expression, the last one first. */
    private void write(Expr expression) {
        switch (expression) {
            case Expr.Num(double value) -> text(number(value));
            case Expr.Sym(String name) -> text(isPlain(name) ? name : "`" + name + "`");
            case Expr.Time time -> text("time");
            case Call call when between(call) -> operation(call);
            case Call call -> call(call);
        }
    }

    private void operation(Call call) {
        Operator operator = call.operator();
        List<Expr> arguments = call.arguments();
        int own = Precedence.of(operator);
        switch (operator) {
            case NEG, NOT -> {
                part(arguments.getFirst(), Precedence.POWER);
                text(operator == Operator.NEG ? "-" : "!");
            }
            case POW -> {
                boolean literal = arguments.getLast() instanceof Expr.Num;
                part(arguments.getLast(), literal ? Precedence.SIGN : Precedence.ATOM);
                text("^");
                part(arguments.getFirst(), Precedence.ATOM);
            }
            case ADD -> sum(arguments);
            default -> {
                String sign = sign(operator);
                for (int i = arguments.size() - 1; i > 0; i--) {
                    part(arguments.get(i), own == Precedence.PRODUCT ? Precedence.POWER : own + 1);
                    text(sign);
                }
                boolean chain = own == Precedence.SUM || own == Precedence.PRODUCT;
                part(arguments.getFirst(), chain ? own : own + 1);
            }
        }
    }

    /** A negated term is subtracted: the bits are the same. */
    private void sum(List<Expr> terms) {
        for (int i = terms.size() - 1; i > 0; i--) {
            boolean minus = terms.get(i) instanceof Call call && call.operator() == Operator.NEG;
            Expr term = minus ? ((Call) terms.get(i)).argument(0) : terms.get(i);
            part(term, Precedence.PRODUCT);
            text(minus ? " - " : " + ");
        }
        part(terms.getFirst(), Precedence.SUM);
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case SUB -> " - ";
            case MUL -> "*";
            case DIV -> "/";
            case REM -> " % ";
            case LT -> " < ";
            case LE -> " <= ";
            case GT -> " > ";
            case GE -> " >= ";
            case EQ -> " == ";
            case NE -> " != ";
            case AND -> " && ";
            case OR -> " || ";
            default -> throw new IllegalArgumentException(operator + " is written as a call");
        };
    }

    private void call(Call call) {
        text(")");
        for (int i = call.arguments().size() - 1; i >= 0; i--) {
            part(call.argument(i), Precedence.LOOSEST);
            text(i == 0 ? "" : ", ");
        }
        text(name(call.operator()) + "(");
    }

    private static String name(Operator operator) {
        return switch (operator) {
            case ADD -> "plus";
            case MUL -> "times";
            case RATE_OF -> "rateOf";
            default -> operator.name().toLowerCase(Locale.ROOT);
        };
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e7;
        return whole
                ? (Math.copySign(1, value) < 0 ? "-" : "") + (long) Math.abs(value)
                : Double.toString(value).replace("E", "e").replace(".0e", "e");
    }

    private static boolean isPlain(String name) {
        InfixLexer lexer = new InfixLexer(name);
        return !name.isEmpty() && !name.contains("`") && Precedence.constant(name) == null
                && (Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')
                && lexer.next().text().equals(name);
    }
}
