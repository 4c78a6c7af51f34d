package org.orrery.dynamics.antimony;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.OrreryException;
import org.orrery.core.Refusal;
import org.orrery.dynamics.antimony.Sheet.FunctionText;
import org.orrery.dynamics.mechanism.Definitions;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;
import org.orrery.equation.Functions;
import org.orrery.equation.Infix;
import org.orrery.equation.Lambda;
import org.orrery.equation.Operator;

/** Reads spans of a source as formulas, with the functions of the library and without the units behind numbers. */
final class Formulas {
    /** Of SBML's package distrib: a draw is no number, and a run here is deterministic. */
    private static final Set<String> DRAWS = Set.of("normal", "uniform", "bernoulli", "binomial", "cauchy", "chisquare",
            "exponential", "gamma", "laplace", "lognormal", "poisson", "rayleigh", "truncatedNormal",
            "truncatedPoisson");

    /** What {@code ...} is read as: the rate that comes from upstream in a strand of DNA. */
    static final String UPSTREAM = "___";

    private static final Pattern FACTOR = Pattern
            .compile("(?<![A-Za-z0-9_.])((?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)[ \\t]+(?=[A-Za-z_])");

    private final Definitions definitions = new Definitions();
    private final Map<Sheet, Infix.Options> options = new HashMap<>();

    Formulas(Library library) {
        for (FunctionText function : library.functions.values()) {
            Infix.Options inside = reading(function.parameters()::contains);
            definitions.define(function.id(), () -> located(function.body(), () -> Definitions.closed(function.id(),
                    new Lambda(function.parameters(), parse(function.body(), inside)))));
        }
    }

    /** libAntimony reads log as the natural logarithm (L3P_PARSE_LOG_AS_LN) and powers as libSBML does. */
    private Infix.Options reading(java.util.function.Predicate<String> declared) {
        Functions functions = (name, arguments) -> {
            Expr own = definitions.call(name, arguments);
            if (own == null && DRAWS.contains(name)) {
                throw new Refusal(name + "(...) draws a random number, which is not supported in a mechanism.",
                        "Give a number, and say what varies with --vary.");
            }
            return own;
        };
        return new Infix.Options(Infix.Log.NATURAL, true, false, functions, declared);
    }

    List<Mechanism.Function> functions() {
        return definitions.all();
    }

    /** A formula with the names as they stand in its model. */
    Expr parse(Span span, Sheet sheet) {
        return parse(span, options.computeIfAbsent(sheet, key -> reading(key.entries::containsKey)));
    }

    private Expr parse(Span span, Infix.Options how) {
        return located(span, () -> Infix.parse(withoutUnits(span.text().replace("...", UPSTREAM)), how));
    }

    /** An objective, in which a number right before a flux is its factor and not a number with a unit: {@code 2 J1}. */
    Expr objective(Span span, Sheet sheet) {
        String text = FACTOR.matcher(span.text()).replaceAll("$1*");
        return located(span,
                () -> Infix.parse(text, options.computeIfAbsent(sheet, key -> reading(key.entries::containsKey))));
    }

    /** Puts the place of a formula before a message that has none yet. */
    private static <T> T located(Span span, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidInput e) {
            throw isLocated(e, span) ? e : new InvalidInput(span.where() + e.getMessage(), e.advice());
        } catch (Refusal e) {
            throw isLocated(e, span) ? e : new Refusal(span.where() + e.getMessage(), e.advice());
        }
    }

    private static boolean isLocated(OrreryException e, Span span) {
        return span.source().isPlaced(String.valueOf(e.getMessage()));
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

    /** A path counts as one word. */
    private static int behindWord(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && (isLetter(text.charAt(end))
                || end > start && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.'
                        && end + 1 < text.length() && isLetter(text.charAt(end + 1))))) {
            end++;
        }
        return end;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
