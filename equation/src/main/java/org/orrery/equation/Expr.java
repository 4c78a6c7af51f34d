package org.orrery.equation;

import java.util.List;

/**
 * A mathematical expression: a number, a symbol, the time, or an operator applied to expressions. Immutable; parts may
 * be shared, so treat it as a directed acyclic graph. Truth is a number: 0 is false, anything else is true, and a
 * relation gives 0 or 1.
 */
public sealed interface Expr {
    /** A literal. */
    record Num(double value) implements Expr {}

    /** A named value: a state, a parameter, or something that is still to be substituted. */
    record Sym(String name) implements Expr {}

    /** The independent variable. */
    record Time() implements Expr {}

    /** An operator applied to as many arguments as its arity allows. */
    record Call(Operator operator, List<Expr> arguments) implements Expr {
        private static final int MAX_SHOWN = 200;

        public Call {
            arguments = List.copyOf(arguments);
            if (!operator.accepts(arguments.size())) {
                throw new IllegalArgumentException(operator + " does not take " + arguments.size() + " arguments");
            }
        }

        public Expr argument(int index) {
            return arguments.get(index);
        }

        /** Short, because a shared graph written out as a tree can be exponentially long. */
        @Override
        public String toString() {
            String text = operator + "(" + arguments.size() + ")";
            return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) : text;
        }
    }

    Expr ZERO = new Num(0);
    Expr ONE = new Num(1);
    Expr TIME = new Time();

    static Expr num(double value) {
        return new Num(value);
    }

    static Expr sym(String name) {
        return new Sym(name);
    }

    static Expr call(Operator operator, Expr... arguments) {
        return new Call(operator, List.of(arguments));
    }

    static Expr call(Operator operator, List<Expr> arguments) {
        return new Call(operator, arguments);
    }
}
