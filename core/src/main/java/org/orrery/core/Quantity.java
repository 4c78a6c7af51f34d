package org.orrery.core;

import java.util.List;
import java.util.stream.Collectors;

/** What a question asks for: arithmetic over what can be read from a run, and over ensembles of runs. */
public sealed interface Quantity {
    /** A plain number. */
    record Num(double value) implements Quantity {
        @Override
        public String toString() {
            return Numbers.print(value);
        }
    }

    /** A variable, with no time said: the output of a network, a column of data, a variable of a causal model. */
    record Read(Address address) implements Quantity {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** A quantity at one time: {@code damage @ 30}. */
    record At(Quantity of, double time) implements Quantity {
        @Override
        public String toString() {
            return parenthesise(of) + " @ " + Numbers.print(time);
        }
    }

    /** What a fold does with a time course. */
    enum Fold {
        MEAN, MAX, MIN, INTEGRAL;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A quantity folded over a stretch of time: {@code max(teff) over 0..30}; the window is ALWAYS where none is said. */
    record Over(Fold fold, Quantity of, Window window) implements Quantity {
        @Override
        public String toString() {
            return fold + "(" + of + ")" + (window.isAlways() ? "" : " over " + window);
        }
    }

    /** The mean over the ensemble (or the population): {@code E[sick]}. */
    record Expectation(Quantity of) implements Quantity {
        @Override
        public String toString() {
            return "E[" + of + "]";
        }
    }

    /** The share of the ensemble (or the population) in which all the comparisons hold: {@code P(sick = 1)}. */
    record Probability(List<Comparison> all) implements Quantity {
        public Probability {
            all = List.copyOf(all);
        }

        @Override
        public String toString() {
            return all.stream().map(Comparison::toString).collect(Collectors.joining(", ", "P(", ")"));
        }
    }

    /** Two quantities joined by an operator. */
    record Binary(Operator operator, Quantity left, Quantity right) implements Quantity {
        @Override
        public String toString() {
            return parenthesise(left) + " " + operator + " " + parenthesise(right);
        }
    }

    /** The arithmetic operators. */
    enum Operator {
        PLUS("+"), MINUS("-"), TIMES("*"), DIVIDE("/"), POWER("^");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public double apply(double left, double right) {
            return switch (this) {
                case PLUS -> left + right;
                case MINUS -> left - right;
                case TIMES -> left * right;
                case DIVIDE -> left / right;
                case POWER -> Math.pow(left, right);
            };
        }

        @Override
        public String toString() {
            return sign;
        }
    }

    /** A function of one quantity. */
    enum Function {
        NEGATE, EXP, LN, LOG10, SQRT, ABS;

        public double apply(double x) {
            return switch (this) {
                case NEGATE -> -x;
                case EXP -> Math.exp(x);
                case LN -> Math.log(x);
                case LOG10 -> Math.log10(x);
                case SQRT -> Math.sqrt(x);
                case ABS -> Math.abs(x);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A function applied: {@code log10(T @ 300)}. */
    record Apply(Function function, Quantity of) implements Quantity {
        @Override
        public String toString() {
            return function == Function.NEGATE ? "-" + parenthesise(of) : function + "(" + of + ")";
        }
    }

    /** How two quantities are compared. */
    enum Relation {
        EQUAL("="), UNEQUAL("!="), LESS("<"), LESS_OR_EQUAL("<="), GREATER(">"), GREATER_OR_EQUAL(">=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        public boolean holds(double left, double right) {
            return switch (this) {
                case EQUAL -> left == right;
                case UNEQUAL -> left != right;
                case LESS -> left < right;
                case LESS_OR_EQUAL -> left <= right;
                case GREATER -> left > right;
                case GREATER_OR_EQUAL -> left >= right;
            };
        }

        @Override
        public String toString() {
            return sign;
        }
    }

    /** A comparison that holds or not. */
    record Comparison(Quantity left, Relation relation, Quantity right) {
        @Override
        public String toString() {
            return left + " " + relation + " " + right;
        }
    }

    private static String parenthesise(Quantity part) {
        return switch (part) {
            case Num number when number.value() < 0 -> "(" + number + ")";
            case Num number -> number.toString();
            case Read read -> read.toString();
            case Over over when over.window().isAlways() -> over.toString();
            case Expectation expectation -> expectation.toString();
            case Probability probability -> probability.toString();
            case Apply apply when apply.function() != Function.NEGATE -> apply.toString();
            case At _,Over _,Binary _,Apply _ -> "(" + part + ")";
        };
    }
}
