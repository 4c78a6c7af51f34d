package org.orrery.dynamics.run;

import org.orrery.core.Address;
import org.orrery.core.InvalidInput;
import org.orrery.core.Quantity;
import org.orrery.dynamics.lower.Lowered;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;

/** The arithmetic inside a reading, as an expression over base symbols. */
final class Formula {
    private Formula() {}

    static Expr of(Quantity quantity, Lowered.Reader symbols) {
        return switch (quantity) {
            case Quantity.Num(double value) -> Expr.num(value);
            case Quantity.Read(Address address) -> read(address, symbols);
            case Quantity.Apply(Quantity.Function function, Quantity of) -> apply(function, of(of, symbols));
            case Quantity.Binary(Quantity.Operator operator, Quantity left, Quantity right) ->
                Expr.call(operator(operator), of(left, symbols), of(right, symbols));
            case Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Sensitivity _,Quantity.Expectation _,Quantity.Probability _ ->
                throw new InvalidInput("In " + quantity + " a time stands inside another time.",
                        "Maybe take the inner one out: each variable is read once, at one time.");
        };
    }

    static Expr read(Address address, Lowered.Reader symbols) {
        if (!address.selectors().isEmpty()) {
            throw new InvalidInput(address + " asks for a part of " + address.name() + ", which is a single number.",
                    "Maybe leave out the brackets.");
        }
        return symbols.read(address.name());
    }

    private static Expr apply(Quantity.Function function, Expr of) {
        return Expr.call(switch (function) {
            case NEGATE -> Operator.NEG;
            case EXP -> Operator.EXP;
            case LN -> Operator.LN;
            case LOG10 -> Operator.LOG10;
            case SQRT -> Operator.SQRT;
            case ABS -> Operator.ABS;
        }, of);
    }

    private static Operator operator(Quantity.Operator operator) {
        return switch (operator) {
            case PLUS -> Operator.ADD;
            case MINUS -> Operator.SUB;
            case TIMES -> Operator.MUL;
            case DIVIDE -> Operator.DIV;
            case POWER -> Operator.POW;
        };
    }
}
