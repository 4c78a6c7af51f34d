package org.orrery.equation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.equation.InfixLexer.Kind;
import org.orrery.equation.InfixLexer.Token;

/**
 * Reads a formula by precedence climbing (Richards, 1979). Sums, products and logical chains of one operator become one
 * call of many arguments, whatever their length; parentheses, calls and signs may be nested 1,000 deep.
 */
final class InfixParser {
    private static final int DEEPEST = 1_000;

    private final InfixLexer lexer;
    private final Infix.Options options;
    private Token token;
    private int depth;

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
        Expr expression = expression(Precedence.LOOSEST);
        if (token.kind() != Kind.END) {
            throw lexer.error(token.start(), "an operator is missing before " + token.shown(),
                    token.is(")") ? "Maybe a parenthesis too many." : "Maybe a `*` is missing.");
        }
        return expression;
    }

    private void advance() {
        token = lexer.next();
    }

    private Expr expression(int loosest) {
        if (++depth > DEEPEST) {
            throw lexer.error(token.start(), "the formula is nested more than " + DEEPEST + " deep",
                    "Maybe name a part of it.");
        }
        Expr left = prefix();
        Operator operator = operator();
        while (operator != null && Precedence.of(operator) >= loosest) {
            left = Precedence.chains(operator) ? chain(operator, left) : pair(operator, left);
            operator = operator();
        }
        depth--;
        return left;
    }

    private @Nullable Operator operator() {
        return token.kind() == Kind.SIGN ? Precedence.operator(token.text()) : null;
    }

    /** All terms that this operator joins from here on. */
    private Expr chain(Operator operator, Expr first) {
        List<Expr> terms = new ArrayList<>();
        terms.add(first);
        while (operator() == operator) {
            advance();
            terms.add(expression(Precedence.of(operator) + 1));
        }
        return Expr.call(operator, terms);
    }

    private Expr pair(Operator operator, Expr left) {
        advance();
        boolean fromRight = operator == Operator.POW && !options.powerFromLeft();
        return Expr.call(operator, left, expression(Precedence.of(operator) + (fromRight ? 0 : 1)));
    }

    private Expr prefix() {
        Token start = token;
        advance();
        return switch (start.kind()) {
            case NUMBER -> Expr.num(Double.parseDouble(start.text()));
            case QUOTED -> Expr.sym(start.text());
            case NAME -> token.is("(") ? call(start) : name(start.text());
            case SIGN -> sign(start);
            case END -> throw expected(start);
        };
    }

    private Expr sign(Token start) {
        return switch (start.text()) {
            case "(" -> {
                Expr inner = expression(Precedence.LOOSEST);
                close(start);
                yield inner;
            }
            case "-" -> {
                boolean literal = token.kind() == Kind.NUMBER;
                Expr inner = expression(Precedence.POWER);
                yield literal && inner instanceof Expr.Num(double value) ? Expr.num(-value)
                        : Expr.call(Operator.NEG, inner);
            }
            case "+" -> expression(Precedence.POWER);
            case "!" -> Expr.call(Operator.NOT, expression(Precedence.POWER));
            default -> throw expected(start);
        };
    }

    private InvalidInput expected(Token found) {
        return lexer.error(found.start(), "a number, a name or `(` is missing before " + found.shown(),
                "Maybe the formula is cut off, or an operator too many.");
    }

    private void close(Token open) {
        if (!token.is(")")) {
            throw lexer.error(token.start(), "the parenthesis of column " + (open.start() + 1)
                    + " is not closed before " + token.shown(), "Maybe add `)`.");
        }
        advance();
    }

    private Expr name(String name) {
        Expr constant = options.declared().test(name) ? null : Precedence.constant(name);
        return constant == null ? Expr.sym(name) : constant;
    }

    private Expr call(Token name) {
        List<Expr> arguments = arguments();
        Expr own = options.functions().call(name.text(), arguments);
        if (own != null) {
            return own;
        }
        if (name.text().equals("log") && arguments.size() == 1 && options.log() == Infix.Log.NATURAL) {
            return Expr.call(Operator.LN, arguments);
        }
        Expr known;
        try {
            known = Builtins.call(name.text(), arguments);
        } catch (IllegalArgumentException wrong) {
            throw lexer.error(name.start(), String.valueOf(wrong.getMessage()), "Maybe a comma too many or missing.");
        }
        if (known == null) {
            throw lexer.error(name.start(), "there is no function `" + name.text() + "`",
                    "Maybe a `*` is missing before the parenthesis, or the function is defined elsewhere.");
        }
        return known;
    }

    private List<Expr> arguments() {
        Token open = token;
        advance();
        List<Expr> arguments = new ArrayList<>();
        if (token.is(")")) {
            advance();
            return arguments;
        }
        arguments.add(expression(Precedence.LOOSEST));
        while (token.is(",")) {
            advance();
            arguments.add(expression(Precedence.LOOSEST));
        }
        close(open);
        return arguments;
    }
}
