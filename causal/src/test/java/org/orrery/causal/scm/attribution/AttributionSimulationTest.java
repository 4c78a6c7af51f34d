package org.orrery.causal.scm.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Lab;

/** How often intervals hold the truth, and how often the null is rejected where it is true, over simulated pairs of tables. */
class AttributionSimulationTest {
    private static final MixedGraph GRAPH = GraphText.arrows("x -> m; m -> y; x -> y", "graph").graph();
    /** More of them, such as 1,000, tell the coverage to a per cent. */
    private static final int PAIRS = Integer.getInteger("orrery.pairs", 40);
    private static final int ROWS = 120;

    private static Table world(long seed, double slope) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] columns = new double[3][ROWS];
        for (int i = 0; i < ROWS; i++) {
            columns[0][i] = 1 + random.nextGaussian();
            columns[1][i] = slope * columns[0][i] + random.nextGaussian();
            columns[2][i] = columns[1][i] - columns[0][i] + random.nextGaussian();
        }
        return Table.of("world", Column.numbers("x", columns[0]), Column.numbers("m", columns[1]),
                Column.numbers("y", columns[2]));
    }

    /** In linear models the part of m is the change of its slope times the mean of x; of the others it is nothing. */
    @Test
    void intervalsHoldTheTruthAndTheNullItsSize() {
        int covered = 0;
        int coveredNothing = 0;
        int changed = 0;
        int unchanged = 0;
        int nothing = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            Table before = world(10_000 + pair, 1);
            Attributed why = ChangeAttribution.of(GRAPH, before, world(20_000 + pair, 1.6), "y", pair, Lab.SINGLE);
            Attributed.Part m = why.part("m");
            covered += m.interval().low() <= 0.6 && 0.6 <= m.interval().high() ? 1 : 0;
            Attributed.Part y = why.part("y");
            coveredNothing += y.interval().low() <= 0 && 0 <= y.interval().high() ? 1 : 0;
            changed += m.p() <= 0.05 ? 1 : 0;
            unchanged += y.p() <= 0.05 ? 1 : 0;
            Attributed same = ChangeAttribution.of(GRAPH, before, world(30_000 + pair, 1), "y", pair, Lab.SINGLE);
            nothing += same.part("m").p() <= 0.05 ? 1 : 0;
        }
        String counts = "of " + PAIRS + ": covered " + covered + " and " + coveredNothing + "; rejected " + changed
                + " where it changed, " + unchanged + " where others did, " + nothing + " where nothing did";
        // Three standard deviations of chance: a right method fails this in one of some hundred seeds.
        double chance = 3 * Math.sqrt(0.05 * 0.95 * PAIRS);
        assertThat(0.95 * PAIRS - covered).as(counts).isLessThan(chance);
        assertThat(0.95 * PAIRS - coveredNothing).as(counts).isLessThan(chance);
        assertThat(changed).as(counts).isGreaterThan(PAIRS * 7 / 10);
        assertThat(unchanged - 0.05 * PAIRS).as(counts).isLessThan(chance);
        assertThat(nothing - 0.05 * PAIRS).as(counts).isLessThan(chance);
    }
}
