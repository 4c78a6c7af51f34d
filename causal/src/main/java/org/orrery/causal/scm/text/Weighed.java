package org.orrery.causal.scm.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.scm.Drawing;
import org.orrery.causal.scm.Surgery;
import org.orrery.causal.scm.Twin;
import org.orrery.core.Claim;
import org.orrery.core.Lab;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Seeds;

/** The answer by weighted worlds: more of them until they tell enough, and a refusal where they never do. */
final class Weighed {
    private static final int FIRST = 10_000;
    private static final int LAST = 640_000;
    private static final double ENOUGH = 1_000;
    private static final double LEAST = 200;
    private static final int RESAMPLES = 400;
    private static final int CONTROLLED = 100;

    private final Case asked;
    private final Lab lab;
    private final Reckoned reckoned;
    private final Drawing drawing;
    private final @Nullable Twin twin;

    Weighed(Case asked, Reckoned reckoned, Lab lab) {
        this.asked = asked;
        this.lab = lab;
        this.reckoned = reckoned;
        this.drawing = new Drawing(asked.scm(), asked.seen());
        this.twin = asked.imagines() ? new Twin(asked.scm(), asked.surgery(), reckoned.reads()) : null;
    }

    /** Terms of one world untouched and operated, with the logarithms of their weights. */
    private record Pair(double[] off, double[] on, double logOff, double logOn) {}

    private Pair pair(int number) {
        return pair(number, asked.surgery(), twin);
    }

    private Pair pair(int number, Surgery surgery, @Nullable Twin imagined) {
        long seed = Seeds.stream(asked.seed(), number);
        Drawing.Drawn off = drawing.draw(seed, asked.none());
        double[] before = reckoned.terms(off.values());
        if (imagined != null) {
            return new Pair(before, reckoned.terms(imagined.values(off.values())), off.logWeight(), off.logWeight());
        }
        Drawing.Drawn on = asked.moves() ? drawing.draw(seed, surgery) : off;
        return new Pair(before, reckoned.terms(on.values()), off.logWeight(), on.logWeight());
    }

    Reasoned answer() {
        List<Pair> pairs = List.of();
        double[] off = {};
        double[] on = {};
        double effective = 0;
        for (int worlds = FIRST; worlds <= LAST && effective < ENOUGH; worlds *= 8) {
            pairs = lab.trials(worlds, this::pair);
            off = Drawing.weights(pairs.stream().mapToDouble(Pair::logOff).toArray());
            on = Drawing.weights(pairs.stream().mapToDouble(Pair::logOn).toArray());
            effective = Math.min(Drawing.effective(off), Drawing.effective(on));
        }
        if (effective == 0) {
            throw asked.impossible();
        }
        if (effective < LEAST) {
            throw new Refusal("What was seen is so rare in this model that of " + pairs.size()
                    + " worlds only as many as " + Numbers.round(effective, 3) + " tell of it; at least "
                    + Numbers.round(LEAST, 3) + " are needed.",
                    "Maybe see fewer variables, or give noise to what has none.");
        }
        int[] everyone = IntStream.range(0, pairs.size()).toArray();
        double was = value(pairs, everyone, off, false);
        double would = asked.moves() ? value(pairs, everyone, on, true) : was;
        List<Claim.Check> checks = new ArrayList<>();
        if (asked.moves()) {
            checks.add(control());
            checks.add(fired());
        }
        checks.add(new Claim.Check("worlds that tell", true, pairs.size() + " worlds tell as much as "
                + Numbers.round(effective, 4) + " that are equally likely given what was seen"));
        return new Reasoned(was, would, reckoned.isPooled() ? ofMeans(pairs, off, on) : ofCases(pairs, off), checks,
                "likelihood weighting of " + pairs.size() + " worlds" + (reckoned.isPooled()
                        ? "; interval: percentile bootstrap of " + RESAMPLES + " resamples of the worlds"
                        : "; interval: the middle 95 % of what is not known of the case"));
    }

    private double value(List<Pair> pairs, int[] drawn, double[] weights, boolean operated) {
        double[] means = new double[reckoned.terms()];
        double sum = 0;
        for (int i : drawn) {
            double[] terms = operated ? pairs.get(i).on : pairs.get(i).off;
            sum += weights[i];
            for (int k = 0; k < means.length; k++) {
                // Worlds that cannot be may have no value.
                means[k] += weights[i] == 0 ? 0 : weights[i] * terms[k];
            }
        }
        for (int k = 0; k < means.length; k++) {
            means[k] /= sum;
        }
        return reckoned.value(means);
    }

    /** How well so many worlds fix the means. */
    private Claim.Interval ofMeans(List<Pair> pairs, double[] off, double[] on) {
        double[] values = lab.trials(RESAMPLES, number -> {
            SplittableRandom random = new SplittableRandom(
                    Seeds.stream(Seeds.stream(asked.seed(), "resample"), number));
            int[] drawn = random.ints(pairs.size(), 0, pairs.size()).toArray();
            double was = value(pairs, drawn, off, false);
            return asked.moves() ? value(pairs, drawn, on, true) - was : was;
        }).stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Claim.Interval(0.95, values[(int) (0.025 * RESAMPLES)], values[(int) (0.975 * RESAMPLES)],
                Claim.IntervalKind.BOOTSTRAP);
    }

    /** Where the case lies, or its effect. Worlds seen under a move are other cases than those seen without. */
    private Claim.@Nullable Interval ofCases(List<Pair> pairs, double[] weights) {
        if (asked.moves() && !asked.imagines()) {
            return null;
        }
        double[] values = pairs.stream().mapToDouble(pair -> asked.moves() ? pair.on[0] - pair.off[0] : pair.off[0])
                .toArray();
        int[] order = IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue).toArray();
        return new Claim.Interval(0.95, quantile(values, order, weights, 0.025),
                quantile(values, order, weights, 0.975), Claim.IntervalKind.ENSEMBLE);
    }

    private static double quantile(double[] values, int[] order, double[] weights, double p) {
        double sum = 0;
        double last = Double.NaN;
        for (int i : order) {
            if (weights[i] > 0) {
                sum += weights[i];
                last = values[i];
                if (sum >= p) {
                    return last;
                }
            }
        }
        return last;
    }

    private Claim.Check control() {
        Surgery idle = asked.surgery().idle();
        Twin still = asked.imagines() ? new Twin(asked.scm(), idle, reckoned.reads()) : null;
        boolean same = IntStream.range(0, CONTROLLED).mapToObj(i -> pair(i, idle, still))
                .allMatch(pair -> Arrays.equals(pair.off, pair.on) && pair.logOff == pair.logOn);
        return new Claim.Check("no-op control", same, same
                ? "an intervention that changes nothing had an effect of exactly 0 in " + CONTROLLED + " worlds"
                : "an intervention that changes nothing had an effect");
    }

    private Claim.Check fired() {
        Drawing.Drawn off = drawing.draw(Seeds.stream(asked.seed(), 0), asked.none());
        double[] on = asked.imagines()
                ? new Twin(asked.scm(), asked.surgery(), asked.surgery().moved()).values(off.values())
                : drawing.draw(Seeds.stream(asked.seed(), 0), asked.surgery()).values();
        return asked.fired(node -> on[node], node -> off.values()[node]);
    }
}
