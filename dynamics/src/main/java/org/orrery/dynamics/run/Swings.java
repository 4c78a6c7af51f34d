package org.orrery.dynamics.run;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.orrery.core.Numbers;

/** Watches whether states go up and down without end, round after round, each longer than the last. */
final class Swings {
    private static final double VISIBLE = 1e-3;
    private static final int TURNS = 6;
    private static final double LASTING = 0.7;

    private final double[] low;
    private final double[] high;
    private final double[] last;
    private final int[] direction;
    private final int[] turns;
    private final double[] sum;
    private double since;
    private double now;
    private double width;
    private int widest;
    private int rounds;

    Swings(int states) {
        low = new double[states];
        high = new double[states];
        last = new double[states];
        direction = new int[states];
        turns = new int[states];
        sum = new double[states];
    }

    void begin(double t, double[] y) {
        since = t;
        now = t;
        for (int i = 0; i < y.length; i++) {
            low[i] = y[i];
            high[i] = y[i];
            last[i] = y[i];
            direction[i] = 0;
            sum[i] = 0;
            turns[i] = 0;
        }
    }

    void see(double t, double[] y) {
        for (int i = 0; i < y.length; i++) {
            int turned = (int) Math.signum(y[i] - last[i]);
            turns[i] += turned * direction[i] < 0 ? 1 : 0;
            direction[i] = turned == 0 ? direction[i] : turned;
            sum[i] += (t - now) / 2 * (y[i] + last[i]);
            last[i] = y[i];
            low[i] = Math.min(low[i], y[i]);
            high[i] = Math.max(high[i], y[i]);
        }
        now = t;
    }

    /** @param sizes the largest value of each state so far */
    void end(double[] sizes) {
        double before = width;
        width = 0;
        boolean turning = false;
        for (int i = 0; i < sizes.length; i++) {
            double share = sizes[i] > 0 ? (high[i] - low[i]) / sizes[i] : 0;
            turning |= share > VISIBLE && turns[i] >= TURNS;
            if (share > width) {
                width = share;
                widest = i;
            }
        }
        rounds = turning && width >= LASTING * before ? rounds + 1 : 0;
    }

    /** Whether the last rounds, this many, all swung and as widely as before. */
    boolean last(int wanted) {
        return rounds >= wanted;
    }

    /** The mean of each state over the last round. */
    double[] mean() {
        double[] mean = new double[sum.length];
        Arrays.setAll(mean, i -> now > since ? sum[i] / (now - since) : last[i]);
        return mean;
    }

    /** The state that moved most in the last round, for its size. */
    String widest(IntFunction<String> names) {
        return low.length == 0
                ? "nothing moves"
                : names.apply(widest) + " between " + Numbers.round(low[widest], 4) + " and "
                        + Numbers.round(high[widest], 4);
    }
}
