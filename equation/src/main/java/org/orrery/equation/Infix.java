package org.orrery.equation;

import java.util.function.Predicate;

import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/**
 * Formulas as people write them: {@code k1*S1/(Km + S1)}.
 * <p>
 * From the tightest to the loosest: {@code ^}; unary {@code -} and {@code !}, which come first in SBML Level 1;
 * {@code * / %}; {@code + -}; relations;
 * {@code &&} and {@code ||}, which are equals and read from left to right, as in libSBML. {@code %} leaves the remainder
 * with the sign of the dividend. A name in backquotes is a symbol whatever it looks like.
 */
public final class Infix {
    /** What {@code log(x)} means. */
    public enum Log {
        /** The natural logarithm, as in SBML Level 1. */
        NATURAL,
        /** The logarithm to the base of ten, as in SBML Level 3 and Antimony. */
        TEN
    }

    /**
     * How to read.
     *
     * @param log what {@code log(x)} means
     * @param powerFromLeft whether {@code a^b^c} is {@code (a^b)^c}, as the grammars of libSBML have it, or the usual
     *        {@code a^(b^c)}
     * @param signFirst whether {@code -a^b} is {@code (-a)^b}, as in SBML Level 1, or the usual {@code -(a^b)}
     * @param functions of the model
     * @param declared names that are symbols even if they look like a constant or the time
     */
    public record Options(Log log, boolean powerFromLeft, boolean signFirst, Functions functions,
            Predicate<String> declared) {
        /** The usual mathematical reading. */
        public static final Options PLAIN = new Options(Log.TEN, false, false, Functions.NONE, name -> false);
        /** As libSBML's Level 3 parser reads, which Antimony uses. */
        public static final Options LEVEL_3 = new Options(Log.TEN, true, false, Functions.NONE, name -> false);
        /** Formulas in files of SBML Level 1, by the table of operators of its specification. */
        public static final Options LEVEL_1 = new Options(Log.NATURAL, true, true, Functions.NONE, name -> false);

        public Options with(Functions functions) {
            return new Options(log, powerFromLeft, signFirst, functions, declared);
        }

        public Options declaring(Predicate<String> declared) {
            return new Options(log, powerFromLeft, signFirst, functions, declared);
        }
    }

    private Infix() {}

    /**
     * Reads with {@link Options#PLAIN}.
     *
     * @throws InvalidInput with a mark under the place that is wrong
     */
    public static Expr parse(String formula) {
        return parse(formula, Options.PLAIN);
    }

    /**
     * Reads a formula.
     *
     * @throws InvalidInput with a mark under the place that is wrong
     */
    public static Expr parse(String formula, Options options) {
        return new InfixParser(formula, options).parse();
    }

    /**
     * Writes with few parentheses. Reading it with any options in which signs are not read first gives an expression of
     * the same value.
     *
     * @throws Refusal if it would be longer than ten million characters, as a graph of shared parts can be
     */
    public static String print(Expr expression) {
        return new InfixPrinter().print(expression);
    }
}
