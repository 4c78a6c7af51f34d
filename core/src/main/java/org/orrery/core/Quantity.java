package org.orrery.core;

import java.util.List;
import java.util.stream.Collectors;

/** What a question asks for: arithmetic over what can be read from a run, and over ensembles of runs. */
public sealed interface Quantity {
    /**
     * Reads a quantity. {@code Quantity.parse(quantity.toString())} equals the quantity.
     *
     * @throws InvalidInput with the place of the error under a caret
     */
    static Quantity parse(String text) {
        return new QuestionParser("quantity", text).quantity();
    }

    /** A plain number. */
    record Num(double value) implements Quantity {
        public Num {
            Numbers.requireFinite(value, "A number in a quantity");
        }

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
        public At {
            Numbers.requireFinite(time, "The time of " + of);
        }

        @Override
        public String toString() {
            return Tightness.OPERAND.print(of) + " @ " + Numbers.print(time);
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

    /** What a quantity comes to rest at: {@code steady(T)}. The steady state that a run from the start flows to. */
    record Steady(Quantity of) implements Quantity {
        @Override
        public String toString() {
            return "steady(" + of + ")";
        }
    }

    /**
     * How a quantity moves with a parameter or a start value: {@code sensitivity(T @ 300, a1)}, the derivative of the one
     * by the other.
     */
    record Sensitivity(Quantity of, Address to) implements Quantity {
        @Override
        public String toString() {
            return "sensitivity(" + of + ", " + to + ")";
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
            if (all.isEmpty()) {
                throw new InvalidInput("P() compares nothing.", "Maybe write: P(T @ 300 > 1)");
            }
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
            return Tightness.left(operator).print(left) + " " + operator + " " + Tightness.right(operator).print(right);
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
            if (function != Function.NEGATE) {
                return function + "(" + of + ")";
            }
            // "-2" is the number; the negation of 2 is written -(2).
            return "-" + (of instanceof Num ? "(" + of + ")" : Tightness.SIGNED.print(of));
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
}
