package org.orrery.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;

class KernelCompilerTest {
    private static final Layout LAYOUT = RandomExpressions.LAYOUT;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 40})
    void compiledCodeHasTheBitsOfTheInterpreter(int nodes) {
        for (long seed = 0; seed < 60; seed++) {
            RandomExpressions random = RandomExpressions.all(seed * 31 + nodes);
            assertSameBits(LAYOUT, random.graph(nodes, 4), random, "seed " + (seed * 31 + nodes));
        }
    }

    @Test
    void manyChunksHaveTheBitsOfTheInterpreter() {
        for (long seed = 0; seed < 2; seed++) {
            RandomExpressions random = RandomExpressions.all(seed);
            assertSameBits(LAYOUT, random.graph(5_000, 500), random, "seed " + seed);
        }
    }

    @Test
    void unroundedSumsAreTakenFromLeftToRight() {
        Expr sum = Expr.call(Operator.ADD, Expr.sym("x"), Expr.sym("y"), Expr.sym("z"));
        Kernel kernel = KernelCompiler.compile(LAYOUT, List.of(sum));
        assertThat(apply(kernel, 0, new double[]{1e16, 1, -1e16}, new double[3])).containsExactly(0);
    }

    @Test
    void noMethodIsTooLongToBeCompiledByHotspot() {
        RandomExpressions random = RandomExpressions.all(7);
        List<List<Expr>> systems = List.of(random.graph(8_000, 1_000), List.of(Shapes.sum(20_000)),
                new ArrayList<>(Collections.nCopies(10_000, Expr.ZERO)), manyParameters());
        Layout wide = new Layout(Shapes.longSumLayout().states(), List.of());
        List<Layout> layouts = List.of(LAYOUT, wide, wide, wide(3_000));
        int methods = 0;
        for (int i = 0; i < systems.size(); i++) {
            for (byte[] file : KernelCompiler.classFiles(layouts.get(i), systems.get(i))) {
                for (MethodModel method : ClassFile.of().parse(file).methods()) {
                    int length = method.code().map(code -> ((CodeAttribute) code).codeLength()).orElseThrow();
                    assertThat(length).as(method.methodName().stringValue()).isLessThan(8_000);
                    methods++;
                }
            }
        }
        assertThat(methods).isGreaterThan(100);
    }

    private static Layout wide(int size) {
        List<String> states = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            states.add("s" + i);
            parameters.add("p" + i);
        }
        return new Layout(states, parameters);
    }

    /** Every value is loaded, kept and used twice at once: the worst case of the size estimate. */
    private static List<Expr> manyParameters() {
        List<Expr> outputs = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Expr s = Expr.sym("s" + i);
            Expr p = Expr.sym("p" + i);
            Expr rate = Expr.call(Operator.DIV, Expr.call(Operator.MUL, s, p), Expr.call(Operator.ADD, s, p));
            outputs.add(rate);
            outputs.add(Expr.call(Operator.NEG, rate));
        }
        return outputs;
    }

    @Test
    void wideSystemsHaveTheBitsOfTheInterpreter() {
        assertSameBits(wide(3_000), manyParameters(), RandomExpressions.all(3), "wide");
    }

    @Test
    void hugeDeepAndSharedExpressionsCompile() {
        RandomExpressions random = RandomExpressions.smooth(1);
        assertSameBits(Shapes.longSumLayout(), List.of(Shapes.longSum()), random, "sum");
        assertSameBits(LAYOUT, List.of(Shapes.deep(10_000)), random, "deep");
        assertSameBits(LAYOUT, List.of(Shapes.doubled()), random, "shared");
    }

    @Test
    void parametersAreWorkedOutByPrepare() {
        Expr half = Expr.call(Operator.POW, Expr.sym("a"), Expr.sym("b"));
        Expr rate = Expr.call(Operator.MUL, half, Expr.sym("x"));
        Kernel kernel = KernelCompiler.compile(LAYOUT, List.of(rate));
        assertThat(kernel.workspaceSize()).isEqualTo(1);
        double[] w = new double[1];
        kernel.prepare(new double[]{2, 3, 0}, w);
        double[] out = new double[1];
        kernel.apply(0, new double[]{5, 0, 0}, new double[]{9, 9, 9}, w, out);
        assertThat(w).containsExactly(8);
        assertThat(out).containsExactly(40);
    }

    @Test
    void workspaceIsEmptyWhereNothingIsKept() {
        Expr rate = Expr.call(Operator.MUL, Expr.sym("a"), Expr.sym("x"));
        assertThat(KernelCompiler.compile(LAYOUT, List.of(rate, Expr.ONE, Expr.sym("a"))).workspaceSize()).isZero();
        assertThat(KernelCompiler.compile(LAYOUT, List.of()).outputs()).isZero();
    }

    @Test
    void equalOutputsAndBareSymbolsAreCopied() {
        Expr product = Expr.call(Operator.MUL, Expr.sym("x"), Expr.sym("y"));
        Expr again = Expr.call(Operator.MUL, Expr.sym("y"), Expr.sym("x"));
        Kernel kernel = KernelCompiler.compile(LAYOUT,
                List.of(product, again, Expr.sym("x"), Expr.TIME, Expr.num(-0.0), Expr.sym("c")));
        double[] out = apply(kernel, 7, new double[]{2, 3, 4}, new double[]{0, 0, 9});
        assertThat(Arrays.toString(out)).isEqualTo("[6.0, 6.0, 2.0, 7.0, -0.0, 9.0]");
    }

    @Test
    void namesWhatCannotBeComputed() {
        assertThatThrownBy(() -> KernelCompiler.compile(LAYOUT, List.of(Expr.sym("k9"))))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("`k9`");
        assertThatThrownBy(
                () -> KernelCompiler.compile(LAYOUT, List.of(Expr.call(Operator.RATE_OF, Expr.sym("x")))))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("rate of change of `x`");
        assertThatThrownBy(() -> Interpreter.kernel(LAYOUT,
                List.of(Expr.call(Operator.DELAY, Expr.sym("x"), Expr.ONE)))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("delayed value of `x`");
    }

    private static double[] apply(Kernel kernel, double t, double[] y, double[] p) {
        double[] w = new double[kernel.workspaceSize()];
        kernel.prepare(p, w);
        double[] out = new double[kernel.outputs()];
        kernel.apply(t, y, p, w, out);
        return out;
    }

    private static void assertSameBits(Layout layout, List<Expr> outputs, RandomExpressions random, String what) {
        Kernel compiled = KernelCompiler.compile(layout, outputs);
        Kernel interpreted = Interpreter.kernel(layout, outputs);
        for (int trial = 0; trial < 5; trial++) {
            double t = random.number();
            double[] y = random.numbers(layout.states().size());
            double[] p = random.numbers(layout.parameters().size());
            double[] expected = apply(interpreted, t, y, p);
            double[] actual = apply(compiled, t, y, p);
            for (int i = 0; i < expected.length; i++) {
                if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(actual[i])) {
                    assertThat(actual[i]).as("%s, output %d", what, i).isEqualTo(expected[i]);
                }
            }
        }
    }
}
