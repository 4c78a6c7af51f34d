package org.orrery.causal.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.InvalidInput;

class DistributionTest {
    private static final Table TABLE = Table.of("t", Column.numbers("x", 0, 0, 1, 1, 1, Double.NaN),
            Column.numbers("y", 0, 1, 1, 1, 0, 0),
            Column.factor("after", new int[]{0, 0, 0, 0, 1, 1}, List.of("a", "b")));

    @Test
    void frequenciesAreCountedOverAncestorsAndCompleteRows() {
        MixedGraph graph = Graphs.of("u -> x", "u -> y", "x -> y", "y -> after");
        Distribution distribution = Distribution.of(graph, TABLE, "x", "y");
        assertThat(distribution.graph()).hasToString("x -> y; x <-> y");
        assertThat(distribution.levels()).containsExactly(List.of("0", "1"), List.of("0", "1"));
        assertThat(distribution.chances()).containsExactly(new double[]{0.2, 0.2, 0.2, 0.4}, within(1e-15));
    }

    @Test
    void marginsKeepTheOrderOfNodes() {
        MixedGraph graph = Graphs.of("a -> b", "b -> c");
        Distribution distribution = new Distribution(graph,
                List.of(List.of("0", "1"), List.of("0", "1", "2"), List.of("0")),
                new double[]{0.1, 0.2, 0.3, 0.2, 0.1, 0.1});
        assertThat(distribution.of(NodeSet.of(0, 1)).chances()).containsExactly(distribution.chances());
        assertThat(distribution.of(NodeSet.of(0)).chances()).containsExactly(new double[]{0.6, 0.4}, within(1e-15));
        assertThat(distribution.values(5)).containsExactly(1, 2, 0);
    }

    @Test
    void aClassOfGraphsAndAMissingColumnAreSaidSo() {
        assertThatThrownBy(() -> Distribution.of(Graphs.of("x -- y"), TABLE, "x", "y")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("graph of arrows");
        assertThatThrownBy(() -> Distribution.of(Graphs.of("x -> q"), TABLE, "x", "q")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no column 'q'");
    }
}
