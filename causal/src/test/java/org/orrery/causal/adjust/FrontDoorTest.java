package org.orrery.causal.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

class FrontDoorTest {
    private static FrontDoor of(MixedGraph graph) {
        return new FrontDoor(graph, graph.nodes(List.of("x")), graph.nodes(List.of("y")));
    }

    @Test
    void smokingIsAskedThroughTar() {
        MixedGraph graph = Graphs.of("x -> m", "m -> y", "x <-> y");
        assertThat(of(graph).passage()).isEqualTo(new Passage.Through(graph.nodes(List.of("m"))));
    }

    @Test
    void aConfoundedMediatorIsSaidToBeSo() {
        MixedGraph graph = Graphs.of("x -> m", "m -> y", "x <-> y", "x <-> m");
        assertThat(of(graph).passage()).isEqualTo(
                new Passage.Closed(List.of(0, 1, 2), "x -> m -> y", List.of("m is confounded with x: x <-> m")));
        MixedGraph other = Graphs.of("x -> m", "m -> y", "x <-> y", "y <-> m");
        assertThat(of(other).passage()).isEqualTo(
                new Passage.Closed(List.of(0, 1, 2), "x -> m -> y", List.of("m is confounded with y: m <-> y")));
        assertThat(of(Graphs.of("x -> y", "x <-> y")).passage())
                .isEqualTo(new Passage.Closed(List.of(0, 1), "x -> y", List.of()));
        assertThat(of(other).requirements(NodeSet.of(1))).extracting(Requirement::holds, Requirement::drawn)
                .containsExactly(tuple(true, ""),
                        tuple(true, ""),
                        tuple(false, "m <-> y"));
    }

    @Test
    void agreesWithTheDefinitionByPaths() {
        SplittableRandom random = new SplittableRandom(31);
        int through = 0;
        int closed = 0;
        for (int trial = 0; trial < 8000; trial++) {
            int n = 4 + random.nextInt(2);
            MixedGraph drawn = Graphs.random(n, 0.45, 0.2, random);
            MixedGraph graph = drawn.hiding(drawn.all().where(v -> v > 1 && random.nextInt(10) == 0));
            FrontDoor door = new FrontDoor(graph, NodeSet.of(0), NodeSet.of(1));
            NodeSet usable = graph.observed().without(0).without(1);
            List<NodeSet> valid = AdjustmentTest.subsets(n).stream()
                    .filter(z -> usable.containsAll(z) && isFrontDoor(graph, z)).toList();
            for (NodeSet z : AdjustmentTest.subsets(n)) {
                assertThat(door.isValid(z)).as("%s: %s", graph, z).isEqualTo(valid.contains(z));
            }
            switch (door.passage()) {
                case Passage.Through(NodeSet z) -> {
                    assertThat(valid).as(graph.toString()).contains(z);
                    assertThat(valid).noneMatch(part -> z.containsAll(part) && !part.equals(z));
                    through += z.isEmpty() ? 0 : 1;
                }
                case Passage.Closed(List<Integer> path, String text, List<String> reasons) -> {
                    assertThat(valid).as(graph.toString()).isEmpty();
                    assertThat(path).startsWith(0).endsWith(1).hasSize(reasons.size() + 2);
                    assertThat(text).doesNotContain("...").doesNotContain("<");
                    closed++;
                }
            }
        }
        assertThat(through).isGreaterThan(100);
        assertThat(closed).isGreaterThan(500);
    }

    /** The three conditions, each over all paths. */
    private static boolean isFrontDoor(MixedGraph graph, NodeSet mediators) {
        boolean intercepts = Paths.between(graph, 0, 1).stream()
                .filter(path -> path.stream().allMatch(e -> e.atFrom() == Mark.TAIL && e.atTo() == Mark.ARROW))
                .allMatch(path -> path.stream().anyMatch(e -> mediators.contains(e.to())));
        boolean first = true;
        boolean second = true;
        for (int m : mediators.toArray()) {
            first &= Paths.between(graph, 0, m).stream()
                    .noneMatch(
                            path -> path.getFirst().atFrom() == Mark.ARROW && Paths.open(graph, path, NodeSet.EMPTY));
            second &= Paths.between(graph, m, 1).stream().noneMatch(path -> cut(path, mediators).isEmpty()
                    && Paths.open(graph.withoutArrows(mediators, graph.all()), path, NodeSet.of(0)));
        }
        return intercepts && first && second;
    }

    private static List<Edge> cut(List<Edge> path, NodeSet causes) {
        return path.stream().filter(e -> e.atFrom() == Mark.TAIL && e.atTo() == Mark.ARROW && causes.contains(e.from())
                || e.atTo() == Mark.TAIL && e.atFrom() == Mark.ARROW && causes.contains(e.to())).toList();
    }
}
