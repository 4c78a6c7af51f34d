package org.orrery.equation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.equation.InfixLexer.Kind;
import org.orrery.equation.InfixLexer.Token;

/**
 * Reads a formula with a stack of what is still open (Dijkstra's shunting-yard, 1961), so that no formula overflows the
 * stack of the thread. Sums, products and logical chains of one operator become one call of many arguments.
 */
final class InfixParser {
    private static final int DEEPEST = 10_000;

    /** What waits for its next operand. */
    private sealed interface Open {
        Token token();

        /** A parenthesis, or that of a call with the arguments so far. */
        record Parenthesis(Token token, @Nullable Token function, List<Expr> arguments) implements Open {}

        /** A sign. {@code literal}: right before a number. */
        record Prefix(Token token, boolean literal) implements Open {}

        /** An operator with the arguments so far. */
        record Infix(Token token, Operator operator, List<Expr> arguments) implements Open {}
    }

    private final InfixLexer lexer;
    private final Infix.Options options;
    private final Deque<Open> open = new ArrayDeque<>();
    private Token token;

    InfixParser(String formula, Infix.Options options) {
        this.lexer = new InfixLexer(formula);
        this.options = options;
        this.token = lexer.next();
    }

    /** @throws InvalidInput with a mark under the place that is wrong */
    Expr parse() {
        if (token.kind() == Kind.END) {
            throw lexer.error(0, "the formula is empty", "Maybe write 0.");
        }
        while (true) {
            Expr value = operand();
            value = value == null ? null : after(value);
            if (value != null) {
                return value;
            }
        }
    }

    private Token advance() {
        Token passed = token;
        token = lexer.next();
        return passed;
    }

    private void push(Open frame) {
        if (open.size() == DEEPEST) {
            throw lexer.error(frame.token().start(), "the formula is nested more than " + DEEPEST + " deep",
                    "Maybe name a part of it.");
        }
        open.push(frame);
    }

    /** A value, or null after something that opens and waits for one. */
    private @Nullable Expr operand() {
        Token start = advance();
        return switch (start.kind()) {
            case NUMBER -> Expr.num(Double.parseDouble(start.text()));
            case QUOTED -> Expr.sym(start.text());
            case NAME -> token.is("(") ? call(start) : name(start.text());
            case END -> throw expected(start);
            case SIGN -> {
                switch (start.text()) {
                    case "(" -> push(new Open.Parenthesis(start, null, new ArrayList<>()));
                    case "-", "+", "!" -> push(new Open.Prefix(start, token.kind() == Kind.NUMBER));
                    default -> throw expected(start);
                }
                yield null;
            }
        };
    }

    private InvalidInput expected(Token found) {
        return lexer.error(found.start(), "a number, a name or `(` is missing before " + found.shown(),
                "Maybe the formula is cut off, or an operator too many.");
    }

    private Expr name(String name) {
        Expr constant = options.declared().test(name) ? null : Precedence.constant(name);
        return constant == null ? Expr.sym(name) : constant;
    }

    private @Nullable Expr call(Token function) {
        Token parenthesis = advance();
        if (token.is(")")) {
            advance();
            return called(function, List.of());
        }
        push(new Open.Parenthesis(parenthesis, function, new ArrayList<>()));
        return null;
    }

    /** What a value becomes by what follows it: null if another operand is needed. */
    private @Nullable Expr after(Expr operand) {
        Expr value = operand;
        while (true) {
            Operator next = token.kind() == Kind.SIGN ? Precedence.operator(token.text()) : null;
            value = reduced(value, next);
            if (next != null) {
                join(next, value);
                return null;
            }
            if (token.is(",") && open.peek() instanceof Open.Parenthesis call && call.function != null) {
                call.arguments.add(value);
                advance();
                return null;
            }
            if (!token.is(")") || open.isEmpty()) {
                return ended(value);
            }
            advance();
            if (open.pop() instanceof Open.Parenthesis call && call.function != null) {
                call.arguments.add(value);
                value = called(call.function, call.arguments);
            }
        }
    }

    private Expr ended(Expr value) {
        Open waiting = open.peek();
        if (token.kind() != Kind.END && (waiting == null || !token.is(","))) {
            throw lexer.error(token.start(), "an operator is missing before " + token.shown(),
                    token.is(")") ? "Maybe a parenthesis too many." : "Maybe a `*` is missing.");
        }
        if (waiting != null) {
            throw lexer.error(token.start(), "the parenthesis of column " + (waiting.token().start() + 1)
                    + " is not closed before " + token.shown(), "Maybe add `)`.");
        }
        return value;
    }

    /** Closes the open operators that bind the value more tightly than the next operator does. */
    private Expr reduced(Expr operand, @Nullable Operator next) {
        Expr value = operand;
        int tightness = next == null ? 0 : Precedence.of(next);
        while (true) {
            switch (open.peek()) {
                case Open.Prefix prefix when tightness < Precedence.POWER || options.signFirst() ->
                    value = signed(prefix, value);
                case Open.Infix infix when closes(infix.operator, tightness, next) -> {
                    infix.arguments.add(value);
                    value = Expr.call(infix.operator, infix.arguments);
                }
                case null, default -> {
                    return value;
                }
            }
            open.pop();
        }
    }

    private boolean closes(Operator operator, int tightness, @Nullable Operator next) {
        int own = Precedence.of(operator);
        boolean goesOn = operator == next && Precedence.chains(operator);
        boolean fromRight = operator == Operator.POW && !options.powerFromLeft();
        return tightness < own || tightness == own && !goesOn && !fromRight;
    }

    private static Expr signed(Open.Prefix prefix, Expr value) {
        return switch (prefix.token.text()) {
            case "-" -> prefix.literal && value instanceof Expr.Num(double number)
                    ? Expr.num(-number)
                    : Expr.call(Operator.NEG, value);
            case "!" -> Expr.call(Operator.NOT, value);
            default -> value;
        };
    }

    /** Opens the operator, or adds to the chain of it that is open. */
    private void join(Operator operator, Expr value) {
        Token sign = advance();
        if (open.peek() instanceof Open.Infix infix && infix.operator == operator && Precedence.chains(operator)) {
            infix.arguments.add(value);
        } else {
            List<Expr> arguments = new ArrayList<>();
            arguments.add(value);
            push(new Open.Infix(sign, operator, arguments));
        }
    }

    private Expr called(Token function, List<Expr> arguments) {
        String name = function.text();
        Expr own = options.functions().call(name, arguments);
        if (own != null) {
            return own;
        }
        if (name.equals("log") && arguments.size() == 1 && options.log() == Infix.Log.NATURAL) {
            return Expr.call(Operator.LN, arguments);
        }
        Expr known;
        try {
            known = Builtins.call(name, arguments);
        } catch (IllegalArgumentException wrong) {
            throw lexer.error(function.start(), String.valueOf(wrong.getMessage()),
                    "Maybe a comma too many or missing.");
        }
        if (known == null) {
            throw lexer.error(function.start(), "there is no function `" + name + "`",
                    "Maybe a `*` is missing before the parenthesis, or the function is defined elsewhere.");
        }
        return known;
    }
}
