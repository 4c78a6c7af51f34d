package org.orrery.dynamics.history;

import java.util.Arrays;

/**
 * The course of a run's states from its start to where it stands. Each step is kept as its values at six points, through
 * which goes one polynomial of degree five; dense output of a lower degree, whatever the method, is kept as it is.
 * Between two steps the states may jump: at that moment they have the value after the jump.
 *
 * <p>While a step is being tried, its own course may be needed before it is known: where a delay is shorter than the
 * step. What is expected of it is given by {@link #expectLine} and {@link #expect}.
 *
 * <p>Costs six times the states a step, and a read costs a search over the steps and six products a state. An instance
 * belongs to one thread.
 */
public final class History {
    /** Chebyshev points of the second kind on [0, 1], with the weights of the barycentric formula (Berrut and Trefethen, SIAM Review 46 (2004) 501, eq. 5.4). */
    private static final double[] NODES = {0, 0.09549150281252627, 0.3454915028125263, 0.6545084971874737,
            0.9045084971874737, 1};
    private static final double[] WEIGHTS = {0.5, -1, 1, -1, 1, -0.5};
    private static final int POINTS = NODES.length;

    private static final double[] NONE = {};

    private final int dimension;
    private final double[] shares = new double[POINTS];
    private final double[] buffer;
    private double[] from;
    private double[] to;
    private double[][] values;
    private int first;
    private boolean forgot;
    private int end;

    private double now;
    private final double[] head;
    private double[] slope = {};
    private final double[] expected;
    private double expectedFrom;
    private double expectedTo;
    private Expectation expectation = Expectation.NOTHING;
    private boolean ahead;

    private enum Expectation {
        NOTHING, LINE, COURSE
    }

    public History(int dimension, double start, double[] states) {
        this.dimension = dimension;
        int room = dimension == 0 ? 1 : 64;
        from = new double[room];
        to = new double[room];
        values = new double[room][0];
        buffer = new double[dimension];
        head = Arrays.copyOf(states, dimension);
        expected = new double[POINTS * dimension];
        now = start;
    }

    /** Where the course ends. */
    public double now() {
        return now;
    }

    /** The states are these from now on; a jump where they were others. */
    public void jump(double t, double[] states) {
        now = t;
        System.arraycopy(states, 0, head, 0, dimension);
        expectation = Expectation.NOTHING;
    }

    /** Adds a step; one that begins where the last one did takes its place. */
    public void add(double begin, double stop, Course course) {
        if (end > first && from[end - 1] == begin) {
            end--;
        }
        if (end == from.length) {
            makeRoom();
        }
        double[] kept = values[end];
        if (kept.length == 0) {
            kept = new double[POINTS * dimension];
            values[end] = kept;
        }
        from[end] = begin;
        to[end] = stop;
        sample(begin, stop, course, kept);
        end++;
        now = stop;
        System.arraycopy(kept, (POINTS - 1) * dimension, head, 0, dimension);
        expectation = Expectation.NOTHING;
    }

    private void sample(double begin, double stop, Course course, double[] out) {
        for (int j = 0; j < POINTS; j++) {
            course.at(j == POINTS - 1 ? stop : begin + NODES[j] * (stop - begin), buffer);
            System.arraycopy(buffer, 0, out, j * dimension, dimension);
        }
    }

    private void makeRoom() {
        int kept = end - first;
        if (first > from.length / 2) {
            System.arraycopy(from, first, from, 0, kept);
            System.arraycopy(to, first, to, 0, kept);
            double[][] free = Arrays.copyOfRange(values, 0, first);
            System.arraycopy(values, first, values, 0, kept);
            System.arraycopy(free, 0, values, kept, first);
        } else {
            int room = from.length * 2;
            from = Arrays.copyOfRange(from, first, first + room);
            to = Arrays.copyOfRange(to, first, first + room);
            values = Arrays.copyOfRange(values, first, first + room);
            Arrays.fill(values, end - first, room, NONE);
        }
        first = 0;
        end = kept;
    }

    /** Nothing before this time will be asked for any more. */
    public void forgetBefore(double t) {
        while (first < end && to[first] < t) {
            first++;
            forgot = true;
        }
    }

    /** The step that is being tried is expected to go on as it begins. {@code tangent} is kept, not copied. */
    public void expectLine(double[] tangent) {
        slope = tangent;
        expectation = Expectation.LINE;
    }

    /** The step that is being tried is expected to take this course. */
    public void expect(double begin, double stop, Course course) {
        sample(begin, stop, course, expected);
        expectedFrom = begin;
        expectedTo = stop;
        expectation = Expectation.COURSE;
    }

    /** Whether anything after {@link #now} was read since this was last asked. */
    public boolean wentAhead() {
        boolean was = ahead;
        ahead = false;
        return was;
    }

    /**
     * Writes some states at a time that is not before the start.
     *
     * @param wanted their positions
     */
    public void read(double t, int[] wanted, double[] out) {
        if (t < now) {
            int step = find(t);
            if (step < 0) {
                throw new IllegalStateException("the states at " + t + " have been forgotten");
            }
            polynomial(t, from[step], to[step], values[step], wanted, out);
            return;
        }
        ahead |= t > now;
        switch (t == now ? Expectation.NOTHING : expectation) {
            case NOTHING -> copy(0, wanted, out);
            case LINE -> copy(t - now, wanted, out);
            case COURSE -> polynomial(t, expectedFrom, expectedTo, expected, wanted, out);
        }
    }

    private void copy(double since, int[] wanted, double[] out) {
        for (int i : wanted) {
            out[i] = since == 0 ? head[i] : head[i] + since * slope[i];
        }
    }

    /** The last step that begins at or before the time. */
    private int find(double t) {
        int low = first;
        int high = end - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (from[middle] <= t) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        // Between the start and the first step there is nothing but digits.
        return low <= high && (from[low] <= t || !forgot) ? low : -1;
    }

    private void polynomial(double t, double begin, double stop, double[] points, int[] wanted, double[] out) {
        double place = Math.clamp((t - begin) / (stop - begin), 0, 1);
        double sum = 0;
        for (int j = 0; j < POINTS; j++) {
            double distance = place - NODES[j];
            if (distance == 0) {
                for (int i : wanted) {
                    out[i] = points[j * dimension + i];
                }
                return;
            }
            shares[j] = WEIGHTS[j] / distance;
            sum += shares[j];
        }
        for (int i : wanted) {
            double value = 0;
            for (int j = 0; j < POINTS; j++) {
                value += shares[j] * points[j * dimension + i];
            }
            out[i] = value / sum;
        }
    }

    /** How many steps are kept. */
    int steps() {
        return end - first;
    }
}
