package org.orrery.causal.scm.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.text.GraphText;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;

/** Who made the difference, in worlds where that is known. */
class AttributionTest {
    private static final MixedGraph CHAIN = GraphText.arrows("x -> m; m -> y; x -> y; y -> after", "graph").graph();

    /** x is {@code mean} +- 1, m = slope x +- 1, y = m - x + 2 +- 1. */
    private static Table world(int rows, long seed, double mean, double slope) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] columns = new double[4][rows];
        for (int i = 0; i < rows; i++) {
            columns[0][i] = mean + random.nextGaussian();
            columns[1][i] = slope * columns[0][i] + random.nextGaussian();
            columns[2][i] = columns[1][i] - columns[0][i] + 2 + random.nextGaussian();
            columns[3][i] = random.nextGaussian();
        }
        return Table.of("world", Column.numbers("x", columns[0]), Column.numbers("m", columns[1]),
                Column.numbers("y", columns[2]), Column.numbers("after", columns[3]));
    }

    @Test
    void sharesOfAGameAreTheOnesByHand() {
        // A game of three: worth 6 to all, 4 to {0, 1}, 2 to {0}, 1 to {1}, 3 to {0, 2}, nothing else.
        double[] worth = {0, 2, 1, 4, 0, 3, 1, 6};
        double[] shares = Shapley.shares(3, in -> worth[(in[0] ? 1 : 0) + (in[1] ? 2 : 0) + (in[2] ? 4 : 0)], 1);
        assertThat(shares[0]).isCloseTo((2 + 2 + 3 + 5 + 3 + 5) / 6.0, within(1e-12));
        assertThat(Arrays.stream(shares).sum()).isCloseTo(6, within(1e-12));
        double[] drawn = Shapley.drawn(3, in -> worth[(in[0] ? 1 : 0) + (in[1] ? 2 : 0) + (in[2] ? 4 : 0)], 1);
        assertThat(drawn[0]).isCloseTo(shares[0], within(0.2));
        assertThat(Arrays.stream(drawn).sum()).isCloseTo(6, within(1e-12));
    }

    @Test
    void theMechanismThatChangedIsNamed() {
        // The mean of x goes from 1 to 1, the slope of m from 1 to 2: y from 2 to 3, all by m.
        Attributed why = ChangeAttribution.of(CHAIN, world(400, 1, 1, 1), world(400, 2, 1, 2), "y", 5, Lab.SINGLE);
        Attributed.Part m = why.part("m");
        assertThat(why.parts()).hasSize(3).first().isEqualTo(m);
        assertThat(m.value()).isBetween(0.75, 1.25);
        assertThat(m.interval().low()).isLessThan(1).isGreaterThan(0.5);
        assertThat(m.interval().high()).isGreaterThan(1);
        assertThat(m.p()).isEqualTo(1 / 200.0);
        assertThat(why.part("x").p()).isGreaterThan(0.02);
        assertThat(why.part("y").p()).isGreaterThan(0.02);
        assertThat(why.parts().stream().mapToDouble(Attributed.Part::value).sum()).isCloseTo(why.total(), within(1e-9));
    }

    @Test
    void linearSharesAreTheClosedForm() {
        // Means in a linear chain: x contributes (average of the old and the new slope, less 1) times its change.
        Attributed why = ChangeAttribution.of(CHAIN, world(3_000, 3, 0, 1), world(3_000, 4, 2, 2), "y", 5,
                Lab.SINGLE);
        assertThat(why.part("x").value()).isCloseTo(2 * (1.5 - 1), within(0.15));
        assertThat(why.part("m").value()).isCloseTo((2 - 1) * 1, within(0.15));
        assertThat(why.total()).isCloseTo(2, within(0.2));
    }

    @Test
    void aTableAgainstItselfHasNothingToAttribute() {
        Table table = world(200, 7, 1, 1);
        Attributed why = ChangeAttribution.of(CHAIN, table, table, "y", 5, Lab.SINGLE);
        assertThat(why.total()).isZero();
        assertThat(why.parts()).allMatch(part -> part.value() == 0 && part.p() == 1);
    }

    @Test
    void theNoiseThatWasOddIsNamed() {
        Table table = world(400, 9, 0, 2);
        double[] x = table.numeric("x").values();
        double[] m = table.numeric("m").values();
        double[] y = table.numeric("y").values();
        x[17] = 0.3;
        m[17] = 0.6 + 7;
        y[17] = m[17] - x[17] + 2;
        Table odd = table.with(Column.numbers("x", x)).with(Column.numbers("m", m)).with(Column.numbers("y", y));
        Attributed why = AnomalyAttribution.of(CHAIN, odd, "y", 17, 3, Lab.SINGLE);
        assertThat(why.parts().getFirst().variable()).isEqualTo("m");
        assertThat(why.part("m").p()).isLessThanOrEqualTo(0.02);
        assertThat(why.part("m").value()).isGreaterThan(3);
        assertThat(why.total()).isGreaterThan(4);
        assertThat(Math.abs(why.part("y").value())).isLessThan(1);
        assertThat(AnomalyAttribution.of(CHAIN, odd, "y", 17, 3, Lab.SINGLE)).isEqualTo(why);
    }

    @Test
    void whatIsWrongIsSaid() {
        Table table = world(50, 1, 0, 1);
        assertThatThrownBy(() -> AnomalyAttribution.of(CHAIN, table, "y", 50, 1, Lab.SINGLE))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("no row 50");
        assertThatThrownBy(() -> ChangeAttribution.of(CHAIN, table, table, "yy", 1, Lab.SINGLE))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("'yy'");
    }
}
