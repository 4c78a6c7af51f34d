package org.orrery.causal.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

class BoundingTest {
    private static final double[] CHANCE = {0, 1};
    private static final MixedGraph BOW = Graphs.of("x -> y", "x <-> y");
    private static final MixedGraph LOTTERY = Graphs.of("z -> x", "x -> y", "x <-> y");

    private static Target target(int kind, double[] weights, int value) {
        return switch (kind) {
            case 0 -> new Target.Mean(0, 1, 1, weights);
            case 1 -> new Target.Difference(0, 1, 0, 1, weights);
            case 2 -> new Target.Necessity(0, 1, 0, 1, value);
            case 3 -> new Target.Sufficiency(0, 1, 0, 1, value);
            default -> new Target.Both(0, 1, 0, 1, value);
        };
    }

    @Test
    void theTruthOfEveryPopulationLiesInside() {
        SplittableRandom random = new SplittableRandom(71);
        int informative = 0;
        int exact = 0;
        int joined = 0;
        int wide = 0;
        for (int trial = 0; trial < 1500; trial++) {
            int n = 2 + random.nextInt(3);
            MixedGraph graph = Graphs.random(n, 0.6, 0.3, random);
            int[] counts = IntStream.range(0, n).map(_ -> random.nextInt(5) == 0 ? 3 : 2).toArray();
            boolean monotone = random.nextInt(3) == 0;
            World world = World.random(graph, counts, monotone, random);
            List<Monotone> assumed = new ArrayList<>();
            for (int v = 0; v < n && monotone; v++) {
                if (graph.parents(v).size() == 1) {
                    assumed.add(new Monotone(graph.parents(v).next(0), v, true));
                }
            }
            Distribution distribution = world.distribution();
            for (int kind = 0; kind < 5; kind++) {
                Target target = target(kind, random.doubles(counts[1], -1, 1).toArray(), random.nextInt(counts[1]));
                double truth = world.truth(target);
                if (Double.isNaN(truth)) {
                    assertThatThrownBy(() -> Bounding.of(distribution, target, assumed))
                            .isInstanceOf(InvalidInput.class).hasMessageContaining("never occur");
                    continue;
                }
                Bounds bounds = Bounding.of(distribution, target, assumed);
                assertThat(truth).as("%s of %s %s: %s", target, graph, Arrays.toString(counts), bounds)
                        .isBetween(bounds.low() - 1e-6, bounds.high() + 1e-6);
                double[] without = new NoAssumption(distribution).of(target);
                assertThat(bounds.low()).isGreaterThan(without[0] - 1e-6);
                assertThat(bounds.high()).isLessThan(without[1] + 1e-6);
                double width = bounds.high() - bounds.low();
                informative += width < without[1] - without[0] - 1e-6 ? 1 : 0;
                exact += width < 1e-6 ? 1 : 0;
                joined += bounds.notes().stream().anyMatch(note -> note.contains("taken as one")) ? 1 : 0;
                wide += bounds.method().startsWith("no assumption") ? 1 : 0;
            }
        }
        assertThat(informative).isGreaterThan(2000);
        assertThat(exact).isGreaterThan(500);
        assertThat(joined).isGreaterThan(100);
        assertThat(wide).isLessThan(2000);
    }

    /** Balke and Pearl, Journal of the American Statistical Association 92 (1997) 1171, in closed form. */
    @Test
    void theBoundsOfALotteryAreThoseOfBalkeAndPearl() {
        SplittableRandom random = new SplittableRandom(72);
        for (int trial = 0; trial < 300; trial++) {
            Distribution distribution = World.random(LOTTERY, new int[]{2, 2, 2}, false, random).distribution();
            double[][][] p = new double[2][2][2];
            for (int cell = 0; cell < 8; cell++) {
                int[] v = distribution.values(cell);
                p[v[2]][v[1]][v[0]] = distribution.chances()[cell];
            }
            for (int z = 0; z < 2; z++) {
                double sum = p[0][0][z] + p[0][1][z] + p[1][0][z] + p[1][1][z];
                for (int yx = 0; yx < 4; yx++) {
                    p[yx / 2][yx % 2][z] /= sum;
                }
            }
            if (Double.isNaN(p[0][0][0] + p[0][0][1])) {
                continue;
            }
            Bounds bounds = Bounding.of(distribution, new Target.Difference(1, 1, 0, 2, CHANCE), List.of());
            assertThat(bounds.low()).isCloseTo(lowest(p), within(1e-6));
            assertThat(bounds.high()).isCloseTo(-lowest(new double[][][]{p[1], p[0]}), within(1e-6));
            assertThat(bounds.sharp()).isTrue();
        }
    }

    /** The lower end; the upper end is that of the outcome turned round, with its sign turned. */
    private static double lowest(double[][][] p) {
        double lowest = Double.NEGATIVE_INFINITY;
        for (int z = 0; z < 2; z++) {
            int o = 1 - z;
            lowest = Math.max(lowest, p[1][1][z] + p[0][0][o] - 1);
            lowest = Math.max(lowest, p[1][1][z] - p[1][1][o] - p[1][0][o] - p[0][1][z] - p[1][0][z]);
            lowest = Math.max(lowest, -p[0][1][z] - p[1][0][z]);
            lowest = Math.max(lowest, p[0][0][z] - p[0][1][z] - p[1][0][z] - p[0][1][o] - p[0][0][o]);
        }
        return lowest;
    }

    @Test
    void bothEndsAreReachedByAPopulationWithTheSameDistribution() {
        SplittableRandom random = new SplittableRandom(73);
        for (int trial = 0; trial < 60; trial++) {
            Distribution distribution = World.random(LOTTERY, new int[]{3, 2, 2}, false, random).distribution();
            for (Target target : List.of(new Target.Mean(1, 1, 2, CHANCE), new Target.Difference(1, 1, 0, 2, CHANCE),
                    new Target.Both(1, 1, 0, 2, 1))) {
                Bounds bounds = Bounding.of(distribution, target, List.of());
                for (boolean largest : new boolean[]{false, true}) {
                    World world = extreme(distribution, target, largest);
                    assertThat(world.distribution().chances()).containsExactly(distribution.chances(), within(1e-6));
                    assertThat(world.truth(target)).isCloseTo(largest ? bounds.high() : bounds.low(), within(1e-6));
                }
            }
        }
    }

    private static World extreme(Distribution distribution, Target target, boolean largest) {
        Program program = new Program(new Factors(distribution), target, NodeSet.of(1, 2), NodeSet.EMPTY, new int[3],
                List.of());
        Glop.Outcome.Optimal optimal = (Glop.Outcome.Optimal) program.solve(largest, 0);
        List<World.Kind> kinds = new ArrayList<>();
        int[][] types = program.types(largest);
        for (int j = 0; j < types.length; j++) {
            int[][] functions = new int[3][];
            functions[1] = program.responses()[0].function(types[j][0]);
            functions[2] = program.responses()[1].function(types[j][1]);
            kinds.add(new World.Kind(optimal.shares()[j], functions));
        }
        double[] chance = new double[3];
        for (int cell = 0; cell < distribution.chances().length; cell++) {
            chance[distribution.values(cell)[0]] += distribution.chances()[cell];
        }
        List<World.Kind> lots = IntStream.range(0, 3)
                .mapToObj(z -> new World.Kind(chance[z], new int[][]{{z}, null, null})).toList();
        return new World(LOTTERY, new int[]{3, 2, 2}, List.of(lots, kinds));
    }

    @Test
    void withoutAnInstrumentTheyAreThoseOfManskiAndOfTianAndPearl() {
        double[] p = {0.3, 0.2, 0.1, 0.4};
        Distribution distribution = new Distribution(BOW, List.of(List.of("0", "1"), List.of("0", "1")), p);
        near(distribution, new Target.Mean(0, 1, 1, CHANCE), 0.4, 0.4 + 0.5);
        near(distribution, new Target.Difference(0, 1, 0, 1, CHANCE), 0.4 - 0.2 - 0.5, 0.9 - 0.2);
        near(distribution, new Target.Both(0, 1, 0, 1, 1), 0, 0.4 + 0.3);
        near(distribution, new Target.Necessity(0, 1, 0, 1, 1), 0, 1);
    }

    @Test
    void withoutConfoundingCausationIsBoundedByTianAndPearlAndMonotonyTellsIt() {
        MixedGraph arrow = Graphs.of("x -> y");
        double[] p = {0.3, 0.2, 0.1, 0.4};
        Distribution distribution = new Distribution(arrow, List.of(List.of("0", "1"), List.of("0", "1")), p);
        double on = 0.8;
        double off = 0.4;
        near(distribution, new Target.Both(0, 1, 0, 1, 1), on - off, Math.min(on, 1 - off));
        near(distribution, new Target.Necessity(0, 1, 0, 1, 1), (on - off) / on, Math.min(1, (1 - off) / on));
        near(distribution, new Target.Sufficiency(0, 1, 0, 1, 1), (on - off) / (1 - off), Math.min(1, on / (1 - off)));
        List<Monotone> rising = List.of(new Monotone(0, 1, true));
        Bounds told = Bounding.of(distribution, new Target.Necessity(0, 1, 0, 1, 1), rising);
        assertThat(told.low()).isCloseTo(1 - off / on, within(1e-7));
        assertThat(told.high()).isCloseTo(1 - off / on, within(1e-7));
        assertThatThrownBy(() -> Bounding.of(distribution, new Target.Both(0, 1, 0, 1, 1),
                List.of(new Monotone(0, 1, false)))).isInstanceOf(Refusal.class).hasMessageContaining("assumptions");
    }

    private static void near(Distribution distribution, Target target, double low, double high) {
        Bounds bounds = Bounding.of(distribution, target, List.of());
        assertThat(bounds.low()).as(target.toString()).isCloseTo(low, within(1e-7));
        assertThat(bounds.high()).as(target.toString()).isCloseTo(high, within(1e-7));
        assertThat(bounds.sharp()).isTrue();
    }

    @Test
    void strataOfACommonCauseAreBoundedOneByOneWithTheSameAnswer() {
        MixedGraph graph = Graphs.of("x -> y", "x <-> y", "c -> x", "c -> y", "z -> x");
        SplittableRandom random = new SplittableRandom(74);
        Distribution distribution = World.random(graph, new int[]{2, 2, 2, 2}, false, random).distribution();
        Target target = new Target.Difference(0, 1, 0, 1, CHANCE);
        Program whole = new Program(new Factors(distribution), target, NodeSet.of(0, 1), NodeSet.EMPTY, new int[4],
                List.of());
        Bounds bounds = Bounding.of(distribution, target, List.of());
        assertThat(bounds.method()).contains("over 16 response types");
        assertThat(((Glop.Outcome.Optimal) whole.solve(false, 0)).value()).isCloseTo(bounds.low(), within(1e-6));
        assertThat(((Glop.Outcome.Optimal) whole.solve(true, 0)).value()).isCloseTo(bounds.high(), within(1e-6));
    }

    @Test
    void dataThatNoLotteryCanGiveAreSaidToContradictTheGraph() {
        // y follows z although x never moves: the instrumental inequality fails.
        double[] p = {0.5, 0, 0, 0, 0, 0.5, 0, 0};
        Distribution distribution = new Distribution(LOTTERY,
                List.of(List.of("0", "1"), List.of("0", "1"), List.of("0", "1")), p);
        assertThatThrownBy(() -> Bounding.of(distribution, new Target.Mean(1, 1, 2, CHANCE), List.of()))
                .isInstanceOf(Refusal.class).hasMessageContaining("contradict");
    }

    @Test
    void frequenciesThatChanceMovedAreBoundedByTheNearestModel() {
        // The graph demands an equality (of Verma) that no sample meets.
        MixedGraph graph = Graphs.of("a -> b", "b -> c", "c -> d", "b <-> d");
        SplittableRandom random = new SplittableRandom(76);
        Target target = new Target.Mean(2, 1, 3, CHANCE);
        int nearest = 0;
        for (int trial = 0; trial < 100; trial++) {
            World world = World.random(graph, new int[]{2, 2, 2, 2}, false, random);
            Distribution sample = world.sample(4000, random);
            Bounds bounds = Bounding.of(sample, new Target.Mean(1, 1, 3, CHANCE), List.of());
            assertThat(world.truth(new Target.Mean(1, 1, 3, CHANCE))).isBetween(bounds.low() - 0.07,
                    bounds.high() + 0.07);
            assertThat(world.truth(target)).isBetween(Bounding.of(sample, target, List.of()).low() - 0.07,
                    Bounding.of(sample, target, List.of()).high() + 0.07);
            assertThat(bounds.sharp()).isEqualTo(bounds.notes().isEmpty());
            nearest += bounds.notes().stream().anyMatch(note -> note.contains("nearest")) ? 1 : 0;
        }
        assertThat(nearest).isGreaterThan(30);
    }

    @Test
    void aSampleThatIsFarFromAllModelsIsStillAContradiction() {
        double[] p = {0.5, 0, 0, 0, 0, 0.5, 0, 0};
        Distribution sample = new Distribution(LOTTERY,
                List.of(List.of("0", "1"), List.of("0", "1"), List.of("0", "1")),
                p, 100);
        assertThatThrownBy(() -> Bounding.of(sample, new Target.Mean(1, 1, 2, CHANCE), List.of()))
                .isInstanceOf(Refusal.class).hasMessageContaining("contradict");
    }

    @Test
    void beyondTheLimitTheyFallBackAndSaySo() {
        MixedGraph graph = Graphs.of("x -> y", "x <-> y", "a -> y", "b -> y", "c -> y", "d -> x");
        World world = World.random(graph, new int[]{2, 2, 2, 2, 2, 2}, false, new SplittableRandom(75));
        Target target = new Target.Mean(0, 1, 1, CHANCE);
        Bounds bounds = Bounding.of(world.distribution(), target, List.of());
        assertThat(bounds.method()).isEqualTo("no assumption (Manski)");
        assertThat(bounds.notes()).singleElement().asString().contains("more than 100000 response types of x, y");
        assertThat(bounds.sharp()).isFalse();
        assertThat(world.truth(target)).isBetween(bounds.low(), bounds.high());
    }

    /** Each stratum of common causes has a programme that goes through all combinations: together that is quadratic. */
    @Test
    void tooManyStrataFallBackToo() {
        List<String> edges = new ArrayList<>(List.of("x -> y", "x <-> y"));
        for (int c = 0; c < 14; c++) {
            edges.addAll(List.of("c" + c + " -> x", "c" + c + " -> y"));
        }
        MixedGraph graph = Graphs.of(edges.toArray(String[]::new));
        double[] chances = new double[1 << graph.size()];
        Arrays.fill(chances, 1.0 / chances.length);
        Distribution distribution = new Distribution(graph, Collections.nCopies(graph.size(), List.of("0", "1")),
                chances);
        Bounds bounds = Bounding.of(distribution, new Target.Mean(0, 1, 1, CHANCE), List.of());
        assertThat(bounds.method()).isEqualTo("no assumption (Manski)");
        assertThat(bounds.notes()).singleElement().asString().contains("too many combinations of values");
        assertThat(bounds.low()).isCloseTo(0.25, within(1e-12));
        assertThat(bounds.high()).isCloseTo(0.75, within(1e-12));
    }
}
