package org.orrery.causal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Projection;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Verdict;
import org.orrery.core.InvalidInput;

class MomentsTest {
    private static MixedGraph read(String text) {
        return GraphText.arrows(text, "g.dag").graph();
    }

    @Test
    void aProcessWithoutAPastIsItsMoments() {
        assertThat(read("dag { times=3; past=no; x(t-1) -> y(t); y( t - 1 ) -> y(t); g -> x(t); x(t) <-> y(t) }"))
                .isEqualTo(read("""
                        g -> {x.1 x.2 x.3}
                        x.1 -> y.2 -> y.3; x.2 -> y.3; y.1 -> y.2
                        x.1 <-> y.1; x.2 <-> y.2; x.3 <-> y.3""".replace("g ->",
                        "g; x.1; y.1; x.2; y.2; x.3; y.3; g ->")));
    }

    @Test
    void thePastJoinsWhatItCauses() {
        MixedGraph graph = read("dag { times=2; x(t-1) -> x(t); x(t-1) -> y(t) }");
        MixedGraph shown = Projection.ofLatent(graph);
        assertThat(edges(shown, 0)).containsExactlyInAnyOrder("x.1 -> x.2", "x.1 -> y.2", "x.1 <-> y.1");
        Verdict free = effect(graph, "x.1", "y.2");
        assertThat(free).isInstanceOf(Verdict.Identified.class);
        assertThat(effect(read("dag { times=2; x(t) -> y(t); x(t) <-> y(t) }"), "x.2", "y.2"))
                .isInstanceOf(Verdict.Hedged.class);
    }

    private static Verdict effect(MixedGraph graph, String x, String y) {
        return Identification.of(graph,
                new Query(NodeSet.of(graph.node(y)), NodeSet.of(graph.node(x)), NodeSet.EMPTY));
    }

    /** Against sixty moments more at the front, hidden one by one. */
    @Test
    void aLongerPastJoinsNoOthers() {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 150; trial++) {
            int variables = 1 + random.nextInt(3);
            StringBuilder process = new StringBuilder();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                int from = random.nextInt(variables);
                int into = random.nextInt(variables);
                int lag = from < into ? random.nextInt(4) : 1 + random.nextInt(3);
                process.append('v').append(from).append("(t-").append(lag).append(") -> v").append(into).append("(t);");
            }
            int hidden = 60;
            MixedGraph ours = Projection.ofLatent(read("dag { times=4; " + process + "}"));
            StringBuilder past = new StringBuilder();
            for (int v = 0; v < variables; v++) {
                for (int moment = 1; moment <= hidden && process.indexOf("v" + v) >= 0; moment++) {
                    past.append('v').append(v).append('.').append(moment).append(" [latent];");
                }
            }
            MixedGraph longer = Projection
                    .ofLatent(read("dag { times=" + (hidden + 4) + "; past=no; " + process + past + "}"));
            assertThat(edges(ours, 0)).as("%s", process).isEqualTo(edges(longer, hidden));
        }
    }

    /** In words, with moments counted from another. */
    private static Set<String> edges(MixedGraph graph, int from) {
        Set<String> edges = new TreeSet<>();
        graph.edges().forEach(edge -> {
            String a = moved(graph.name(edge.from()), from);
            String b = moved(graph.name(edge.to()), from);
            if (edge.atFrom() == edge.atTo()) {
                edges.add((a.compareTo(b) < 0 ? a + " <-> " + b : b + " <-> " + a));
            } else {
                edges.add(edge.atTo() == Mark.ARROW ? a + " -> " + b : b + " -> " + a);
            }
        });
        return edges;
    }

    private static String moved(String name, int from) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot + 1) + (Integer.parseInt(name.substring(dot + 1)) - from);
    }

    @Test
    void whatIsNoProcessIsSaidWithAdvice() {
        for (String wrong : new String[]{"x(t-1) -> x(t)", "times=0; x(t-1) -> x(t)", "times=3; x(t) -> y(t-1)",
                "times=3; x(t) -> x(t)", "times=3; x(t) [exposure]; x(t) -> y(t)",
                "times=99999; x(t-1) -> x(t)", "times=3; x(t-99999999999) -> x(t)",
                "times=3; \"x(t-99999999999)\" -> x(t)"}) {
            assertThatExceptionOfType(InvalidInput.class).as(wrong).isThrownBy(() -> read("dag {" + wrong + "}"))
                    .satisfies(error -> assertThat(error.advice()).isNotBlank());
        }
    }
}
