package org.orrery.dynamics.solve;

import java.util.Arrays;

/**
 * Where a condition turns true or a curve changes its sign in the last step of an {@link Integrator}, on its dense
 * output.
 *
 * <ol>
 *   <li>The stretch is looked at in {@value #SAMPLES} equal parts; the states there are kept, so that many triggers in
 *       one step cost the dense output once.
 *   <li>A curve that comes near zero and turns between samples is followed to the tip of the parabola through three of
 *       them, so that two crossings between two samples are seen where the tip is past zero.
 *   <li>The first bracket is made as narrow as time's own digits: conditions by bisection, curves by ITP (Oliveira and
 *       Takahashi, ACM Transactions on Mathematical Software 47 (2020) 5), which never needs many more evaluations than
 *       bisection and mostly a fifth of them.
 * </ol>
 *
 * The answer is the end of the bracket at which the condition holds, or the sign has changed.
 */
public final class RootLocator {
    private static final int SAMPLES = 10;
    private static final int TIP_SEARCHES = 3;

    private final Integrator integrator;
    private final double[] times = new double[SAMPLES + 1];
    private final double[][] states;
    private final double[] values = new double[SAMPLES + 1];
    private final double[] state;
    private long stepSeen = -1;

    /** A continuous function of time and state; it must not keep or change the state it is given. */
    @FunctionalInterface
    public interface Curve {
        double value(double t, double[] y);
    }

    /** A condition on time and state; it must not keep or change the state it is given. */
    @FunctionalInterface
    public interface Trigger {
        boolean holds(double t, double[] y);
    }

    public RootLocator(Integrator integrator) {
        this.integrator = integrator;
        state = new double[integrator.state().length];
        states = new double[SAMPLES + 1][state.length];
        Arrays.fill(times, Double.NaN);
    }

    /** The earliest time in (from, to] at which the trigger turns from false to true; NaN when it does not. */
    public double firstTrue(Trigger trigger, double from, double to) {
        sample(from, to);
        boolean held = trigger.holds(times[0], states[0]);
        for (int i = 1; i <= SAMPLES; i++) {
            boolean holds = trigger.holds(times[i], states[i]);
            if (holds && !held) {
                return bisect(trigger, times[i - 1], times[i]);
            }
            held = holds;
        }
        return Double.NaN;
    }

    private double bisect(Trigger trigger, double before, double after) {
        double low = before;
        double high = after;
        while (high - low > Math.ulp(high)) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            integrator.interpolate(middle, state);
            if (trigger.holds(middle, state)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /**
     * The earliest time in (from, to] at which the curve has changed its sign, up or down; NaN when it does not. A curve
     * that starts at zero has no sign until it leaves it; one that reaches zero has changed.
     */
    public double firstCrossing(Curve curve, double from, double to) {
        sample(from, to);
        for (int i = 0; i <= SAMPLES; i++) {
            values[i] = curve.value(times[i], states[i]);
        }
        for (int i = 1; i <= SAMPLES; i++) {
            if (values[i - 1] == 0) {
                continue;
            }
            if (i < SAMPLES) {
                double tip = tipPastZero(curve, i);
                if (!Double.isNaN(tip)) {
                    int before = tip < times[i] ? i - 1 : i;
                    return narrow(curve, times[before], values[before], tip, evaluate(curve, tip));
                }
            }
            if (changed(values[i - 1], values[i])) {
                return narrow(curve, times[i - 1], values[i - 1], times[i], values[i]);
            }
        }
        return Double.NaN;
    }

    private static boolean changed(double before, double after) {
        return before > 0 ? after <= 0 : after >= 0;
    }

    /** A time near sample i, where three samples of one sign turn, at which the sign is another; NaN if none is found. */
    private double tipPastZero(Curve curve, int i) {
        double sign = Math.signum(values[i - 1]);
        double left = times[i - 1];
        double middle = times[i];
        double right = times[i + 1];
        double atLeft = sign * values[i - 1];
        double atMiddle = sign * values[i];
        double atRight = sign * values[i + 1];
        if (!(atMiddle > 0 && atMiddle <= atLeft && atMiddle <= atRight)) {
            return Double.NaN;
        }
        for (int search = 0; search < TIP_SEARCHES; search++) {
            double a = middle - left;
            double b = right - middle;
            double riseLeft = (atLeft - atMiddle) / a;
            double riseRight = (atRight - atMiddle) / b;
            double tip = middle + (riseLeft * b - riseRight * a) / (2 * (riseLeft + riseRight));
            if (!(tip > left && tip < right) || tip == middle) {
                return Double.NaN;
            }
            double atTip = sign * evaluate(curve, tip);
            if (atTip <= 0) {
                return tip;
            }
            if (atTip >= atMiddle) {
                return Double.NaN;
            }
            if (tip < middle) {
                right = middle;
                atRight = atMiddle;
            } else {
                left = middle;
                atLeft = atMiddle;
            }
            middle = tip;
            atMiddle = atTip;
        }
        return Double.NaN;
    }

    private double evaluate(Curve curve, double t) {
        integrator.interpolate(t, state);
        return curve.value(t, state);
    }

    private double narrow(Curve curve, double before, double valueBefore, double after, double valueAfter) {
        double sign = Math.signum(valueBefore);
        double low = before;
        double high = after;
        double atLow = sign * valueBefore;
        double atHigh = sign * valueAfter;
        double tolerance = Math.ulp(Math.max(Math.abs(before), Math.abs(after)));
        double width = high - low;
        double kappa = 0.2 / width;
        double allowed = width * 2;
        while (high - low > tolerance) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            double guess = between(low, high, atLow, atHigh, middle, kappa, allowed / 2 - (high - low) / 2, tolerance);
            double value = sign * evaluate(curve, guess);
            if (value > 0) {
                low = guess;
                atLow = value;
            } else {
                high = guess;
                atHigh = value;
            }
            allowed = Math.max(allowed / 2, tolerance);
        }
        return high;
    }

    /** The ITP guess: false position, pushed towards the middle, and not further from it than the radius. */
    private static double between(
            double low,
            double high,
            double atLow,
            double atHigh,
            double middle,
            double kappa,
            double radius,
            double tolerance) {
        double width = high - low;
        double position = low + width * (atLow / (atLow - atHigh));
        double side = Math.signum(middle - position);
        double push = Math.max(kappa * width * width, tolerance);
        double pushed = push <= Math.abs(middle - position) ? position + side * push : middle;
        double guess = Math.abs(pushed - middle) <= radius ? pushed : middle - side * radius;
        return guess > low && guess < high ? guess : middle;
    }

    private void sample(double from, double to) {
        if (!(from <= to)) {
            throw new IllegalArgumentException("the stretch from %s to %s goes backward".formatted(from, to));
        }
        long step = integrator.epoch();
        if (step == stepSeen && times[0] == from && times[SAMPLES] == to) {
            return;
        }
        for (int i = 0; i <= SAMPLES; i++) {
            times[i] = i == SAMPLES ? to : from + (to - from) * i / SAMPLES;
            integrator.interpolate(times[i], states[i]);
        }
        stepSeen = step;
    }
}
