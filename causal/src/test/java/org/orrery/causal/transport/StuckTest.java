package org.orrery.causal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Source;

/**
 * Where transport says that evidence does not tell, there are models that agree in all evidence and not in the answer: at
 * random models of all populations the answer changes in a direction in which no evidence does. Where it says that evidence
 * tells, there is no such direction.
 */
class StuckTest {
    /** Of a gradient of length 1, so much at least must lie outside of what the evidence holds, or at most inside of rounding. */
    private static final double OUTSIDE = 1e-3;
    private static final double ROUNDING = 1e-5;

    @Test
    void whatIsStuckDiffersBetweenModelsThatAgree() {
        SplittableRandom random = new SplittableRandom(77);
        int stuck = 0;
        int transported = 0;
        for (int trial = 0; trial < 700; trial++) {
            int n = 2 + random.nextInt(3);
            MixedGraph graph = Graphs.random(n, 0.5, 0.1 + 0.4 * random.nextDouble(), random);
            if (graph.edges().stream().filter(e -> e.atFrom() == Mark.ARROW).count() > 3) {
                continue;
            }
            int x = random.nextInt(n);
            int y = (x + 1 + random.nextInt(n - 1)) % n;
            Query query = new Query(NodeSet.of(y), NodeSet.of(x),
                    graph.all().where(_ -> random.nextInt(5) == 0).without(x).without(y));
            List<Evidence> evidence = new ArrayList<>();
            if (random.nextBoolean()) {
                evidence.add(Evidence.TARGET);
            }
            for (String name : List.of("a", "b")) {
                evidence.add(new Evidence(new Source(name, graph.all().where(_ -> random.nextInt(3) == 0)),
                        graph.all().where(_ -> random.nextInt(3) == 0)));
            }
            Finding finding = Transport.of(graph, query, evidence);
            double outside = 0;
            // Models in which causes nobody observed have few states are too poor in some diagrams: more are tried.
            for (int states = 2; states <= 4 && outside < OUTSIDE; states++) {
                outside = new Agreeing(graph, evidence, states, random.split()).outside(query);
            }
            String what = query + " of " + graph + " by " + evidence;
            switch (finding) {
                case Finding.Stuck(MixedGraph _, NodeSet _, boolean proved) -> {
                    stuck++;
                    assertThat(proved).isTrue();
                    assertThat(outside).as(what).isGreaterThan(OUTSIDE);
                }
                case Finding.Transported(MixedGraph _, Estimand _) -> {
                    transported++;
                    assertThat(outside).as(what).isLessThan(ROUNDING);
                }
            }
        }
        assertThat(stuck).isGreaterThan(80);
        assertThat(transported).isGreaterThan(150);
    }
}
