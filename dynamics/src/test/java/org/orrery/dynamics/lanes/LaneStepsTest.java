package org.orrery.dynamics.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.solve.Choice;
import org.orrery.dynamics.solve.Integrator;
import org.orrery.dynamics.solve.OdeSystem;
import org.orrery.dynamics.solve.SparsityPattern;
import org.orrery.dynamics.solve.Tolerances;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Kernel;
import org.orrery.equation.KernelCompiler;
import org.orrery.equation.LaneCompiler;
import org.orrery.equation.Layout;
import org.orrery.equation.SparseJacobian;

/** Runs in lanes make the steps that {@link Integrator} makes: as many, accepted and refused, to the same state. */
class LaneStepsTest {
    private static final int LANES = 16;
    private static final int MEMBERS = 50;

    private final Layout layout = new Layout(List.of("x", "y"), List.of("k"));
    private final double[] absolute = {1e-7, 1e-7};

    private double input(int member) {
        return 0.5 + 0.11 * member;
    }

    private double[] start(int member) {
        return new double[]{2, 0.01 * member};
    }

    /** Steps accepted and tried of each member, and its last state. */
    private Map<Integer, double[]> inLanes(List<Expr> rates, double relative, double longest, long most, Choice choice,
            double... stops) {
        LaneSettings settings = new LaneSettings(relative, longest, most, choice, new int[0]);
        SparseJacobian jacobian = SparseJacobian.of(rates, layout.states());
        LaneEquations equations = new LaneEquations(2, 1,
                LaneCompiler.compile(layout, List.of("k"), rates, LANES),
                () -> LaneEquations.Stiff.of(new SparsityPattern(2, 2, jacobian.rowPointer(), jacobian.column()),
                        LaneCompiler.compile(layout, List.of("k"), jacobian.entries(), LANES), null));
        LaneSolver solver = new LaneSolver(equations, settings);
        solver.share(new double[]{0});
        List<LaneRun> runs = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            LaneRun run = new LaneRun(i, 0, start(i), new double[]{input(i)}, absolute, settings);
            run.setLimit(stops[0]);
            runs.add(run);
        }
        Map<Integer, double[]> results = new TreeMap<>();
        solver.solve(runs, new LaneVisitor() {
            @Override
            public boolean watchesSteps() {
                return false;
            }

            @Override
            public void stepped(LaneRun run, LaneStep step) {
                throw new IllegalStateException("nobody watches");
            }

            @Override
            public Next arrived(LaneRun run) {
                for (double stop : stops) {
                    if (stop > run.time()) {
                        run.setLimit(stop);
                        return Next.ON;
                    }
                }
                results.put(run.number,
                        new double[]{run.steps(), run.attempts(), run.state()[0], run.state()[1]});
                return Next.LEAVE;
            }

            @Override
            public void failed(LaneRun run) {
                results.put(run.number, new double[]{run.steps(), run.attempts(), Double.NaN, Double.NaN});
            }
        });
        return results;
    }

    private double[] alone(List<Expr> rates, int member, double relative, double longest, long most, Choice choice,
            double... stops) {
        SparseJacobian jacobian = SparseJacobian.of(rates, layout.states());
        Kernel derivative = KernelCompiler.compile(layout, rates);
        Kernel entries = KernelCompiler.compile(layout, jacobian.entries());
        double[] parameters = {input(member)};
        OdeSystem system = new Compiled(derivative, entries, jacobian, parameters);
        Integrator integrator = new Integrator(system, new Tolerances(relative, absolute), choice, most);
        integrator.restart(0, start(member));
        try {
            for (double stop : stops) {
                while (integrator.time() < stop) {
                    integrator.step(stop, longest);
                }
            }
        } catch (RunFailure spent) {
            return new double[]{integrator.statistics().steps(), most, Double.NaN, Double.NaN};
        }
        long steps = integrator.statistics().steps();
        return new double[]{steps, steps + integrator.statistics().rejected(), integrator.state()[0],
                integrator.state()[1]};
    }

    private static final class Compiled implements OdeSystem {
        private final Kernel derivative;
        private final Kernel entries;
        private final SparseJacobian jacobian;
        private final double[] parameters;

        Compiled(Kernel derivative, Kernel entries, SparseJacobian jacobian, double[] parameters) {
            this.derivative = derivative;
            this.entries = entries;
            this.jacobian = jacobian;
            this.parameters = parameters;
        }

        private void apply(Kernel kernel, double t, double[] y, double[] out) {
            double[] workspace = new double[kernel.workspaceSize()];
            kernel.prepare(parameters, workspace);
            kernel.apply(t, y, parameters, workspace, out);
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            apply(derivative, t, y, dydt);
        }

        @Override
        public SparsityPattern jacobianPattern() {
            return new SparsityPattern(2, 2, jacobian.rowPointer(), jacobian.column());
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            apply(entries, t, y, values);
        }

        @Override
        public void timeDerivative(double t, double[] y, double[] dfdt) {
            java.util.Arrays.fill(dfdt, 0);
        }
    }

    private void compare(List<Expr> rates, double relative, double longest, long most, Choice choice,
            double... stops) {
        Map<Integer, double[]> lanes = inLanes(rates, relative, longest, most, choice, stops);
        assertThat(lanes).hasSize(MEMBERS);
        for (int member = 0; member < MEMBERS; member++) {
            double[] alone = alone(rates, member, relative, longest, most, choice, stops);
            double[] lane = lanes.getOrDefault(member, new double[0]);
            assertThat(lane[0]).as("steps of member " + member).isEqualTo(alone[0]);
            assertThat(lane[1]).as("attempts of member " + member).isEqualTo(alone[1]);
            for (int i = 2; i < 4; i++) {
                if (Double.isNaN(alone[i])) {
                    assertThat(lane[i]).as("failed member " + member).isNaN();
                } else {
                    assertThat(lane[i]).as("state of member " + member).isCloseTo(alone[i],
                            within(1e-9 * Math.max(1, Math.abs(alone[i]))));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            y       | k*(1 - x*x)*y - x | 1e-4
            y       | k*(1 - x*x)*y - x | 1e-7
            -k*x    | x - y*y           | 1e-3
            k*x-x*y | x*y - y           | 1e-5
            0       | k                 | 1e-5
            """)
    void asManyStepsAsAlone(String x, String y, double relative) {
        List<Expr> rates = List.of(Infix.parse(x), Infix.parse(y));
        for (Choice choice : new Choice[]{Choice.TSIT5, Choice.RODAS5P}) {
            compare(rates, relative, Double.POSITIVE_INFINITY, 100_000, choice, 1.7);
            compare(rates, relative, Double.POSITIVE_INFINITY, 100_000, choice, 1e-9, 0.5, 0.500001, 0.9, 2);
            compare(rates, relative, 0.07, 100_000, choice, 0.5, 1.7);
        }
    }

    @Test
    void theMethodChangesWhereItDoesAlone() {
        List<Expr> rates = List.of(Infix.parse("-500*k*(x - y)"), Infix.parse("-y"));
        compare(rates, 1e-4, Double.POSITIVE_INFINITY, 100_000, Choice.AUTO, 0.3, 3);
    }

    @Test
    void whoHasTriedTooOftenIsGivenUp() {
        List<Expr> rates = List.of(Infix.parse("y"), Infix.parse("-k*k*x"));
        compare(rates, 1e-7, Double.POSITIVE_INFINITY, 60, Choice.TSIT5, 4);
        assertThat(inLanes(rates, 1e-7, Double.POSITIVE_INFINITY, 60, Choice.TSIT5, 4).values())
                .anyMatch(result -> Double.isNaN(result[2])).anyMatch(result -> Double.isFinite(result[2]));
    }
}
