package org.orrery.dynamics.lower;

import org.orrery.equation.Expr;
import org.orrery.equation.Operator;

/**
 * Where an intervention takes hold of a symbol. Three parameters stand beside the symbol: a mode, a factor and an
 * addend; they are flipped while a run goes on, so that moving a gear never recompiles. A resting gate passes the
 * symbol's own value through unchanged, bit for bit.
 *
 * @param symbol what is moved
 */
public record Gate(String symbol) {
    /** The symbol has its own value. */
    public static final double REST = 0;
    /** The symbol has its own value times the factor plus the addend. */
    public static final double ADJUST = 1;
    /** The symbol has the addend for a value; its own equation is cut. */
    public static final double HOLD = 2;

    public String mode() {
        return symbol + "#mode";
    }

    public String factor() {
        return symbol + "#factor";
    }

    public String addend() {
        return symbol + "#addend";
    }

    /** The value that the rest of the model sees. */
    Expr value(Expr own) {
        Expr mode = Expr.sym(mode());
        Expr adjusted = Expr.call(Operator.ADD, Expr.call(Operator.MUL, own, Expr.sym(factor())), Expr.sym(addend()));
        return Expr.call(Operator.PIECEWISE, own, equal(mode, REST), adjusted, equal(mode, ADJUST),
                Expr.sym(addend()));
    }

    /** The derivative of a state: what keeps the symbol still while it is held, its own otherwise. */
    Expr derivative(Expr own, Expr still) {
        return Expr.call(Operator.PIECEWISE, still, held(), own);
    }

    /** What is zero of a variable that an equation determines: while it is held, that it is where it is held. */
    Expr residual(Expr own, Expr variable) {
        Expr held = Expr.call(Operator.SUB, variable, Expr.sym(addend()));
        return Expr.call(Operator.PIECEWISE, held, held(), own);
    }

    /** Whether the symbol is held. */
    Expr held() {
        return equal(Expr.sym(mode()), HOLD);
    }

    private static Expr equal(Expr mode, double value) {
        return Expr.call(Operator.EQ, mode, Expr.num(value));
    }
}
