package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.BinaryModel;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Verdict;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Value;

/** Whatever way a licence goes, its estimand is what the intervention does in a model of the graph. */
class LicensingTest {
    private static final int GRAPHS = 3_000;

    private int adjusted;
    private int general;
    private int withheld;

    @Test
    void everyEstimandIsWhatTheInterventionDoes() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < GRAPHS; i++) {
            MixedGraph graph = Graphs.random(3 + random.nextInt(3), 0.5, 0.25, random);
            check(graph, random);
        }
        assertThat(adjusted).isGreaterThan(GRAPHS / 20);
        assertThat(general).isGreaterThan(GRAPHS / 50);
        assertThat(withheld).isGreaterThan(GRAPHS / 20);
    }

    /** The check of one algorithm against the other can fail, and only where they do disagree. */
    @Test
    void algorithmsThatDisagreeAreFound() {
        MixedGraph graph = Graphs.of("x -> y", "x <-> y");
        Verdict hedged = Identification.of(graph, new Query(NodeSet.of(1), NodeSet.of(0), NodeSet.EMPTY));
        assertThat(Licensing.agree(hedged, "the adjustment criterion finds covariates").passed()).isFalse();
        assertThat(Licensing.agree(hedged, "").passed()).isTrue();
        Verdict identified = Identification.of(Graphs.of("x -> y"),
                new Query(NodeSet.of(1), NodeSet.of(0), NodeSet.EMPTY));
        assertThat(Licensing.agree(identified, "the adjustment criterion needs no covariate").passed()).isTrue();
    }

    private void check(MixedGraph graph, SplittableRandom random) {
        int y = random.nextInt(graph.size());
        Map<Integer, Value> done = new TreeMap<>();
        Map<Integer, Value> seen = new TreeMap<>();
        for (int v = 0; v < graph.size(); v++) {
            if (v != y) {
                int role = random.nextInt(6);
                if (role < 2) {
                    done.put(v, new Value.Real(1));
                } else if (role == 2) {
                    seen.put(v, new Value.Real(1));
                }
            }
        }
        Posed posed = new Posed(new Target.Mean(y), seen, done, Map.of());
        GraphText text = new GraphText(graph, NodeSet.EMPTY, NodeSet.EMPTY, NodeSet.EMPTY);
        switch (Licensing.of(text, posed)) {
            case Licence.Granted granted -> {
                adjusted += granted.way() instanceof Licence.Way.Adjusting ? 1 : 0;
                general += granted.way() instanceof Licence.Way.General ? 1 : 0;
                assertThat(granted.checks()).allMatch(each -> each.passed());
                evaluate(graph, posed, granted, random);
            }
            case Licence.Withheld refused -> {
                withheld++;
                assertThat(refused.checks()).isEmpty();
                assertThat(Identification.of(graph, new Query(posed.outcomes(), posed.treatments(), posed.given())))
                        .isInstanceOf(Verdict.Hedged.class);
            }
        }
    }

    private static void evaluate(MixedGraph graph, Posed posed, Licence.Granted granted, SplittableRandom random) {
        BinaryModel model = new BinaryModel(graph, 2, random);
        double[] observed = model.joint(NodeSet.EMPTY, 0);
        NodeSet given = posed.given();
        for (int values = 0; values < 1 << graph.size(); values++) {
            double[] operated = model.joint(posed.treatments(), values);
            double truth = BinaryModel.chance(operated, posed.outcomes().or(given), values)
                    / BinaryModel.chance(operated, given, values);
            assertThat(BinaryModel.evaluate(granted.estimand(), observed, values))
                    .as("%s: %s of %s", graph, granted.formula(), posed).isCloseTo(truth, within(1e-10));
        }
    }
}
