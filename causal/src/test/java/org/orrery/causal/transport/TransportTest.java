package org.orrery.causal.transport;

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
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.BinaryModel;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Evaluation;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Source;
import org.orrery.causal.identify.Verdict;
import org.orrery.core.InvalidInput;

class TransportTest {
    private static Finding ask(MixedGraph graph, String differs) {
        NodeSet x = graph.nodes(List.of("x"));
        return Transport.of(graph, new Query(graph.nodes(List.of("y")), x, NodeSet.EMPTY), List.of(Evidence.TARGET,
                new Evidence(new Source("trial", x), graph.nodes(List.of(differs)))));
    }

    private static String formula(MixedGraph graph, String differs) {
        return ((Finding.Transported) ask(graph, differs)).formula();
    }

    /** Pearl and Bareinboim, Statist. Sci. 29 (2014) 579: another age distribution is weighed in, whatever hides behind x. */
    @Test
    void aTrialIsWeighedAnew() {
        MixedGraph graph = Graphs.of("z -> x", "z -> y", "x -> y", "x <-> y");
        assertThat(formula(graph, "z")).isEqualTo("sum_{z} P(z) P_trial(y | do(x), z)");
    }

    @Test
    void whereNothingThatMattersDiffersTheTrialStands() {
        assertThat(formula(Graphs.of("x -> y", "x <-> y"), "x")).isEqualTo("P_trial(y | do(x))");
    }

    @Test
    void whatComesAboutOtherwiseAndIsHiddenIsNotTransported() {
        MixedGraph graph = Graphs.of("x -> y", "x <-> y");
        Finding finding = ask(graph, "y");
        assertThat(finding).isEqualTo(new Finding.Stuck(graph, graph.nodes(List.of("y")), true));
        assertThat(((Finding.Stuck) finding).witness()).startsWith("how {y} comes about is shown by no piece");
    }

    @Test
    void withoutDataNothingIs() {
        MixedGraph graph = Graphs.of("x -> y");
        Query query = new Query(NodeSet.of(1), NodeSet.of(0), NodeSet.EMPTY);
        assertThatThrownBy(() -> Transport.of(graph, query, List.of())).isInstanceOf(InvalidInput.class);
    }

    @Test
    void randomQueriesAgreeWithTheirModels() {
        SplittableRandom random = new SplittableRandom(21);
        int transported = 0;
        int gained = 0;
        int stuck = 0;
        for (int trial = 0; trial < 4000; trial++) {
            int n = 2 + random.nextInt(4);
            MixedGraph graph = Graphs.random(n, 0.5, random.nextDouble() * 0.6, random);
            if (graph.edges().stream().filter(e -> e.atFrom() == Mark.ARROW).count() > 5) {
                continue;
            }
            int x = random.nextInt(n);
            int y = (x + 1 + random.nextInt(n - 1)) % n;
            NodeSet given = some(graph, 4, random).without(x).without(y);
            Query query = new Query(NodeSet.of(y), NodeSet.of(x), given);
            BinaryModel target = new BinaryModel(graph, 2, random.split());
            Map<String, BinaryModel> models = new HashMap<>(Map.of("", target));
            List<Evidence> evidence = new ArrayList<>();
            if (random.nextBoolean()) {
                evidence.add(Evidence.TARGET);
            }
            for (String name : List.of("a", "b")) {
                NodeSet differs = some(graph, 3, random);
                models.put(name, target.differing(differs, random.split()));
                evidence.add(new Evidence(new Source(name, some(graph, 3, random)), differs));
            }
            switch (Transport.of(graph, query, evidence)) {
                case Finding.Stuck _ -> stuck++;
                case Finding.Transported(MixedGraph _, Estimand estimand) -> {
                    transported++;
                    gained += Identification.of(graph, query) instanceof Verdict.Hedged ? 1 : 0;
                    compare(graph, query, estimand, target, models);
                }
            }
        }
        assertThat(transported).isGreaterThan(1000);
        assertThat(gained).isGreaterThan(50);
        assertThat(stuck).isGreaterThan(300);
    }

    private static NodeSet some(MixedGraph graph, int oneIn, SplittableRandom random) {
        return graph.all().where(_ -> random.nextInt(oneIn) == 0);
    }

    private static void compare(MixedGraph graph, Query query, Estimand estimand, BinaryModel target,
            Map<String, BinaryModel> models) {
        Evaluation evaluation = new Evaluation(
                (source, values) -> models.get(source.population()).joint(source.set(), values));
        for (int values = 0; values < 1 << graph.size(); values++) {
            double[] operated = target.joint(query.treatments(), values);
            double truth = BinaryModel.chance(operated, query.outcomes().or(query.given()), values)
                    / BinaryModel.chance(operated, query.given(), values);
            assertThat(evaluation.of(estimand, values)).as("%s of %s: %s", query, graph, estimand)
                    .isCloseTo(truth, within(1e-10));
        }
    }
}
