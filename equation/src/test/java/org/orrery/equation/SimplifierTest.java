package org.orrery.equation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SimplifierTest {
    private static final Layout LAYOUT = RandomExpressions.LAYOUT;
    private static final Expr X = Expr.sym("x");

    @Test
    void keepsTheValue() {
        int finite = 0;
        for (long seed = 0; seed < 300; seed++) {
            RandomExpressions random = RandomExpressions.smooth(seed);
            Expr before = random.graph(12, 1).getFirst();
            Expr after = Simplifier.simplify(before);
            double[] y = random.numbers(3);
            double[] p = random.numbers(3);
            double expected = Interpreter.evaluate(before, 0.3, y, p, LAYOUT);
            double actual = Interpreter.evaluate(after, 0.3, y, p, LAYOUT);
            if (Math.abs(expected) < 1e9) {
                assertThat(actual).as("seed %d", seed).isCloseTo(expected,
                        Offset.offset(1e-7 * (1 + Math.abs(expected))));
                finite++;
            }
        }
        assertThat(finite).isGreaterThan(100);
    }

    @Test
    void foldsConstantsAndNeutralElements() {
        assertThat(simplified(Operator.ADD, Expr.num(2), X, Expr.num(-2))).isEqualTo(X);
        assertThat(simplified(Operator.MUL, Expr.num(2), X, Expr.num(0.5))).isEqualTo(X);
        assertThat(simplified(Operator.POW, X, Expr.ZERO)).isEqualTo(Expr.ONE);
        assertThat(simplified(Operator.DIV, X, Expr.ONE)).isEqualTo(X);
        assertThat(simplified(Operator.SUB, Expr.ZERO, X)).isEqualTo(Expr.call(Operator.NEG, X));
        assertThat(simplified(Operator.EXP, Expr.ZERO)).isEqualTo(Expr.ONE);
        assertThat(simplified(Operator.AND, Expr.ONE, Expr.call(Operator.LT, X, Expr.ONE)))
                .isEqualTo(Expr.call(Operator.LT, X, Expr.ONE));
        assertThat(simplified(Operator.OR, X, Expr.ONE)).isEqualTo(Expr.ONE);
        assertThat(simplified(Operator.PIECEWISE, X, Expr.ZERO, Expr.ONE, Expr.ONE, Expr.TIME)).isEqualTo(Expr.ONE);
    }

    @Test
    void leavesWhatWouldBeWrongForInfinities() {
        assertThat(simplified(Operator.MUL, X, Expr.ZERO)).isEqualTo(Expr.call(Operator.MUL, Expr.ZERO, X));
        assertThat(simplified(Operator.SUB, X, X)).isEqualTo(Expr.call(Operator.SUB, X, X));
    }

    @Test
    void flattensSumsInSums() {
        Expr inner = Expr.call(Operator.ADD, X, Expr.num(1));
        Expr outer = simplified(Operator.ADD, inner, Expr.call(Operator.ADD, Expr.TIME, Expr.num(3)));
        assertThat(outer).isEqualTo(Expr.call(Operator.ADD, X, Expr.TIME, Expr.num(4)));
    }

    @Test
    void keepsTheSameObjectWhereNothingChanges() {
        Expr sum = Expr.call(Operator.ADD, X, Expr.TIME);
        assertThat(Simplifier.simplify(sum)).isSameAs(sum);
    }

    @Test
    void survivesAwkwardShapes() {
        assertThat(((Expr.Call) Simplifier.simplify(Shapes.longSum())).arguments()).hasSize(100_000);
        assertThat(Postorder.of(Simplifier.simplify(Shapes.doubled()))).hasSize(201);
        assertThat(Postorder.of(Simplifier.simplify(Shapes.deep(10_000)))).hasSize(10_002);
        Expr chain = X;
        for (int i = 0; i < 100_000; i++) {
            chain = Expr.call(Operator.ADD, chain, X);
        }
        assertThat(((Expr.Call) Simplifier.simplify(chain)).arguments()).hasSize(100_001);
    }

    @Test
    void sharedPartsStaySharedOverSeveralExpressions() {
        Expr shared = Expr.call(Operator.MUL, X, Expr.call(Operator.ADD, X, Expr.ZERO));
        List<Expr> results = Simplifier.simplify(List.of(Expr.call(Operator.EXP, shared), shared));
        assertThat(((Expr.Call) results.getFirst()).argument(0)).isSameAs(results.getLast());
    }

    private static Expr simplified(Operator operator, Expr... arguments) {
        return Simplifier.simplify(Expr.call(operator, arguments));
    }
}
