package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.BinaryModel;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Verdict;

/** A sample that is the whole population, weighted by its chances: counting must give what the intervention does. */
class CountingTest {
    @Test
    void countedInThePopulationEveryEstimandIsWhatTheInterventionDoes() {
        SplittableRandom random = new SplittableRandom(21);
        int averaged = 0;
        int combined = 0;
        for (int i = 0; i < 600; i++) {
            MixedGraph graph = Graphs.random(3 + random.nextInt(2), 0.6, 0.3, random);
            int y = graph.size() - 1;
            int x = random.nextInt(y);
            int z = random.nextInt(y);
            Query query = new Query(NodeSet.of(y), NodeSet.of(x), z == x ? NodeSet.EMPTY : NodeSet.of(z));
            if (Identification.of(graph, query) instanceof Verdict.Identified identified) {
                boolean average = Counting.canAverage(identified.estimand(), query.outcomes());
                averaged += average ? 1 : 0;
                combined += average ? 0 : 1;
                check(graph, query, identified, random);
            }
        }
        assertThat(averaged).isGreaterThan(50);
        assertThat(combined).isGreaterThan(20);
    }

    private static void check(MixedGraph graph, Query query, Verdict.Identified identified, SplittableRandom random) {
        BinaryModel model = new BinaryModel(graph, 2, random);
        double[] observed = model.joint(NodeSet.EMPTY, 0);
        int y = query.outcomes().next(0);
        double[] values = {3.5, -2};
        double[] numbers = new double[observed.length];
        for (int bits = 0; bits < numbers.length; bits++) {
            numbers[bits] = values[bits >> y & 1];
        }
        Sample sample = Sample.of(graph, population(graph, observed.length), graph.all(), query.outcomes(), numbers);
        for (int bits = 0; bits < observed.length; bits++) {
            Map<Integer, Integer> at = new HashMap<>();
            for (int v : query.treatments().or(query.given()).toArray()) {
                at.put(v, bits >> v & 1);
            }
            double[] operated = model.joint(query.treatments(), bits);
            double truth = 0;
            for (int value = 0; value < 2; value++) {
                int world = bits & ~(1 << y) | value << y;
                truth += values[value] * BinaryModel.chance(operated, query.outcomes().or(query.given()), world)
                        / BinaryModel.chance(operated, query.given(), world);
            }
            assertThat(sample.mean(identified.estimand(), at, observed)).as("%s: %s", graph, identified.formula())
                    .isCloseTo(truth, within(1e-9));
        }
    }

    private static Table population(MixedGraph graph, int cells) {
        List<Column> columns = new ArrayList<>();
        for (int v = 0; v < graph.size(); v++) {
            double[] column = new double[cells];
            for (int bits = 0; bits < cells; bits++) {
                column[bits] = bits >> v & 1;
            }
            columns.add(Column.numbers(graph.name(v), column));
        }
        return Table.of("population", columns);
    }

    @Test
    void aGroupWithoutTheValueThatIsSetHasNoMean() {
        MixedGraph graph = Graphs.of("z -> x", "z -> y", "x -> y");
        Table table = Table.of("t", Column.numbers("z", 0, 0, 1, 1), Column.numbers("x", 0, 1, 0, 0),
                Column.numbers("y", 1, 2, 3, 4));
        Verdict.Identified adjusted = (Verdict.Identified) Identification.of(graph,
                new Query(graph.nodes(List.of("y")), graph.nodes(List.of("x")), NodeSet.EMPTY));
        Sample sample = Sample.of(graph, table, graph.nodes(List.of("z", "x")), graph.nodes(List.of("y")),
                new double[]{1, 2, 3, 4});
        double[] once = sample.once();
        int x = graph.node("x");
        assertThat(sample.mean(adjusted.estimand(), Map.of(x, 1), once)).isNaN();
        assertThat(sample.mean(adjusted.estimand(), Map.of(x, 0), once)).isCloseTo(0.5 * 1 + 0.5 * 3.5, within(1e-15));
        double[] firstOnly = once.clone();
        Arrays.fill(firstOnly, 2, 4, 0);
        assertThat(sample.mean(adjusted.estimand(), Map.of(x, 1), firstOnly)).isEqualTo(2);
    }
}
