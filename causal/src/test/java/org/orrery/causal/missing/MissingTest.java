package org.orrery.causal.missing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Projection;
import org.orrery.causal.identify.BinaryModel;
import org.orrery.causal.identify.Query;
import org.orrery.core.InvalidInput;

class MissingTest {
    /** Every node R_v is the indicator of v. */
    private static MissingGraph graph(String... edges) {
        MixedGraph graph = Graphs.of(edges);
        Map<String, String> indicators = new HashMap<>();
        graph.names().stream().filter(name -> name.startsWith("R_"))
                .forEach(name -> indicators.put(name.substring(2), name));
        return MissingGraph.of(graph, indicators);
    }

    private static Finding ask(MissingGraph missing, List<String> of, List<String> set, List<String> given) {
        MixedGraph graph = missing.graph();
        return Recovery.of(missing, new Query(graph.nodes(of), graph.nodes(set), graph.nodes(given)));
    }

    private static String formula(MissingGraph missing, List<String> of, List<String> set, List<String> given) {
        return ((Finding.Recovered) ask(missing, of, set, given)).formula();
    }

    @Test
    void whatIsMissingByChanceIsLeftOut() {
        assertThat(formula(graph("x -> y", "c -> R_y"), List.of("y"), List.of(), List.of()))
                .isEqualTo("P(y | R_y = 1)");
    }

    @Test
    void whatIsMissingByAnObservedCauseIsAveragedOverIt() {
        MissingGraph graph = graph("x -> y", "x -> R_y");
        assertThat(formula(graph, List.of("y"), List.of(), List.of())).isEqualTo("sum_{x} P(y | x, R_y = 1) P(x)");
        assertThat(formula(graph, List.of("y"), List.of(), List.of("x"))).isEqualTo("P(y | x, R_y = 1)");
    }

    @Test
    void aValueThatHidesItselfIsNotRecovered() {
        assertThat(ask(graph("x -> y", "y -> R_y"), List.of("y"), List.of(), List.of()))
                .isEqualTo(
                        new Finding.NotRecoverable("whether y is observed depends on its own value, by y -> R_y, so its"
                                + " missing values may be anything. Maybe find out some of them."));
        assertThat(ask(graph("x -> y", "y <-> R_y"), List.of("x", "y"), List.of(), List.of()))
                .isInstanceOf(Finding.NotRecoverable.class);
    }

    /** Little and Rubin's complete cases: a cause that hides itself does no harm to what follows given it. */
    @Test
    void aCauseThatHidesItselfLeavesItsEffectToBeSeen() {
        MissingGraph graph = graph("x -> y", "x -> R_x");
        assertThat(formula(graph, List.of("y"), List.of(), List.of("x"))).isEqualTo("P(y | x, R_x = 1)");
        assertThat(formula(graph, List.of("y"), List.of("x"), List.of())).isEqualTo("P(y | x, R_x = 1)");
        assertThat(ask(graph, List.of("x"), List.of(), List.of("y"))).isInstanceOf(Finding.NotRecoverable.class);
    }

    /** Mohan, Pearl and Tian 2013: each hides the other, and no order of factors helps. */
    @Test
    void twoThatHideEachOtherAreWeighed() {
        MissingGraph graph = graph("x -> y", "x -> R_y", "y -> R_x");
        assertThat(formula(graph, List.of("x", "y"), List.of(), List.of())).isEqualTo(
                "[P(x, y, R_y = 1, R_x = 1)] / [P(R_y = 1 | x, R_x = 1) P(R_x = 1 | y, R_y = 1)]");
    }

    @Test
    void anAdjustmentFormulaIsRecoveredFactorByFactor() {
        MissingGraph graph = graph("z -> x", "z -> y", "x -> y", "z -> R_x", "x -> R_y");
        assertThat(formula(graph, List.of("y"), List.of("x"), List.of()))
                .isEqualTo("sum_{z} P(y | z, x, R_x = 1, R_y = 1) P(z)");
        assertThat(ask(graph("x -> y", "x <-> y", "c -> R_y"), List.of("y"), List.of("x"), List.of()))
                .isInstanceOf(Finding.NotRecoverable.class);
    }

    @Test
    void aHiddenLinkBetweenAValueAndItsIndicatorIsOneToo() {
        MixedGraph drawn = Graphs.of("y -> m", "m -> R_y");
        MissingGraph graph = MissingGraph.of(drawn.hiding(drawn.nodes(List.of("m"))), Map.of("y", "R_y"));
        assertThat(ask(graph, List.of("y"), List.of(), List.of())).isInstanceOf(Finding.NotRecoverable.class);
        assertThat(ask(graph("y -> m", "m -> R_y", "m <-> R_y"), List.of("y"), List.of(), List.of()))
                .isInstanceOf(Finding.NotShown.class);
    }

    @Test
    void aSearchEndsInLargeGraphs() {
        List<String> edges = new ArrayList<>(List.of("y -> m", "m -> R_y", "m <-> R_y", "x -> y"));
        for (int i = 0; i < 24; i++) {
            edges.add("c" + i + " -> x");
            edges.add("c" + i + " -> y");
        }
        MissingGraph graph = graph(edges.toArray(String[]::new));
        assertThat(ask(graph, List.of("y"), List.of("x"), List.of()))
                .isInstanceOfSatisfying(Finding.NotShown.class,
                        found -> assertThat(found.reason()).contains("given up after 100000 tries"));
    }

    @Test
    void indicatorsCauseNoVariables() {
        assertThatThrownBy(() -> graph("y -> z", "R_y -> z")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("The indicator R_y causes z");
        MissingGraph graph = graph("x -> y", "x -> R_y");
        assertThatThrownBy(() -> ask(graph, List.of("R_y"), List.of(), List.of())).isInstanceOf(InvalidInput.class);
    }

    @Test
    void randomQueriesAgreeWithTheirModels() {
        SplittableRandom random = new SplittableRandom(38);
        Map<String, Integer> count = new HashMap<>();
        for (int trial = 0; trial < 4000; trial++) {
            MissingGraph missing = HoledGraphs.random(random, 4, random.nextDouble() * 0.3, 0.3);
            MixedGraph graph = missing.graph();
            if (graph.edges().stream().filter(e -> e.atFrom() == e.atTo()).count() > 4
                    || missing.variables().size() < 2) {
                continue;
            }
            int[] nodes = missing.variables().toArray();
            NodeSet y = NodeSet.of(nodes[random.nextInt(nodes.length)]);
            NodeSet x = NodeSet.of(nodes[random.nextInt(nodes.length)]).minus(y);
            Query query = switch (trial % 3) {
                case 0 -> new Query(missing.variables(), NodeSet.EMPTY, NodeSet.EMPTY);
                case 1 -> new Query(y, NodeSet.EMPTY, x);
                default -> new Query(y, x, NodeSet.EMPTY);
            };
            Finding finding = Recovery.of(missing, query);
            count.merge(trial % 3 + finding.getClass().getSimpleName(), 1, Integer::sum);
            switch (finding) {
                case Finding.Recovered recovered -> compare(recovered, query, random.split());
                case Finding.NotRecoverable(String reason) -> {
                    if (reason.startsWith("whether")) {
                        disprove(missing, query);
                    }
                }
                case Finding.NotShown _ -> {
                }
            }
        }
        for (int kind = 0; kind < 3; kind++) {
            assertThat(count.get(kind + "Recovered")).isGreaterThan(400);
            assertThat(count.get(kind + "NotRecoverable")).isGreaterThan(100);
        }
    }

    private static void compare(Finding.Recovered recovered, Query query, SplittableRandom random) {
        MissingGraph missing = recovered.graph();
        BinaryModel model = new BinaryModel(missing.graph(), 2, random);
        Holes holes = new Holes(missing, model.joint(NodeSet.EMPTY, 0));
        int ones = 0;
        for (int mark : missing.indicators(missing.variables()).toArray()) {
            ones |= 1 << mark;
        }
        for (int values = 0; values < 1 << missing.graph().size(); values++) {
            double[] operated = model.joint(query.treatments(), values);
            double truth = BinaryModel.chance(operated, query.outcomes().or(query.given()), values)
                    / BinaryModel.chance(operated, query.given(), values);
            assertThat(holes.of(recovered.estimand(), values | ones))
                    .as("%s of %s: %s", query, missing, recovered.formula()).isCloseTo(truth, within(1e-10));
        }
    }

    /** Two models in which only the indicator of an outcome depends on anything: one law of records, two answers. */
    private static void disprove(MissingGraph missing, Query query) {
        MixedGraph graph = missing.graph();
        int v = query.outcomes().where(y -> {
            NodeSet mark = missing.indicators(NodeSet.of(y));
            MixedGraph seen = Projection.ofLatent(graph);
            int node = seen.node(graph.name(y));
            return !mark.isEmpty() && seen.children(node).or(seen.spouses(node))
                    .contains(seen.node(graph.names(mark)));
        }).next(0);
        int mark = missing.indicators(NodeSet.of(v)).next(0);
        double[][] laws = {new double[1 << graph.size()], new double[1 << graph.size()]};
        double[][] missed = {{0.3, 0.1}, {0.1, 0.3}};
        for (int model = 0; model < 2; model++) {
            for (int bits = 0; bits < laws[model].length; bits++) {
                int value = bits >> v & 1;
                laws[model][bits] = ((bits >> mark & 1) == 1 ? 0.2 + 0.2 * value : missed[model][value])
                        / (1 << graph.size() - 2);
            }
        }
        Map<String, Double> records = new Holes(missing, laws[0]).records();
        new Holes(missing, laws[1]).records()
                .forEach((key, chance) -> assertThat(chance).isCloseTo(records.get(key), within(1e-12)));
        double first = BinaryModel.chance(laws[0], query.outcomes().or(query.given()), 0)
                / BinaryModel.chance(laws[0], query.given(), 0);
        double second = BinaryModel.chance(laws[1], query.outcomes().or(query.given()), 0)
                / BinaryModel.chance(laws[1], query.given(), 0);
        assertThat(Math.abs(first - second)).isGreaterThan(0.001);
    }

    /** Mohan, Pearl and Tian 2013: without hidden causes and edges among indicators, the joint follows unless one hides itself. */
    @Test
    void withoutHiddenCausesOnlySelfMaskingHinders() {
        SplittableRandom random = new SplittableRandom(13);
        int recovered = 0;
        for (int trial = 0; trial < 1500; trial++) {
            MissingGraph missing = HoledGraphs.random(random, 4, 0, 0);
            MixedGraph graph = missing.graph();
            if (!graph.latent().isEmpty()) {
                continue;
            }
            boolean masked = missing.indicators().entrySet().stream()
                    .anyMatch(entry -> graph.children(entry.getKey()).contains(entry.getValue()));
            Finding finding = Recovery.of(missing, new Query(missing.variables(), NodeSet.EMPTY, NodeSet.EMPTY));
            assertThat(finding).as("%s", graph)
                    .isInstanceOf(masked ? Finding.NotRecoverable.class : Finding.Recovered.class);
            recovered += masked ? 0 : 1;
        }
        assertThat(recovered).isGreaterThan(500);
    }
}
