package org.orrery.dynamics.run;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Moments at which a run is not smooth. A delay repeats each of them one delay later, one derivative smoother each time:
 * a solver of order p that stops at the first p repetitions keeps its order (Bellen and Zennaro, Numerical Methods for
 * Delay Differential Equations, 2003, ch. 2).
 */
final class Echoes {
    /** What a jump of a value is; each repetition is one more. */
    static final int JUMP = 0;
    /** What a kink is, such as the start of a run. */
    static final int KINK = 1;
    private static final int SMOOTH = 7;
    /** Closer than this, in the last place of the time, two moments are one. */
    private static final double NEAR = 4;
    private static final int MOST = 100_000;

    private final TreeMap<Double, Integer> due = new TreeMap<>();
    private double[] moments = new double[16];
    private int count;

    /** Notes a moment; its repetitions come after it. */
    void add(double t, int kind, double[] delays) {
        if (count == 0 || moments[count - 1] < t) {
            if (count == moments.length) {
                moments = Arrays.copyOf(moments, 2 * count);
            }
            moments[count++] = t;
        }
        if (kind + 1 < SMOOTH) {
            for (double delay : delays) {
                if (delay > 0 && delay < Double.POSITIVE_INFINITY && due.size() < MOST) {
                    schedule(t + delay, kind + 1);
                }
            }
        }
    }

    private void schedule(double t, int kind) {
        Double near = due.floorKey(t + 2 * width(t));
        if (near != null && near >= t - 2 * width(t)) {
            due.merge(near, kind, Math::min);
        } else {
            due.put(t, kind);
        }
    }

    /** Twice as far as a moment reaches. */
    static double width(double t) {
        return 2 * NEAR * Math.ulp(t);
    }

    /** The next repetition; infinity for none. */
    double next() {
        return due.isEmpty() ? Double.POSITIVE_INFINITY : due.firstKey();
    }

    /** Takes the repetitions up to a time away. Returns the roughest of them, {@code Integer.MAX_VALUE} for none. */
    int take(double t) {
        int roughest = Integer.MAX_VALUE;
        Map.Entry<Double, Integer> first = due.firstEntry();
        while (first != null && first.getKey() <= t) {
            roughest = Math.min(roughest, first.getValue());
            due.pollFirstEntry();
            first = due.firstEntry();
        }
        return roughest;
    }

    /** The moment that is meant by a time which was computed at {@code now} by taking a delay away. */
    double meant(double t, double now) {
        if (count == 0) {
            return t;
        }
        int at = Arrays.binarySearch(moments, 0, count, t);
        if (at >= 0) {
            return t;
        }
        double width = NEAR * Math.ulp(now);
        int after = -at - 1;
        if (after < count && moments[after] - t <= width) {
            return moments[after];
        }
        return after > 0 && t - moments[after - 1] <= width ? moments[after - 1] : t;
    }
}
