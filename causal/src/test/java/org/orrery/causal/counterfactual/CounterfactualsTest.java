package org.orrery.causal.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Evaluation;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Verdict;

class CounterfactualsTest {
    private int identified;
    private int experiments;
    private int impossible;
    private int undefined;
    private int conflicts;

    @Test
    void randomQueriesAgreeWithTheirModels() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 4000; trial++) {
            MixedGraph graph = Graphs.random(2 + random.nextInt(4), 0.5, random.nextDouble() * 0.6, random);
            if (graph.edges().stream().filter(e -> e.atFrom() == Mark.ARROW).count() <= 4) {
                for (int i = 0; i < 2; i++) {
                    check(graph, RandomImagined.on(graph, random), new ResponseModel(graph, random.split()));
                }
            }
        }
        assertThat(identified).isGreaterThan(3000);
        assertThat(experiments).isGreaterThan(150);
        assertThat(impossible).isGreaterThan(1000);
        assertThat(undefined).isGreaterThan(500);
        assertThat(conflicts).isGreaterThan(300);
    }

    private void check(MixedGraph graph, Imagined query, ResponseModel model) {
        List<Event> all = new ArrayList<>(query.given());
        all.addAll(query.events());
        double given = model.chance(query.given());
        double truth = model.chance(all) / given;
        Finding finding = Counterfactuals.of(graph, query);
        switch (finding) {
            case Finding.Identified(MixedGraph _, Estimand estimand) -> {
                identified++;
                compare(estimand, model, given, truth, query + " of " + graph + ": " + finding);
            }
            case Finding.FromExperiments(MixedGraph _, Estimand estimand, var _) -> {
                experiments++;
                compare(estimand, model, given, truth, query + " of " + graph + ": " + finding);
            }
            case Finding.Impossible _ -> {
                impossible++;
                assertThat(model.chance(all)).as("%s of %s", query, graph).isZero();
            }
            case Finding.Undefined _ -> {
                undefined++;
                assertThat(given).as("%s of %s", query, graph).isZero();
            }
            case Finding.Conflict _ -> conflicts++;
        }
    }

    private static void compare(Estimand estimand, ResponseModel model, double given, double truth, String what) {
        if (given == 0) {
            return; // two events that exclude each other in this model, not in all
        }
        for (int free : new int[]{0, -1}) {
            assertThat(new Evaluation(model::joint).of(estimand, free)).as(what).isCloseTo(truth, within(1e-10));
        }
    }

    /** A question of one world is a question of doing. */
    @Test
    void whatIsAskedOfOneWorldIsIdentifiedAsDoingIs() {
        SplittableRandom random = new SplittableRandom(8);
        int identified = 0;
        for (int trial = 0; trial < 3000; trial++) {
            int n = 3 + random.nextInt(3);
            MixedGraph graph = Graphs.random(n, 0.5, random.nextDouble() * 0.6, random);
            int x = random.nextInt(n);
            int y = (x + 1 + random.nextInt(n - 1)) % n;
            NodeSet given = graph.all().where(v -> v != x && v != y && random.nextInt(3) == 0);
            List<Event> evidence = Arrays.stream(given.toArray()).mapToObj(z -> new Event(z, Map.of(x, 0), 0)).toList();
            boolean doing = Identification.of(graph,
                    new Query(NodeSet.of(y), NodeSet.of(x), given)) instanceof Verdict.Identified;
            Finding finding = Counterfactuals.of(graph,
                    new Imagined(List.of(new Event(y, Map.of(x, 0), 0)), evidence));
            assertThat(finding).as("%s of %s, %s", y, graph, evidence)
                    .isInstanceOf(doing ? Finding.Identified.class : Finding.FromExperiments.class);
            identified += doing ? 1 : 0;
        }
        assertThat(identified).isBetween(500, 2900);
    }

    @Test
    void anExperimentAnswersWhatTheBowHides() {
        MixedGraph bow = Graphs.of("x -> y", "x <-> y");
        Finding finding = Counterfactuals.of(bow, new Imagined(List.of(new Event(1, Map.of(0, 0), 0)), List.of()));
        assertThat(((Finding.FromExperiments) finding).formula()).isEqualTo("P(y | do(x))");
        assertThat(Counterfactuals.of(bow, Imagined.amongThoseWithout(1, 0))).isInstanceOf(Finding.Conflict.class);
    }

    @Test
    void consistencyAndExclusion() {
        MixedGraph graph = Graphs.of("x -> y", "x <-> y");
        assertThat(formula(graph, new Imagined(List.of(new Event(1, Map.of(0, 0), 0)), List.of(Event.seen(0, 0)))))
                .isEqualTo("P(y | x)");
        assertThat(Counterfactuals.of(graph, new Imagined(List.of(new Event(1, Map.of(0, 0), 0)),
                List.of(Event.seen(0, 0), Event.seen(1, 1))))).isInstanceOf(Finding.Impossible.class);
        assertThat(Counterfactuals.of(graph, new Imagined(List.of(Event.seen(1, 0)),
                List.of(Event.seen(0, 0), Event.seen(0, 1))))).isInstanceOf(Finding.Undefined.class);
    }

    private static String formula(MixedGraph graph, Imagined query) {
        return ((Finding.Identified) Counterfactuals.of(graph, query)).formula();
    }

    @Test
    void theTreatedAreTheirOwnPopulation() {
        MixedGraph backDoor = Graphs.of("z -> x", "z -> y", "x -> y");
        assertThat(formula(backDoor, Imagined.amongThoseWithout(2, 1)))
                .isEqualTo("sum_{z} P(z | x') P(y | z, x)");
    }

    @Test
    void effectsAcrossMediators() {
        MixedGraph graph = Graphs.of("x -> m", "x -> y", "m -> y");
        assertThat(formula(graph, Imagined.acrossMediators(2, 0, NodeSet.of(1))))
                .isEqualTo("sum_{m} P(m | x') P(y | x, m)");
    }

    @Test
    void randomMediatorsAgreeWithTheirModels() {
        SplittableRandom random = new SplittableRandom(9);
        int identified = 0;
        for (int trial = 0; trial < 600; trial++) {
            int n = 3 + random.nextInt(3);
            MixedGraph graph = Graphs.random(n, 0.7, random.nextDouble() * 0.3, random);
            int x = random.nextInt(n);
            int y = (x + 1 + random.nextInt(n - 1)) % n;
            int bits = random.nextInt(1 << n) & ~(1 << x | 1 << y);
            NodeSet mediators = graph.all().where(v -> (bits >> v & 1) == 1);
            if (Counterfactuals.of(graph, Imagined.acrossMediators(y, x,
                    mediators)) instanceof Finding.Identified(MixedGraph _, Estimand estimand)) {
                ResponseModel model = new ResponseModel(graph, random.split());
                identified++;
                assertThat(new Evaluation(model::joint).of(estimand, 0)).as("%s of %s", estimand, graph)
                        .isCloseTo(model.acrossMediators(y, x, bits), within(1e-10));
            }
        }
        assertThat(identified).isGreaterThan(150);
    }

    @Test
    void withoutOtherKnowledgeNecessityIsNoMatterOfData() {
        MixedGraph graph = Graphs.of("x -> y");
        for (Imagined query : List.of(Imagined.necessity(1, 0), Imagined.sufficiency(1, 0),
                Imagined.necessityAndSufficiency(1, 0))) {
            Finding finding = Counterfactuals.of(graph, query);
            assertThat(finding).isInstanceOf(Finding.Conflict.class);
            assertThat(((Finding.Conflict) finding).witness())
                    .isEqualTo("'y' is asked for in two worlds: no experiment shows both");
        }
    }

    /** Shpitser and Pearl 2008, figure 9: P(y_x | x', z_d, d). */
    @Test
    void thePublishedExample() {
        MixedGraph graph = Graphs.of("x -> w", "w -> y", "d -> z", "z -> y", "x <-> y");
        Imagined query = new Imagined(List.of(new Event(graph.node("y"), Map.of(graph.node("x"), 0), 0)),
                List.of(Event.seen(graph.node("x"), 1), new Event(graph.node("z"), Map.of(graph.node("d"), 0), 0),
                        Event.seen(graph.node("d"), 0)));
        assertThat(formula(graph, query)).isEqualTo("sum_{w} P(y | x', w, z) P(w | x)");
    }
}
