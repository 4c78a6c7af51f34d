package org.orrery.dynamics.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;

/** Random small networks against the enumeration of all vertices in exact fractions. */
class FluxBalanceTest {
    private static final int NETWORKS = 200;
    private static final double CLOSE = 1e-6;

    private record Network(int[][] a, int[] lower, int[] upper, int[] cost, boolean maximize) {
        static Network random(SplittableRandom random) {
            int n = random.nextInt(3, 7);
            int m = random.nextInt(1, n);
            int[][] a = new int[m][n];
            for (int[] row : a) {
                for (int j = 0; j < n; j++) {
                    row[j] = random.nextInt(3) == 0 ? 0 : random.nextInt(-3, 4);
                }
            }
            int[] lower = new int[n];
            int[] upper = new int[n];
            int[] cost = new int[n];
            for (int j = 0; j < n; j++) {
                lower[j] = random.nextInt(4) == 0 ? random.nextInt(-9, 3) : 0;
                upper[j] = lower[j] + random.nextInt(10);
                cost[j] = random.nextInt(2) == 0 ? 0 : random.nextInt(-4, 5);
            }
            return new Network(a, lower, upper, cost, random.nextInt(2) == 0);
        }

        FluxProblem problem() {
            List<FluxProblem.Metabolite> pools = new ArrayList<>();
            for (int i = 0; i < a.length; i++) {
                pools.add(new FluxProblem.Metabolite("M" + i, "", false, null, null));
            }
            List<FluxProblem.Reaction> reactions = new ArrayList<>();
            Map<String, Double> goal = new LinkedHashMap<>();
            for (int j = 0; j < lower.length; j++) {
                Map<String, Double> stoichiometry = new LinkedHashMap<>();
                for (int i = 0; i < a.length; i++) {
                    if (a[i][j] != 0) {
                        stoichiometry.put("M" + i, (double) a[i][j]);
                    }
                }
                reactions.add(new FluxProblem.Reaction("R" + j, "", stoichiometry, lower[j], upper[j], null, false));
                goal.put("R" + j, (double) cost[j]);
            }
            return new FluxProblem("", "", pools, reactions, List.of(),
                    List.of(new FluxProblem.Objective("goal", "", maximize, goal)), "goal", List.of(), null, List.of());
        }

        double value(double[] x) {
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                sum += cost[j] * x[j];
            }
            return sum;
        }

        Optimum solve() {
            FluxProblem problem = problem();
            return new FluxBalance(problem).solve(
                    problem.reactions().stream().mapToDouble(FluxProblem.Reaction::lower).toArray(),
                    problem.reactions().stream().mapToDouble(FluxProblem.Reaction::upper).toArray());
        }
    }

    @Test
    void theOptimumAndTheRangeOfEachFluxAreThoseOfTheBestVertices() {
        SplittableRandom random = new SplittableRandom(20261125);
        int solved = 0;
        int infeasible = 0;
        int open = 0;
        for (int k = 0; k < NETWORKS; k++) {
            Network network = Network.random(random);
            List<double[]> vertices = Vertices.of(network.a(), network.lower(), network.upper());
            if (vertices.isEmpty()) {
                assertThatThrownBy(network::solve).as("network %d", k).isInstanceOf(RunFailure.class)
                        .hasMessageContaining("infeasible").hasMessageContaining("least imbalance");
                infeasible++;
                continue;
            }
            double best = vertices.stream().mapToDouble(network::value)
                    .reduce(network.maximize() ? Math::max : Math::min).orElseThrow();
            Optimum optimum = network.solve();
            assertThat(optimum.value()).as("network %d", k).isCloseTo(best, within(CLOSE));
            assertThat(optimum.certificate().holds()).isTrue();
            List<double[]> optimal = vertices.stream().filter(x -> network.value(x) == best).toList();
            for (int j = 0; j < network.lower().length; j++) {
                int flux = j;
                double low = optimal.stream().mapToDouble(x -> x[flux]).min().orElseThrow();
                double high = optimal.stream().mapToDouble(x -> x[flux]).max().orElseThrow();
                double[] unit = new double[network.lower().length];
                unit[j] = 1;
                Run.Range range = optimum.range(unit);
                assertThat(range.low()).as("network %d, flux %d", k, j).isCloseTo(low, within(CLOSE));
                assertThat(range.high()).as("network %d, flux %d", k, j).isCloseTo(high, within(CLOSE));
                open += range.isOpen() ? 1 : 0;
            }
            solved++;
        }
        assertThat(solved).isGreaterThan(NETWORKS / 2);
        assertThat(infeasible).isPositive();
        assertThat(open).isGreaterThan(20);
    }

    @Test
    void aWrongPointOrAWrongPriceProvesNothing() {
        Network network = new Network(new int[][]{{1, -1}}, new int[]{0, 0}, new int[]{5, 9}, new int[]{0, 1}, true);
        Optimum optimum = network.solve();
        assertThat(optimum.value()).isEqualTo(5);
        assertThat(Certificate.of(optimum.program(), optimum.fluxes(), optimum.prices()).holds()).isTrue();
        assertThat(Certificate.of(optimum.program(), new double[]{4, 4}, optimum.prices()).holds()).isFalse();
        assertThat(Certificate.of(optimum.program(), new double[]{5, 5.1}, optimum.prices()).holds()).isFalse();
        assertThat(Certificate.of(optimum.program(), new double[]{6, 6}, optimum.prices()).holds()).isFalse();
        assertThat(Certificate.of(optimum.program(), optimum.fluxes(), new double[]{0.5}).holds()).isFalse();
    }

    @Test
    void anObjectiveWithoutEndIsSaidToBeOne() {
        FluxProblem problem = new FluxProblem("", "", List.of(new FluxProblem.Metabolite("A", "", false, null, null)),
                List.of(new FluxProblem.Reaction("in", "", Map.of("A", 1.0), 0, Double.POSITIVE_INFINITY, null, false),
                        new FluxProblem.Reaction("out", "", Map.of("A", -1.0), 0, Double.POSITIVE_INFINITY, null,
                                false)),
                List.of(), List.of(new FluxProblem.Objective("goal", "", true, Map.of("out", 1.0))), "goal", List.of(),
                null, List.of());
        assertThatThrownBy(() -> new FluxBalance(problem).solve(new double[2],
                new double[]{Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}))
                .isInstanceOf(RunFailure.class).hasMessageContaining("the maximum of goal is without end");
    }

    @Test
    void boundsThatCrossAreNamed() {
        FluxProblem problem = new Network(new int[][]{{1, -1}}, new int[]{0, 0}, new int[]{5, 9}, new int[]{0, 1},
                true).problem();
        assertThatThrownBy(() -> new FluxBalance(problem).solve(new double[]{3, 0}, new double[]{2, 9}))
                .isInstanceOf(RunFailure.class).hasMessage("the bounds of R0 leave no flux: 3 to 2");
    }
}
