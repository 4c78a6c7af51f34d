package org.orrery.causal.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;

/** Every ADMG of three and four nodes, by the MAG and by the PAG that stand for it. */
class HiddenCausesTest {
    private static final List<NodeSet> SETS = AdjustmentTest.subsets(4).stream()
            .filter(z -> z.next(0) != 0 && z.next(0) != 1)
            .toList();

    @Test
    void inAMagOrAPagASetIsValidWhereItIsInEveryGraphOfTheClass() {
        Map<MixedGraph, Integer> validInMag = new LinkedHashMap<>();
        Map<Integer, Integer> validInPag = new HashMap<>();
        Map<Integer, Map<MixedGraph, Boolean>> magsOf = new LinkedHashMap<>();
        for (int code = 0; code < Math.pow(6, 6); code++) {
            MixedGraph graph = graph(code);
            if (graph.cycle() != null) {
                continue;
            }
            Adjustment adjustment = new Adjustment(graph, NodeSet.of(0), NodeSet.of(1));
            int valid = 0;
            for (int i = 0; i < SETS.size(); i++) {
                valid |= adjustment.isValid(SETS.get(i)) ? 1 << i : 0;
            }
            int independences = independences(graph);
            MixedGraph mag = mag(graph, independences);
            validInMag.merge(mag, valid, (a, b) -> a & b);
            validInPag.merge(independences, valid, (a, b) -> a & b);
            magsOf.computeIfAbsent(independences, _ -> new LinkedHashMap<>()).put(mag, true);
        }
        int possible = 0;
        for (Map.Entry<MixedGraph, Integer> entry : validInMag.entrySet()) {
            possible += compare(Adjustment.inMag(entry.getKey(), NodeSet.of(0), NodeSet.of(1)), entry.getValue(),
                    "MAG " + entry.getKey());
        }
        assertThat(possible).isGreaterThan(500);
        int inPag = 0;
        for (Map.Entry<Integer, Map<MixedGraph, Boolean>> entry : magsOf.entrySet()) {
            MixedGraph pag = common(new ArrayList<>(entry.getValue().keySet()));
            assertThat(entry.getValue().keySet()).allSatisfy(mag -> assertThat(Circled.pag(mag)).isEqualTo(pag));
            inPag += compare(Adjustment.inPag(pag, NodeSet.of(0), NodeSet.of(1)),
                    validInPag.getOrDefault(entry.getKey(), 0), "PAG " + pag);
        }
        assertThat(inPag).isGreaterThan(50);
    }

    private static int compare(Adjustment adjustment, int valid, String what) {
        for (int i = 0; i < SETS.size(); i++) {
            assertThat(adjustment.isValid(SETS.get(i))).as("%s: %s", what, SETS.get(i))
                    .isEqualTo((valid >> i & 1) == 1);
        }
        AdjustmentInClassTest.agrees(adjustment, valid != 0, 4);
        return valid != 0 ? 1 : 0;
    }

    /** Each pair is joined by an arrow in one direction, the other or none, and has a common cause or not. */
    private static MixedGraph graph(int code) {
        List<Edge> edges = new ArrayList<>();
        int rest = code;
        for (int a = 0; a < 4; a++) {
            for (int b = a + 1; b < 4; b++, rest /= 6) {
                if (rest % 3 > 0) {
                    edges.add(rest % 3 == 1 ? Edge.directed(a, b) : Edge.directed(b, a));
                }
                if (rest % 6 > 2) {
                    edges.add(Edge.bidirected(a, b));
                }
            }
        }
        return MixedGraph.of(List.of("x", "y", "a", "b"), edges);
    }

    /** One bit for each pair and each set of the two others. */
    private static int independences(MixedGraph graph) {
        Separation separation = new Separation(graph);
        int bits = 0;
        int place = 0;
        for (int a = 0; a < 4; a++) {
            for (int b = a + 1; b < 4; b++) {
                int[] others = NodeSet.upTo(4).without(a).without(b).toArray();
                for (int set = 0; set < 4; set++, place++) {
                    int given = set;
                    NodeSet z = NodeSet.of(IntStream.range(0, 2).filter(i -> (given >> i & 1) == 1)
                            .map(i -> others[i]).toArray());
                    bits |= separation.separated(NodeSet.of(a), NodeSet.of(b), z) ? 1 << place : 0;
                }
            }
        }
        return bits;
    }

    private static MixedGraph mag(MixedGraph graph, int independences) {
        List<Edge> edges = new ArrayList<>();
        int place = 0;
        for (int a = 0; a < 4; a++) {
            for (int b = a + 1; b < 4; b++, place += 4) {
                if ((independences >> place & 15) == 0) {
                    edges.add(graph.ancestors(NodeSet.of(b)).contains(a)
                            ? Edge.directed(a, b)
                            : graph.ancestors(NodeSet.of(a)).contains(b)
                                    ? Edge.directed(b, a)
                                    : Edge.bidirected(a, b));
                }
            }
        }
        return MixedGraph.of(graph.names(), edges);
    }

    private static MixedGraph common(List<MixedGraph> mags) {
        List<Edge> edges = new ArrayList<>();
        for (int a = 0; a < 4; a++) {
            for (int b = a + 1; b < 4; b++) {
                Mark atA = mark(mags, a, b);
                Mark atB = mark(mags, b, a);
                if (atA != null && atB != null) {
                    edges.add(new Edge(a, atA, atB, b));
                }
            }
        }
        return MixedGraph.of(mags.getFirst().names(), edges);
    }

    private static @Nullable Mark mark(List<MixedGraph> mags, int at, int other) {
        boolean tail = mags.stream().anyMatch(m -> m.children(at).contains(other));
        boolean arrow = mags.stream().anyMatch(m -> m.parents(at).or(m.spouses(at)).contains(other));
        return tail && arrow ? Mark.CIRCLE : tail ? Mark.TAIL : arrow ? Mark.ARROW : null;
    }
}
