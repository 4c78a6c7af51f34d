package org.orrery.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.orrery.core.Refusal;

class DerivativeTest {
    private static final Layout LAYOUT = RandomExpressions.LAYOUT;
    private static final Expr X = Expr.sym("x");
    private static final Expr Y = Expr.sym("y");

    @Test
    void agreesWithDifferencesOnRandomExpressions() {
        int compared = 0;
        for (long seed = 0; seed < 250; seed++) {
            RandomExpressions random = RandomExpressions.smooth(seed);
            Expr expression = random.graph(6, 1).getFirst();
            compared += compare(expression, random.numbers(3), random.numbers(3), "seed " + seed) ? 1 : 0;
        }
        assertThat(compared).isGreaterThan(80);
    }

    /** Whether differences of two widths agree, so that the function is smooth enough here to compare with. */
    private static boolean compare(Expr expression, double[] y, double[] p, String what) {
        double wide = difference(expression, y, p, 1e-4);
        double narrow = difference(expression, y, p, 5e-5);
        if (!(Math.abs(wide - narrow) < 1e-6 * (1 + Math.abs(wide)) && Math.abs(wide) < 1e6)) {
            return false;
        }
        double exact = Interpreter.evaluate(Derivative.of(expression, "x"), 0.7, y, p, LAYOUT);
        assertThat(exact).as(what).isCloseTo(narrow, Offset.offset(2e-6 * (1 + Math.abs(narrow))));
        return true;
    }

    private static double difference(Expr expression, double[] y, double[] p, double h) {
        double[] up = y.clone();
        double[] down = y.clone();
        up[0] += h;
        down[0] -= h;
        return (Interpreter.evaluate(expression, 0.7, up, p, LAYOUT)
                - Interpreter.evaluate(expression, 0.7, down, p, LAYOUT)) / (2 * h);
    }

    @Test
    void everyFunctionOfOneArgumentAgreesWithDifferences() {
        int compared = 0;
        for (Operator operator : Operator.values()) {
            boolean unary = operator.accepts(1) && operator != Operator.FACTORIAL && operator != Operator.RATE_OF;
            double at = operator == Operator.ACOSH ? 1.7 : 0.4;
            if (unary) {
                assertThat(compare(Expr.call(operator, X), new double[]{at, 0, 0}, new double[3], operator.name()))
                        .as(operator.name()).isTrue();
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(25);
    }

    @Test
    void powersAreSafeAtZero() {
        assertThat(Derivative.of(power(X, Expr.ZERO), "x")).isEqualTo(Expr.ZERO);
        assertThat(at(Derivative.of(power(X, Expr.num(2)), "x"), 0, 9)).isZero();
        assertThat(at(Derivative.of(power(X, Y), "x"), 0, 2)).isZero();
        assertThat(at(Derivative.of(power(X, Y), "x"), 0, 0)).isZero();
        assertThat(at(Derivative.of(power(X, Y), "y"), 0, 2)).isZero();
        assertThat(at(Derivative.of(power(Y, X), "x"), 2, 3)).isCloseTo(9 * Math.log(3), Offset.offset(1e-12));
    }

    @Test
    void timeIsAVariableOfItsOwn() {
        Expr wave = Expr.call(Operator.SIN, Expr.call(Operator.MUL, X, Expr.TIME));
        assertThat(Interpreter.evaluate(Derivative.ofTime(wave), 2, new double[]{3, 0, 0}, new double[3], LAYOUT))
                .isCloseTo(3 * Math.cos(6), Offset.offset(1e-15));
        assertThat(Derivative.ofTime(X)).isEqualTo(Expr.ZERO);
    }

    @Test
    void refusesWhatHasNoDerivative() {
        assertThatThrownBy(() -> Derivative.of(Expr.call(Operator.FACTORIAL, X), "x")).isInstanceOf(Refusal.class);
        assertThat(Derivative.of(Expr.call(Operator.FACTORIAL, Y), "x")).isEqualTo(Expr.ZERO);
        assertThatThrownBy(() -> Derivative.of(Expr.call(Operator.RATE_OF, Y), "x")).isInstanceOf(Refusal.class);
    }

    @Test
    void survivesAwkwardShapes() {
        assertThat(Derivative.of(Shapes.doubled(), "x")).isEqualTo(Expr.num(Math.pow(2, 200)));
        assertThat(Derivative.of(Shapes.deep(10_000), "y")).isEqualTo(Expr.num(-10_000));
        assertThat(Derivative.of(Shapes.longSum(), "x3")).isInstanceOf(Expr.Num.class);
        Expr product = Expr.call(Operator.MUL, new ArrayList<>(Collections.nCopies(3_000, X)));
        Expr slope = Derivative.of(product, "x");
        assertThat(Shapes.value(slope, Map.of("x", 1.0))).isEqualTo(3_000);
        assertThat(Postorder.of(slope).size()).isLessThan(20_000);
    }

    @Test
    void jacobianHoldsOnlyWhatIsNotZero() {
        Expr rate = Expr.call(Operator.MUL, Expr.sym("a"), X, Y);
        SparseJacobian jacobian = SparseJacobian.of(
                List.of(Expr.call(Operator.NEG, rate), Expr.ZERO, Expr.call(Operator.SUB, rate, Expr.sym("z"))),
                List.of("x", "y", "z"));
        assertThat(jacobian.rowPointer()).containsExactly(0, 2, 2, 5);
        assertThat(jacobian.column()).containsExactly(0, 1, 0, 1, 2);
        assertThat(jacobian.entries().getLast()).isEqualTo(Expr.num(-1));
        assertThat(jacobian.rows()).isEqualTo(3);
        assertThat(jacobian.columns()).isEqualTo(3);
        assertThat(at(jacobian.entries().getFirst(), 5, 7)).isEqualTo(-7 * 2);
    }

    @Test
    void jacobianOfALongSumIsLinear() {
        SparseJacobian jacobian = SparseJacobian.of(List.of(Shapes.longSum(), Shapes.doubled()),
                Shapes.longSumLayout().states());
        assertThat(jacobian.rowPointer()).containsExactly(0, 10, 10);
    }

    private static Expr power(Expr base, Expr exponent) {
        return Expr.call(Operator.POW, base, exponent);
    }

    private static double at(Expr expression, double x, double y) {
        return Interpreter.evaluate(expression, 0, new double[]{x, y, 0}, new double[]{2, 2, 2}, LAYOUT);
    }
}
