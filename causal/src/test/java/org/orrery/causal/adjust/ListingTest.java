package org.orrery.causal.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

class ListingTest {
    private static final Budget ENOUGH = new Budget(10_000, 1_000_000);

    @Test
    void listsWhatEnumerationOfAllSubsetsFinds() {
        SplittableRandom random = new SplittableRandom(11);
        int several = 0;
        for (int trial = 0; trial < 10_000; trial++) {
            int n = 5 + random.nextInt(3);
            MixedGraph drawn = Graphs.random(n, 0.45, 0.1, random);
            MixedGraph graph = drawn.hiding(drawn.all().where(v -> v > 1 && random.nextInt(8) == 0));
            NodeSet treatments = random.nextInt(4) == 0 && n > 3 ? NodeSet.of(0, 2) : NodeSet.of(0);
            NodeSet included = graph.all().where(v -> v > 2 && random.nextInt(16) == 0);
            NodeSet allowed = graph.all().where(_ -> random.nextInt(10) > 0).or(included);
            Adjustment adjustment = new Adjustment(graph, treatments, NodeSet.of(1));

            List<NodeSet> valid = AdjustmentTest.subsets(n).stream()
                    .filter(z -> z.containsAll(included) && allowed.containsAll(z) && adjustment.isValid(z)).toList();
            List<NodeSet> minimal = valid.stream()
                    .filter(z -> valid.stream().noneMatch(part -> z.containsAll(part) && !part.equals(z))).toList();
            Listing listing = adjustment.minimal(included, allowed, ENOUGH);

            assertThat(listing.sets()).as("%s with %s in %s", graph, included, allowed)
                    .containsExactlyInAnyOrderElementsOf(minimal).isSortedAccordingTo(
                            Comparator.comparingInt(NodeSet::size));
            assertThat(listing.complete()).isTrue();
            several += minimal.size() > 1 ? 1 : 0;
        }
        assertThat(several).isGreaterThan(150);
    }

    @Test
    void theCheapestSetIsTheCheapestOfAllSubsets() {
        SplittableRandom random = new SplittableRandom(12);
        int priced = 0;
        for (int trial = 0; trial < 4000; trial++) {
            int n = 3 + random.nextInt(4);
            MixedGraph graph = Graphs.random(n, 0.5, 0.15, random);
            double[] cost = random.doubles(n, 0.1, 2).toArray();
            Adjustment adjustment = new Adjustment(graph, NodeSet.of(0), NodeSet.of(1));
            double least = AdjustmentTest.subsets(n).stream().filter(adjustment::isValid)
                    .mapToDouble(z -> price(z, cost)).min().orElse(Double.POSITIVE_INFINITY);
            int fewest = AdjustmentTest.subsets(n).stream().filter(adjustment::isValid)
                    .mapToInt(NodeSet::size).min().orElse(-1);
            double found = switch (adjustment.cheapest(cost)) {
                case Advice.NoneNeeded _ -> 0;
                case Advice.Adjust(NodeSet z) -> {
                    assertThat(adjustment.isValid(z)).isTrue();
                    yield price(z, cost);
                }
                case Advice.Impossible _,Advice.NotAmenable _ -> Double.POSITIVE_INFINITY;
            };
            assertThat(found).as(graph.toString()).isEqualTo(least);
            assertThat(switch (adjustment.smallest()) {
                case Advice.NoneNeeded _ -> 0;
                case Advice.Adjust(NodeSet z) -> z.size();
                case Advice.Impossible _,Advice.NotAmenable _ -> -1;
            }).isEqualTo(fewest);
            priced += fewest > 0 ? 1 : 0;
        }
        assertThat(priced).isGreaterThan(500);
    }

    private static double price(NodeSet nodes, double[] cost) {
        double sum = 0;
        for (int v : nodes.toArray()) {
            sum += cost[v];
        }
        return sum;
    }

    /** From x to y by {@code width} chains of three: 3 to the power of the width minimal sets. */
    private static Adjustment chains(int width) {
        List<String> edges = new ArrayList<>(List.of("x -> y"));
        for (int i = 0; i < width; i++) {
            edges.addAll(List.of("a" + i + " -> x", "b" + i + " -> a" + i, "b" + i + " -> c" + i, "c" + i + " -> y"));
        }
        MixedGraph graph = Graphs.of(edges.toArray(String[]::new));
        return new Adjustment(graph, graph.nodes(List.of("x")), graph.nodes(List.of("y")));
    }

    @Test
    void saysWhetherTheBudgetEndedIt() {
        assertThat(chains(4).minimal(ENOUGH)).extracting(l -> l.sets().size(), Listing::complete)
                .containsExactly(81, true);
        assertThat(chains(4).minimal(new Budget(81, 100_000)).complete()).isTrue();
        assertThat(chains(4).minimal(new Budget(80, 100_000))).extracting(l -> l.sets().size(), Listing::complete)
                .containsExactly(80, false);
        assertThat(chains(4).minimal(new Budget(81, 20)).complete()).isFalse();
        assertThat(chains(40).minimal(Budget.USUAL)).extracting(l -> l.sets().size(), Listing::complete)
                .containsExactly(100, false);
    }

    @Test
    void theTimeBetweenTwoSetsIsPolynomial() {
        for (int width : new int[]{5, 20, 60}) {
            Listing listing = chains(width).minimal(new Budget(50, Long.MAX_VALUE));
            assertThat(listing.steps()).isLessThan(50L * 2 * 3 * width);
        }
    }

    @Test
    void aBowIsNotListedAndAnEmptySetIs() {
        MixedGraph bow = Graphs.of("x -> y", "x <-> y");
        assertThat(new Adjustment(bow, NodeSet.of(0), NodeSet.of(1)).minimal(Budget.USUAL).sets()).isEmpty();
        MixedGraph arrow = MixedGraph.of(List.of("x", "y"), List.of(Edge.directed(0, 1)));
        assertThat(new Adjustment(arrow, NodeSet.of(0), NodeSet.of(1)).minimal(Budget.USUAL).sets())
                .containsExactly(NodeSet.EMPTY);
    }
}
