package org.orrery.causal.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;

/** What is said not to be identified can change while all that is seen stays; what is said to be identified cannot. */
class NotIdentifiedTest {
    private final List<String> wrong = new ArrayList<>();
    private int free;
    private int freeOfExperiments;
    private int held;
    private int tooLarge;

    @Test
    void everyFindingIsProvedInTheNeighbourhoodOfAModel() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 2000; trial++) {
            MixedGraph graph = Graphs.random(2 + random.nextInt(3), 0.6, random.nextDouble() * 0.6, random);
            if (graph.edges().stream().filter(e -> e.atFrom() == Mark.ARROW).count() <= 2) {
                check(graph, RandomImagined.on(graph, random), random);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(free).isGreaterThan(20);
        assertThat(freeOfExperiments).isGreaterThan(100);
        assertThat(held).isGreaterThan(500);
        assertThat(tooLarge).isLessThan(5);
    }

    private void check(MixedGraph graph, Imagined query, SplittableRandom random) {
        Finding finding = Counterfactuals.of(graph, query);
        switch (finding) {
            case Finding.Identified _ -> {
                Freedom freedom = new Freedom(graph, levels(graph, -1), 2, random);
                if (freedom.isSmall()) {
                    held++;
                    if (freedom.residual(query, false) > 1e-6) {
                        wrong.add("free: " + query + " of " + graph + ": " + finding);
                    }
                }
            }
            case Finding.FromExperiments _ -> {
                free++;
                prove(graph, query, finding, false, random);
            }
            case Finding.Conflict _ -> {
                freeOfExperiments++;
                prove(graph, query, finding, true, random);
            }
            case Finding.Impossible _,Finding.Undefined _ -> {
            }
        }
    }

    /** Two values may be too few to show it, so each node has three in turn. */
    private void prove(MixedGraph graph, Imagined query, Finding finding, boolean experiments,
            SplittableRandom random) {
        String tried = "";
        for (int three = -1; three < graph.size(); three++) {
            for (int latent = 2; latent <= 3; latent++) {
                Freedom freedom = new Freedom(graph, levels(graph, three), latent, random);
                if (freedom.isSmall()) {
                    double residual = freedom.residual(query, experiments);
                    if (residual > 1e-5) {
                        return;
                    }
                    tried += " " + residual;
                } else {
                    tried += " large";
                }
            }
        }
        if (tried.contains("large")) {
            tooLarge++;
        } else {
            wrong.add(query + " of " + graph + ": " + finding + tried);
        }
    }

    private static int[] levels(MixedGraph graph, int three) {
        int[] levels = new int[graph.size()];
        Arrays.fill(levels, 2);
        if (three >= 0) {
            levels[three] = 3;
        }
        return levels;
    }
}
