package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.orrery.causal.bound.Bounding;
import org.orrery.causal.bound.Bounds;
import org.orrery.causal.bound.Distribution;
import org.orrery.causal.bound.Target.Mean;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Seeds;

class WidenedTest {
    private static final MixedGraph BOW = GraphText.arrows("x -> y; x <-> y", "g").graph();
    private static final List<List<String>> TWICE = List.of(List.of("0", "1"), List.of("0", "1"));

    /** Without assumptions: of y = 1 under x = 1 from P(x = 1, y = 1) on, up to as much as others may add (Manski 1990). */
    private static double[] ends(Distribution distribution) {
        double[] p = distribution.chances();
        return new double[]{p[3], p[3] + p[0] + p[1]};
    }

    private static Distribution drawn(double[] chances, int rows, long seed) {
        return new Distribution(BOW, TWICE, chances, rows).resampled(new SplittableRandom(seed));
    }

    /** Bounds: four binomial standard deviations around 95 %; each end misses in 2.5 % or less. */
    @Test
    void theWholeRangeIsHeldAsOftenAsIsSaid() {
        double[] truth = {0.3, 0.2, 0.1, 0.4};
        double[] range = ends(new Distribution(BOW, TWICE, truth));
        int sets = 400;
        int held = 0;
        double width = 0;
        for (int set = 0; set < sets; set++) {
            Distribution observed = drawn(truth, 300, Seeds.stream(9, set));
            Widened widened = Widened.of(observed, WidenedTest::ends, ends(observed), Lab.SINGLE, set);
            assertThat(widened).isNotNull();
            held += widened.low() <= range[0] && range[1] <= widened.high() ? 1 : 0;
            width += (widened.high() - widened.low()) / sets;
        }
        double slack = 4 * Math.sqrt(0.95 * 0.05 / sets);
        assertThat((double) held / sets).isBetween(0.95 - slack, 0.95 + slack);
        double errors = 1.96 * (Math.sqrt(0.4 * 0.6 / 300) + Math.sqrt(0.1 * 0.9 / 300));
        assertThat(width).isCloseTo(range[1] - range[0] + errors, within(0.1 * errors));
    }

    /** Ends of Balke and Pearl's programme are extremes of several sums, and so too far inside on average. */
    @Test
    void theRangeOfAnInstrumentIsHeld() {
        MixedGraph graph = GraphText.arrows("z -> x -> y; x <-> y", "g").graph();
        List<List<String>> levels = List.of(List.of("0", "1"), List.of("0", "1"), List.of("0", "1"));
        // z is a coin; x follows it with 0.8; y is 1 with 0.3 + 0.3 x + 0.2 u where u, a coin, also turns x.
        double[] chances = new double[8];
        for (int cell = 0; cell < 8; cell++) {
            for (int u = 0; u < 2; u++) {
                int z = cell >> 2;
                double one = 0.1 + 0.6 * z + 0.2 * u;
                double x = (cell >> 1 & 1) == 1 ? one : 1 - one;
                double yes = 0.3 + 0.3 * (cell >> 1 & 1) + 0.2 * u;
                chances[cell] += 0.25 * x * ((cell & 1) == 1 ? yes : 1 - yes);
            }
        }
        Distribution truth = new Distribution(graph, levels, chances);
        Function<Distribution, double[]> ends = each -> {
            Bounds bounds = Bounding.of(each, new Mean(1, 1, 2, new double[]{0, 1}), List.of());
            return new double[]{bounds.low(), bounds.high()};
        };
        double[] range = ends.apply(truth);
        int sets = 30;
        int held = 0;
        for (int set = 0; set < sets; set++) {
            Distribution observed = new Distribution(graph, levels, chances, 500)
                    .resampled(new SplittableRandom(Seeds.stream(3, set)));
            Widened widened = Widened.of(observed, ends, ends.apply(observed), Lab.SINGLE, set);
            assertThat(widened).isNotNull();
            assertThat(widened.interval().kind()).isEqualTo(Claim.IntervalKind.BOUND);
            held += widened.low() <= range[0] && range[1] <= widened.high() ? 1 : 0;
        }
        assertThat((double) held / sets).isGreaterThan(0.95 - 4 * Math.sqrt(0.95 * 0.05 / sets));
    }

    @Test
    void resamplesThatHaveNoEndsAreCountedAndManyAreTooMany() {
        Distribution observed = drawn(new double[]{0.25, 0.25, 0.25, 0.25}, 100, 1);
        assertThat(Widened.of(observed, each -> {
            throw new InvalidInput("none.", "Maybe.");
        }, new double[]{0, 1}, Lab.SINGLE, 1)).isNull();
        Widened same = Widened.of(observed, _ -> new double[]{0, 1}, new double[]{0, 1}, Lab.SINGLE, 1);
        assertThat(same).isEqualTo(new Widened(0, 1, 0));
    }
}
