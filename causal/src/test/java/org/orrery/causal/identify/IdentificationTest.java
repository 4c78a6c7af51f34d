package org.orrery.causal.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

class IdentificationTest {
    private static Verdict ask(MixedGraph graph, String outcome, String treatment, String... given) {
        return Identification.of(graph, new Query(graph.nodes(List.of(outcome)), graph.nodes(List.of(treatment)),
                graph.nodes(List.of(given))));
    }

    private static String formula(MixedGraph graph, String outcome, String treatment, String... given) {
        return ((Verdict.Identified) ask(graph, outcome, treatment, given)).formula();
    }

    @Test
    void theBackDoorIsAdjustedFor() {
        assertThat(formula(Graphs.of("z -> x", "z -> y", "x -> y"), "y", "x")).isEqualTo("sum_{z} P(z) P(y | z, x)");
    }

    @Test
    void withoutConfoundingSeeingIsDoing() {
        assertThat(formula(Graphs.of("x -> y"), "y", "x")).isEqualTo("P(y | x)");
        assertThat(formula(Graphs.of("y -> x"), "y", "x")).isEqualTo("P(y)");
    }

    @Test
    void theFrontDoorIsFound() {
        assertThat(formula(Graphs.of("x -> m", "m -> y", "x <-> y"), "y", "x"))
                .isEqualTo("sum_{m} P(m | x) (sum_{x'} P(x') P(y | x', m))");
    }

    @Test
    void theBowIsHedged() {
        MixedGraph bow = Graphs.of("x -> y", "x <-> y");
        assertThat(ask(bow, "y", "x"))
                .isEqualTo(new Verdict.Hedged(bow, bow.nodes(List.of("x", "y")), bow.nodes(List.of("y"))));
    }

    @Test
    void namedGraphsAgreeWithTheirModels() {
        MixedGraph napkin = Graphs.of("w -> r", "r -> x", "x -> y", "w <-> x", "w <-> y");
        MixedGraph verma = Graphs.of("a -> b", "b -> c", "c -> d", "b <-> d");
        MixedGraph m = Graphs.of("x -> y", "x <-> z", "z <-> y");
        check(napkin, new Query(napkin.nodes(List.of("y")), napkin.nodes(List.of("x")), NodeSet.EMPTY), true);
        check(verma, new Query(verma.nodes(List.of("d")), verma.nodes(List.of("c")), NodeSet.EMPTY), true);
        check(verma, new Query(verma.nodes(List.of("d")), verma.nodes(List.of("b")), NodeSet.EMPTY), true);
        check(m, new Query(m.nodes(List.of("y")), m.nodes(List.of("x")), NodeSet.EMPTY), true);
        assertThat(formula(m, "y", "x")).isEqualTo("P(y | x)");
    }

    @Test
    void randomQueriesAgreeWithTheirModels() {
        RandomQueries queries = new RandomQueries(11);
        queries.run(4000);
        assertThat(queries.worst()).isLessThanOrEqualTo(1e-10);
        assertThat(queries.unproved()).isEmpty();
        assertThat(queries.hedged()).isGreaterThan(500);
        assertThat(queries.withSeveralTreatments()).isGreaterThan(1000);
        assertThat(queries.withEvidence()).isGreaterThan(1000);
        assertThat(queries.ofLatentGraphs()).isGreaterThan(1000);
    }

    /** Compares the estimand with the mutilated model for all values; says whether there is one. */
    private static boolean check(MixedGraph graph, Query query, boolean must) {
        Verdict verdict = Identification.of(graph, query);
        if (!(verdict instanceof Verdict.Identified(MixedGraph _, Estimand estimand))) {
            assertThat(must).as("%s of %s", query, graph).isFalse();
            return false;
        }
        BinaryModel model = new BinaryModel(graph, 3, new SplittableRandom(graph.hashCode()));
        double[] observed = model.joint(NodeSet.EMPTY, 0);
        NodeSet asked = query.outcomes().or(query.given());
        for (int values = 0; values < 1 << graph.size(); values++) {
            double[] operated = model.joint(query.treatments(), values);
            double truth = BinaryModel.chance(operated, asked, values)
                    / BinaryModel.chance(operated, query.given(), values);
            assertThat(BinaryModel.evaluate(estimand, observed, values))
                    .as("%s of %s: %s", query, graph, estimand).isCloseTo(truth, within(1e-10));
        }
        return true;
    }
}
