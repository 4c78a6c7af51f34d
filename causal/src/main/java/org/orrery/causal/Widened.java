package org.orrery.causal;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.bound.Distribution;
import org.orrery.causal.scm.fit.Percentiles;
import org.orrery.core.Claim;
import org.orrery.core.Lab;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Seeds;

/**
 * Bounds with the error of the sample: each end is carried outward by what it moved inward among resamples of the cases (the basic
 * bootstrap: Davison and Hinkley, Bootstrap Methods and their Application, 1997, section 5.2.1). Ends of a programme are maxima
 * and minima of what is estimated, and so on average too far inside; this carries them back, where percentiles would carry them
 * on. An effect, and the whole range that the graph allows it, are held with 95 % or more.
 *
 * @param lost of {@link #DRAWS} resamples, those that the graph forbids or that lack a value
 */
record Widened(double low, double high, int lost) {
    static final int DRAWS = 200;
    private static final double LEVEL = 0.95;
    private static final int MOST_LOST = DRAWS / 20;

    /**
     * @param ends of the effect by a distribution
     * @param found the ends by the one that was observed
     * @return null where too many resamples have no ends
     */
    static @Nullable Widened of(Distribution observed, Function<Distribution, double[]> ends, double[] found, Lab lab,
            long seed) {
        long stream = Seeds.stream(seed, "bounds");
        List<double[]> draws = lab.trials(DRAWS, i -> {
            try {
                return ends.apply(observed.resampled(new SplittableRandom(Seeds.stream(stream, i))));
            } catch (Refusal | org.orrery.core.InvalidInput _) { // the resample contradicts the graph, or lacks a value
                return new double[0];
            }
        });
        List<double[]> whole = draws.stream().filter(draw -> draw.length == 2 && Double.isFinite(draw[0] + draw[1]))
                .toList();
        if (DRAWS - whole.size() > MOST_LOST) {
            return null;
        }
        double[] lows = whole.stream().mapToDouble(draw -> draw[0]).sorted().toArray();
        double[] highs = whole.stream().mapToDouble(draw -> draw[1]).sorted().toArray();
        double low = 2 * found[0] - Percentiles.quantile(lows, (1 + LEVEL) / 2);
        double high = 2 * found[1] - Percentiles.quantile(highs, (1 - LEVEL) / 2);
        return new Widened(Math.min(low, found[0]), Math.max(high, found[1]), DRAWS - whole.size());
    }

    Claim.Interval interval() {
        return new Claim.Interval(LEVEL, low, high, Claim.IntervalKind.BOUND);
    }

    /** For the sentence. */
    String told(double rows) {
        return " With " + Numbers.print(rows) + " cases chance moves the ends, and the change lies between "
                + Numbers.round(low, 4) + " and " + Numbers.round(high, 4) + " (95 %).";
    }

    Claim.Check check() {
        return new Claim.Check("bootstrap of the bounds", lost == 0, lost == 0
                ? "all " + DRAWS + " resamples have bounds"
                : lost + " of " + DRAWS + " resamples contradict the graph or lack a value, and were left out");
    }

    /** What is taken for granted of the sample. */
    static List<Claim.Assumption> taken(@Nullable Widened widened) {
        return List.of(Taken.untested(widened == null
                ? "the frequencies in the data are the probabilities: chance comes on top of the bounds"
                : "the cases are independent draws from those that the answer is about"));
    }
}
