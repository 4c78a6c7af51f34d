package org.orrery.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;

class GrowingKernelTest {
    private static final Layout LAYOUT = RandomExpressions.LAYOUT;
    private static final int ENOUGH = 3_100;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 40})
    void hasTheBitsOfTheInterpreterBeforeAndAfterItsCodeIsGenerated(int nodes) {
        for (long seed = 0; seed < 40; seed++) {
            RandomExpressions random = RandomExpressions.all(seed * 37 + nodes);
            List<Expr> outputs = random.graph(nodes, 4);
            Kernel growing = GrowingKernel.of(LAYOUT, outputs);
            Kernel interpreted = Interpreter.kernel(LAYOUT, outputs);
            for (int trial = 0; trial < 5; trial++) {
                assertSameBits(interpreted, growing, random);
            }
            grow(growing);
            for (int trial = 0; trial < 5; trial++) {
                assertSameBits(interpreted, growing, random);
                assertSameBits(interpreted, growing.fastest(), random);
            }
        }
    }

    @Test
    void aWorkspacePreparedBeforeTheChangeServesAfterIt() {
        Expr half = Expr.call(Operator.POW, Expr.sym("a"), Expr.sym("b"));
        Kernel kernel = GrowingKernel.of(LAYOUT,
                List.of(Expr.call(Operator.MUL, half, Expr.sym("x")), Expr.call(Operator.SUB, half, Expr.num(1234))));
        double[] p = {2, 3, 0};
        double[] w = new double[kernel.workspaceSize()];
        kernel.prepare(p, w);
        grow(kernel);
        assertThat(kernel.fastest()).isNotSameAs(kernel);
        double[] out = new double[2];
        kernel.apply(0, new double[]{5, 0, 0}, p, w, out);
        assertThat(out).containsExactly(40, -1226);
        kernel.prepare(new double[]{3, 2, 0}, w);
        kernel.apply(0, new double[]{5, 0, 0}, new double[]{3, 2, 0}, w, out);
        assertThat(out).containsExactly(45, -1225);
    }

    @Test
    void anEqualListOfExpressionsFindsTheCodeThatWasGeneratedForTheFirst() {
        Kernel first = GrowingKernel.of(LAYOUT, List.of(unusual(7.125)));
        assertThat(GrowingKernel.of(LAYOUT, List.of(unusual(7.125)))).isInstanceOf(GrowingKernel.class);
        grow(first);
        assertThat(GrowingKernel.of(LAYOUT, List.of(unusual(7.125)))).isSameAs(first.fastest());
        assertThat(GrowingKernel.of(LAYOUT, List.of(unusual(7.25)))).isInstanceOf(GrowingKernel.class);
        assertThat(GrowingKernel.of(LAYOUT, List.of(unusual(7.125), Expr.ONE))).isInstanceOf(GrowingKernel.class);
    }

    private static Expr unusual(double number) {
        return Expr.call(Operator.ADD, Expr.call(Operator.MUL, Expr.sym("x"), Expr.num(number)), Expr.sym("c"));
    }

    @Test
    void threadsThatShareItSeeTheSameBitsThroughTheChange() {
        RandomExpressions random = RandomExpressions.smooth(5);
        List<Expr> outputs = random.graph(30, 3);
        Kernel kernel = GrowingKernel.of(LAYOUT, outputs);
        double[] expected = apply(Interpreter.kernel(LAYOUT, outputs), 0.5, new double[]{0.1, 0.2, 0.3},
                new double[]{1, 2, 3});
        long wrong = IntStream.range(0, 8).parallel().mapToLong(thread -> {
            double[] p = {1, 2, 3};
            double[] w = new double[kernel.workspaceSize()];
            double[] out = new double[kernel.outputs()];
            kernel.prepare(p, w);
            long different = 0;
            for (int i = 0; i < ENOUGH; i++) {
                kernel.apply(0.5, new double[]{0.1, 0.2, 0.3}, p, w, out);
                different += Arrays.equals(out, expected) ? 0 : 1;
            }
            return different;
        }).sum();
        assertThat(wrong).isZero();
        assertThat(kernel.fastest()).isNotSameAs(kernel);
    }

    @Test
    void namesWhatCannotBeComputed() {
        assertThatThrownBy(() -> GrowingKernel.of(LAYOUT, List.of(Expr.sym("k9")))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("`k9`");
    }

    private static void grow(Kernel kernel) {
        double[] w = new double[kernel.workspaceSize()];
        double[] out = new double[kernel.outputs()];
        kernel.prepare(new double[3], w);
        for (int i = 0; i < ENOUGH; i++) {
            kernel.apply(0, new double[3], new double[3], w, out);
        }
    }

    private static void assertSameBits(Kernel interpreted, Kernel growing, RandomExpressions random) {
        double t = random.number();
        double[] y = random.numbers(LAYOUT.states().size());
        double[] p = random.numbers(LAYOUT.parameters().size());
        assertThat(apply(growing, t, y, p)).containsExactly(apply(interpreted, t, y, p));
    }

    private static double[] apply(Kernel kernel, double t, double[] y, double[] p) {
        double[] w = new double[kernel.workspaceSize()];
        kernel.prepare(p, w);
        double[] out = new double[kernel.outputs()];
        kernel.apply(t, y, p, w, out);
        return out;
    }
}
