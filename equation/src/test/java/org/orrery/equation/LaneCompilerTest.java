package org.orrery.equation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneCompilerTest {
    private static final Layout LAYOUT = RandomExpressions.LAYOUT;
    private static final List<List<String>> OWN = List.of(List.of(), List.of("b"), List.of("c", "a"),
            List.of("a", "b", "c"));

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 40, 200})
    void everyLaneHasTheBitsOfTheScalarKernel(int nodes) {
        for (long seed = 0; seed < 60; seed++) {
            RandomExpressions random = RandomExpressions.all(seed * 37 + nodes);
            assertSameBits(LAYOUT, OWN.get((int) (seed % OWN.size())), random.graph(nodes, 4), random,
                    1 + (int) (seed % 70));
        }
    }

    @Test
    void manyLoopsHaveTheBitsOfTheScalarKernel() {
        for (long seed = 0; seed < 2; seed++) {
            RandomExpressions random = RandomExpressions.all(seed);
            assertSameBits(LAYOUT, OWN.get((int) seed + 1), random.graph(5_000, 500), random, 9);
        }
        RandomExpressions random = RandomExpressions.smooth(1);
        assertSameBits(Shapes.longSumLayout(), List.of(), List.of(Shapes.sum(5_000)), random, 3);
        assertSameBits(LAYOUT, List.of(), List.of(Shapes.deep(3_000)), random, 3);
        assertSameBits(LAYOUT, List.of(), List.of(Shapes.doubled()), random, 3);
    }

    @Test
    void powersWithSharedExponentsFollowTheRuleOfTheScalarKernel() {
        Expr power = Expr.call(Operator.POW, Expr.sym("x"), Expr.sym("a"));
        Expr own = Expr.call(Operator.POW, Expr.sym("b"), Expr.sym("a"));
        for (double exponent : new double[]{0, 1, 2, 3, 7, 16, 17, -1, -4, 0.5, 2.5, -0.0, Double.NaN,
                Double.POSITIVE_INFINITY}) {
            RandomExpressions random = RandomExpressions.all((long) (exponent * 8));
            assertSameBits(LAYOUT, List.of("b"), List.of(power, own, Expr.call(Operator.ADD, power, own)), random, 13,
                    exponent);
        }
    }

    @Test
    void inputsAndConstantsAreCopied() {
        RandomExpressions random = RandomExpressions.all(5);
        Expr sum = Expr.call(Operator.ADD, Expr.sym("x"), Expr.sym("a"));
        Expr kept = Expr.call(Operator.MUL, Expr.sym("b"), Expr.sym("b"));
        assertSameBits(LAYOUT, List.of("b"),
                List.of(sum, sum, Expr.sym("x"), Expr.TIME, Expr.num(-0.0), Expr.sym("c"), Expr.sym("b"), kept, kept,
                        Expr.call(Operator.EXP, Expr.sym("a"))),
                random, 20);
    }

    @Test
    void whatStandsStillIsPreparedOnce() {
        Expr kept = Expr.call(Operator.EXP, Expr.sym("b"));
        LaneKernel kernel = LaneCompiler.compile(LAYOUT, List.of("b"),
                List.of(Expr.call(Operator.MUL, kept, Expr.sym("x"))), 4);
        assertThat(kernel.keptRows()).isEqualTo(1);
        double[] w = new double[kernel.rows() * kernel.stride()];
        kernel.prepare(new double[]{0, 1, 2, 3}, new double[0], w, 1, 3);
        assertThat(Arrays.copyOf(w, 4)).containsExactly(0, Math.exp(1), Math.exp(2), 0);
    }

    private static void assertSameBits(Layout layout, List<String> own, List<Expr> outputs, RandomExpressions random,
            int n) {
        assertSameBits(layout, own, outputs, random, n, Double.MIN_VALUE);
    }

    /** @param first value of the first parameter, unless the least number there is */
    private static void assertSameBits(Layout layout, List<String> own, List<Expr> outputs, RandomExpressions random,
            int n, double first) {
        Kernel scalar = KernelCompiler.compile(layout, outputs);
        LaneKernel lanes = LaneCompiler.compile(layout, own, outputs, 70);
        int stride = lanes.stride();
        int states = layout.states().size();
        double[] shared = random.numbers(layout.parameters().size());
        if (first != Double.MIN_VALUE) {
            shared[0] = first;
        }
        double[] t = new double[stride];
        double[] y = new double[states * stride];
        double[] p = new double[own.size() * stride];
        double[] out = new double[outputs.size() * stride];
        double[] w = new double[lanes.rows() * stride];
        double[] s = new double[lanes.sharedSize()];
        List<double[]> expected = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] state = random.numbers(states);
            double[] parameters = shared.clone();
            t[i] = random.number();
            for (int j = 0; j < states; j++) {
                y[j * stride + i] = state[j];
            }
            for (int j = 0; j < own.size(); j++) {
                double value = random.number();
                p[j * stride + i] = value;
                parameters[layout.parameters().indexOf(own.get(j))] = value;
            }
            double[] workspace = new double[scalar.workspaceSize()];
            scalar.prepare(parameters, workspace);
            double[] alone = new double[outputs.size()];
            scalar.apply(t[i], state, parameters, workspace, alone);
            expected.add(alone);
        }
        lanes.share(shared, s);
        lanes.prepare(p, s, w, 0, n);
        lanes.apply(t, y, p, s, w, out, n);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < outputs.size(); k++) {
                if (Double.doubleToLongBits(out[k * stride + i]) != Double.doubleToLongBits(expected.get(i)[k])) {
                    assertThat(out[k * stride + i]).as("lane %d of %d, output %d, own %s", i, n, k, own)
                            .isEqualTo(expected.get(i)[k]);
                }
            }
        }
        for (int k = 0; k < outputs.size(); k++) {
            assertThat(out[k * stride + n]).as("the first lane that is none").isZero();
        }
    }
}
