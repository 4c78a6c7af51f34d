package org.orrery.equation;

import java.util.List;

import org.orrery.core.InvalidInput;

/** Cuts a formula into tokens, and marks places in it. */
final class InfixLexer {
    enum Kind {
        NUMBER, NAME, QUOTED, SIGN, END
    }

    /**
     * @param text as written, of a quoted name without its quotes
     * @param start where it begins
     */
    record Token(Kind kind, String text, int start) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        String shown() {
            return kind == Kind.END ? "the end" : "`" + text + "`";
        }
    }

    private static final List<String> LONG_SIGNS = List.of("<=", ">=", "==", "!=", "&&", "||");
    private static final String SHORT_SIGNS = "+-*/^%()<>!,";
    private static final int AROUND = 40;

    private final String formula;
    private int at;

    InfixLexer(String formula) {
        this.formula = formula;
    }

    Token next() {
        while (at < formula.length() && Character.isWhitespace(formula.charAt(at))) {
            at++;
        }
        int start = at;
        if (at == formula.length()) {
            return new Token(Kind.END, "", start);
        }
        char c = formula.charAt(at);
        if (isDigit(at) || c == '.' && isDigit(at + 1)) {
            skipNumber();
            return new Token(Kind.NUMBER, formula.substring(start, at), start);
        }
        if (c == '`') {
            return quoted(start);
        }
        if (isStart(at)) {
            skipName();
            return new Token(Kind.NAME, formula.substring(start, at), start);
        }
        return sign(start);
    }

    private Token sign(int start) {
        for (String sign : LONG_SIGNS) {
            if (formula.startsWith(sign, at)) {
                at += 2;
                return new Token(Kind.SIGN, sign, start);
            }
        }
        String sign = formula.substring(start, start + Character.charCount(formula.codePointAt(start)));
        if (!SHORT_SIGNS.contains(sign)) {
            throw error(start, "`" + sign + "` means nothing in a formula", switch (sign) {
                case "=" -> "Maybe `==` was meant.";
                case "&", "|" -> "Maybe `" + sign + sign + "` was meant.";
                default -> "Maybe remove it.";
            });
        }
        at++;
        return new Token(Kind.SIGN, sign, start);
    }

    private Token quoted(int start) {
        int end = formula.indexOf('`', start + 1);
        if (end < 0) {
            throw error(start, "a name in backquotes has no end", "Maybe add the second backquote.");
        }
        at = end + 1;
        return new Token(Kind.QUOTED, formula.substring(start + 1, end), start);
    }

    private void skipNumber() {
        skipDigits();
        if (at < formula.length() && formula.charAt(at) == '.') {
            at++;
            skipDigits();
        }
        if (at < formula.length() && (formula.charAt(at) == 'e' || formula.charAt(at) == 'E')) {
            boolean signed = at + 1 < formula.length() && "+-".indexOf(formula.charAt(at + 1)) >= 0;
            int digits = at + (signed ? 2 : 1);
            if (isDigit(digits)) {
                at = digits;
                skipDigits();
            }
        }
    }

    private void skipDigits() {
        while (isDigit(at)) {
            at++;
        }
    }

    /** Letters, digits and underscores, in parts that are joined by dots. */
    private void skipName() {
        while (at < formula.length() && (isPart(at) || formula.charAt(at) == '.' && isStart(at + 1))) {
            at++;
        }
    }

    private boolean isDigit(int index) {
        return index < formula.length() && formula.charAt(index) >= '0' && formula.charAt(index) <= '9';
    }

    private boolean isStart(int index) {
        return index < formula.length() && (Character.isLetter(formula.charAt(index)) || formula.charAt(index) == '_');
    }

    private boolean isPart(int index) {
        return Character.isLetterOrDigit(formula.charAt(index)) || formula.charAt(index) == '_';
    }

    /** What is wrong, with the formula around the place and a mark under it. */
    InvalidInput error(int place, String what, String advice) {
        int from = Math.max(0, place - AROUND);
        int to = Math.min(formula.length(), place + AROUND);
        String before = from > 0 ? "..." : "";
        String line = before + formula.substring(from, to).replace('\n', ' ').replace('\t', ' ')
                + (to < formula.length() ? "..." : "");
        return new InvalidInput(what + ", at column " + (place + 1) + " of the formula\n    " + line + "\n    "
                + " ".repeat(before.length() + place - from) + "^", advice);
    }
}
