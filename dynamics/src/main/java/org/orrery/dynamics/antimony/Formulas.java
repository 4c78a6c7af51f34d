package org.orrery.dynamics.antimony;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.OrreryException;
import org.orrery.core.Refusal;
import org.orrery.dynamics.antimony.Sheet.FunctionText;
import org.orrery.dynamics.mechanism.Definitions;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Lambda;
import org.orrery.equation.Operator;

/** Reads spans of the source as formulas, with the functions of the sheet and without the units behind numbers. */
final class Formulas {
    private final Source source;
    private final Definitions definitions = new Definitions();
    private final Infix.Options options;

    Formulas(Source source, Sheet sheet) {
        this.source = source;
        // libAntimony reads log as the natural logarithm (L3P_PARSE_LOG_AS_LN) and powers as libSBML does.
        options = new Infix.Options(Infix.Log.NATURAL, true, definitions, sheet.entries::containsKey);
        for (FunctionText function : sheet.functions.values()) {
            Infix.Options inside = options.declaring(function.parameters()::contains);
            definitions.define(function.id(), () -> located(function.body(), () -> Definitions.closed(function.id(),
                    new Lambda(function.parameters(), parse(function.body(), inside)))));
        }
    }

    List<Mechanism.Function> functions() {
        return definitions.all();
    }

    Expr parse(Span span) {
        return parse(span, options);
    }

    private Expr parse(Span span, Infix.Options how) {
        return located(span, () -> Infix.parse(withoutUnits(source.text(span)), how));
    }

    /** Puts the place of a formula before a message that has none yet. */
    private <T> T located(Span span, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidInput e) {
            throw isLocated(e) ? e : new InvalidInput(source.where(span.start()) + e.getMessage(), e.advice());
        } catch (Refusal e) {
            throw isLocated(e) ? e : new Refusal(source.where(span.start()) + e.getMessage(), e.advice());
        }
    }

    private boolean isLocated(OrreryException e) {
        return source.isPlaced(String.valueOf(e.getMessage()));
    }

    /** The number that an expression is, or null. */
    static @Nullable Double number(Expr expression) {
        return switch (expression) {
            case Expr.Num(double value) -> value;
            case Expr.Call call when call.operator() == Operator.NEG
                    && call.argument(0) instanceof Expr.Num(double value) ->
                -value;
            case Expr.Call call -> null;
            case Expr.Sym symbol -> null;
            case Expr.Time time -> null;
        };
    }

    /** {@code 3.3 foo} is 3.3: a word right behind a number is its unit, because nothing else can stand there. */
    private static String withoutUnits(String formula) {
        StringBuilder plain = new StringBuilder(formula);
        for (int i = 0; i < formula.length();) {
            char c = formula.charAt(i);
            if (isLetter(c)) {
                i = behindWord(formula, i);
            } else if (c >= '0' && c <= '9' || c == '.') {
                i = blankUnit(plain, Lexer.behindNumber(formula, i));
            } else {
                i++;
            }
        }
        return plain.toString();
    }

    private static int blankUnit(StringBuilder formula, int behindNumber) {
        int start = behindNumber;
        while (start < formula.length() && formula.charAt(start) == ' ') {
            start++;
        }
        int end = behindWord(formula, start);
        for (int i = start; i < end; i++) {
            formula.setCharAt(i, ' ');
        }
        return Math.max(end, behindNumber);
    }

    private static int behindWord(CharSequence text, int start) {
        int end = start;
        while (end < text.length()
                && (isLetter(text.charAt(end)) || end > start && Character.isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
