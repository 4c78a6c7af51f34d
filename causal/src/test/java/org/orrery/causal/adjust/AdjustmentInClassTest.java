package org.orrery.causal.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.InvalidInput;

class AdjustmentInClassTest {
    @Test
    void inACpdagASetIsValidWhereItIsInEveryDagOfTheClass() {
        SplittableRandom random = new SplittableRandom(21);
        int valid = 0;
        int doubtful = 0;
        for (int trial = 0; trial < 1500; trial++) {
            int n = 3 + random.nextInt(3);
            MixedGraph dag = Graphs.random(n, 0.5, 0, random);
            List<MixedGraph> members = members(dag);
            MixedGraph cpdag = common(members);
            NodeSet treatments = n > 3 && random.nextInt(3) == 0 ? NodeSet.of(0, 2) : NodeSet.of(0);
            Adjustment adjustment = Adjustment.inCpdag(cpdag, treatments, NodeSet.of(1));
            List<Adjustment> each = members.stream().map(m -> new Adjustment(m, treatments, NodeSet.of(1))).toList();
            boolean any = false;
            for (NodeSet z : AdjustmentTest.subsets(n)) {
                boolean everywhere = each.stream().allMatch(a -> a.isValid(z));
                assertThat(adjustment.isValid(z)).as("%s of %s: %s", cpdag, dag, z).isEqualTo(everywhere);
                any |= everywhere;
            }
            agrees(adjustment, any, n);
            if (any) {
                assertThat(each).allSatisfy(a -> assertThat(a.optimal()).isEqualTo(adjustment.optimal()));
            }
            valid += any ? 1 : 0;
            doubtful += adjustment.advice() instanceof Advice.NotAmenable ? 1 : 0;
        }
        assertThat(valid).isGreaterThan(300);
        assertThat(doubtful).isGreaterThan(300);
    }

    static void agrees(Adjustment adjustment, boolean any, int n) {
        List<NodeSet> valid = AdjustmentTest.subsets(n).stream().filter(adjustment::isValid).toList();
        List<NodeSet> minimal = valid.stream()
                .filter(z -> valid.stream().noneMatch(part -> z.containsAll(part) && !part.equals(z))).toList();
        assertThat(adjustment.minimal(Budget.USUAL).sets()).containsExactlyInAnyOrderElementsOf(minimal);
        switch (adjustment.advice()) {
            case Advice.NoneNeeded _ -> assertThat(minimal).containsExactly(NodeSet.EMPTY);
            case Advice.Adjust(NodeSet z) -> assertThat(minimal).contains(z);
            case Advice.Impossible _,Advice.NotAmenable _ -> assertThat(any).isFalse();
        }
    }

    /** All DAGs with the same edges and the same colliders of unjoined parents. */
    private static List<MixedGraph> members(MixedGraph dag) {
        List<Edge> edges = dag.edges();
        List<MixedGraph> members = new ArrayList<>();
        for (int bits = 0; bits < 1 << edges.size(); bits++) {
            List<Edge> turned = new ArrayList<>();
            for (int e = 0; e < edges.size(); e++) {
                Edge edge = edges.get(e);
                turned.add((bits >> e & 1) == 0 ? edge : Edge.directed(edge.to(), edge.from()));
            }
            MixedGraph other = MixedGraph.of(dag.names(), turned);
            if (other.isDag() && colliders(other).equals(colliders(dag))) {
                members.add(other);
            }
        }
        return members;
    }

    private static List<List<Integer>> colliders(MixedGraph dag) {
        List<List<Integer>> all = new ArrayList<>();
        for (int v = 0; v < dag.size(); v++) {
            for (int a : dag.parents(v).toArray()) {
                for (int b : dag.parents(v).toArray()) {
                    if (a < b && !dag.parents(a).or(dag.children(a)).contains(b)) {
                        all.add(List.of(a, v, b));
                    }
                }
            }
        }
        return all;
    }

    /** What they agree about stays, the rest is undirected. */
    private static MixedGraph common(List<MixedGraph> members) {
        MixedGraph first = members.getFirst();
        return MixedGraph.of(first.names(), first.edges().stream()
                .map(e -> members.stream().allMatch(m -> m.children(e.from()).contains(e.to()))
                        ? e
                        : new Edge(e.from(), Mark.TAIL, Mark.TAIL, e.to()))
                .toList());
    }

    @Test
    void namesTheEdgeThatIsInDoubt() {
        MixedGraph graph = Graphs.of("x -- v", "v -- y");
        Advice advice = Adjustment.inCpdag(graph, NodeSet.of(0), NodeSet.of(2)).advice();
        assertThat(advice).isInstanceOfSatisfying(Advice.NotAmenable.class, doubt -> {
            assertThat(doubt.doubt()).isEqualTo("x -- v may point either way");
            assertThat(doubt.path()).containsExactly(0, 1, 2);
        });
        Advice hidden = Adjustment.inMag(Graphs.of("x -> y"), NodeSet.of(0), NodeSet.of(1)).advice();
        assertThat(hidden).isInstanceOfSatisfying(Advice.NotAmenable.class,
                doubt -> assertThat(doubt.doubt()).startsWith("x -> y may be confounded"));
        Advice open = Adjustment.inPag(Graphs.of("x o-o y"), NodeSet.of(0), NodeSet.of(1)).advice();
        assertThat(open).isInstanceOfSatisfying(Advice.NotAmenable.class,
                doubt -> assertThat(doubt.doubt()).isEqualTo("x o-o y may be an effect, a cause or confounded"));
        Advice arrow = Adjustment.inPag(Graphs.of("x o-> y", "z o-> y"), NodeSet.of(0), NodeSet.of(1)).advice();
        assertThat(arrow).isInstanceOfSatisfying(Advice.NotAmenable.class,
                doubt -> assertThat(doubt.doubt()).isEqualTo("x o-> y may be an effect or confounded"));
    }

    @Test
    void aPathIsDrawnWithTheMarksOfTheClass() {
        MixedGraph graph = Graphs.of("a o-> x", "z o-> x", "z o-o y", "x -> y");
        Adjustment adjustment = Adjustment.inPag(Graphs.of("a o-> x", "b o-> x", "x -> y"), NodeSet.of(1),
                NodeSet.of(3));
        assertThat(adjustment.advice()).isEqualTo(new Advice.NoneNeeded());
        assertThat(new Drawing(Graphs.of("a -> x", "z -> x", "z -> y", "x -> y"), NodeSet.EMPTY, graph)
                .draw(List.of(1, 2, 3))).isEqualTo("x <-o z o-o y");
    }

    @Test
    void edgesSayWhatAGraphIs() {
        NodeSet x = NodeSet.of(0);
        NodeSet y = NodeSet.of(1);
        assertThat(Adjustment.of(Graphs.of("x -> y"), x, y).advice()).isEqualTo(new Advice.NoneNeeded());
        assertThat(List.of(Graphs.of("x -- y"), Graphs.of("x o-o y"))).allSatisfy(graph -> assertThat(
                Adjustment.of(graph, x, y).advice()).isInstanceOf(Advice.NotAmenable.class));
    }

    @Test
    void whatIsNoGraphOfItsKindIsSaidSo() {
        NodeSet x = NodeSet.of(0);
        NodeSet y = NodeSet.of(1);
        assertThatThrownBy(() -> Adjustment.inCpdag(Graphs.of("x -> y"), x, y)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no CPDAG: the class of its members has x -- y where it has x -> y");
        assertThatThrownBy(() -> Adjustment.inCpdag(Graphs.of("x o-> y"), x, y)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("x o-> y is neither");
        assertThatThrownBy(() -> Adjustment.inMag(Graphs.of("x -> y", "x <-> y"), x, y))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("one node is a cause of the other");
        assertThatThrownBy(() -> Adjustment.inPag(Graphs.of("x -> y"), x, y)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no PAG: the class of its members has x o-o y where it has x -> y");
        MixedGraph notMaximal = Graphs.of("x <-> a", "a <-> b", "b <-> y", "a -> y", "b -> x");
        assertThatThrownBy(() -> Adjustment.inMag(notMaximal, x, NodeSet.of(3))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nothing separates x and y");
        assertThatThrownBy(() -> new Adjustment(Graphs.of("x -- y"), x, y)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("x -- y");
    }
}
