package org.orrery.dynamics.solve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the algebraic states meet their equations while the differential ones stay as they are: Newton's method, damped
 * by the natural monotonicity test (Deuflhard, Newton Methods for Nonlinear Problems, 2004, 3.3), which does not depend
 * on how the equations are scaled. Costs a Jacobian and a decomposition an iteration. The same calls give the same bits.
 */
public final class ConstraintSolver {
    private static final int MOST = 200;
    private static final double SHORTEST = 1e-6;
    private static final double DONE = 1e-13;
    private static final double ROUNDED = 1e-8;
    private static final double FLOOR = 1e-6;

    private final OdeSystem system;
    private final int[] places;
    private final double[] residuals;
    private final double[] jacobian;
    private final SparsityPattern pattern;
    private final int[] entries;
    private final double[] values;
    private final LinearSolver solver;
    private final double[] right;
    private final double[] step;
    private final double[] trialStep;
    private final double[] trial;
    private int worst;

    /** How the search ended. */
    public enum Outcome {
        /** The equations hold. */
        SOLVED,
        /** The equations do not determine the algebraic states at this point. */
        SINGULAR,
        /** No step leads nearer to a solution, or there are too many. */
        LOST,
        /** An equation has no finite value at the start. */
        NOT_FINITE
    }

    public ConstraintSolver(OdeSystem system) {
        this(system, Mass.of(system).algebraic());
    }

    /** @param some of the algebraic states, in ascending order; all others stay as they are */
    public ConstraintSolver(OdeSystem system, int[] some) {
        this.system = system;
        places = some.clone();
        int[] position = new int[system.dimension()];
        Arrays.fill(position, -1);
        for (int i = 0; i < places.length; i++) {
            position[places[i]] = i;
        }
        SparsityPattern whole = system.jacobianPattern();
        int[] pointer = new int[places.length + 1];
        int[] column = new int[whole.entries()];
        int[] from = new int[whole.entries()];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            for (int entry = whole.rowPointer()[places[i]]; entry < whole.rowPointer()[places[i] + 1]; entry++) {
                int place = position[whole.column()[entry]];
                if (place >= 0) {
                    column[count] = place;
                    from[count++] = entry;
                }
            }
            pointer[i + 1] = count;
        }
        pattern = new SparsityPattern(places.length, places.length, pointer,
                Arrays.copyOf(column, count));
        entries = Arrays.copyOf(from, count);
        boolean[] all = new boolean[places.length];
        Arrays.fill(all, true);
        solver = new LinearSolver(pattern, Mass.without(all));
        residuals = new double[system.dimension()];
        jacobian = new double[whole.entries()];
        values = new double[count];
        right = new double[places.length];
        step = new double[places.length];
        trialStep = new double[places.length];
        trial = new double[system.dimension()];
    }

    /** Whether there is nothing to solve. */
    public boolean isEmpty() {
        return places.length == 0;
    }

    /**
     * The length of the next full Newton step from y, in units of the states' sizes; not finite where there is none. Near
     * a regular solution this is the distance from it.
     */
    public double distance(double t, double[] y) {
        return direct(t, y) == Outcome.SOLVED ? norm(step, y) : Double.NaN;
    }

    /**
     * How the derivatives of some differential states change with these states while the algebraic states follow.
     *
     * @return row by row, or null where the equations do not determine the algebraic states
     */
    public double @Nullable [][] response(double t, double[] y, int[] states) {
        if (direct(t, y) != Outcome.SOLVED) {
            return null;
        }
        SparsityPattern whole = system.jacobianPattern();
        double[][] response = new double[states.length][states.length];
        double[] change = new double[residuals.length];
        for (int column = 0; column < states.length; column++) {
            Arrays.fill(change, 0);
            change[states[column]] = 1;
            whole.multiply(jacobian, change, trial);
            for (int i = 0; i < places.length; i++) {
                right[i] = trial[places[i]];
            }
            if (!solver.solve(right, step)) {
                return null;
            }
            for (int i = 0; i < places.length; i++) {
                change[places[i]] = step[i];
            }
            whole.multiply(jacobian, change, trial);
            for (int row = 0; row < states.length; row++) {
                response[row][column] = trial[states[row]];
            }
        }
        return response;
    }

    /** Changes the algebraic states in y to the solution that the search from there finds; on failure to some values. */
    public Outcome solve(double t, double[] y) {
        if (isEmpty()) {
            return Outcome.SOLVED;
        }
        double last = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST; i++) {
            Outcome outcome = direct(t, y);
            if (outcome != Outcome.SOLVED) {
                return outcome;
            }
            double length = norm(step, y);
            boolean done = length <= DONE || length <= ROUNDED && length >= 0.25 * last;
            if (done) {
                move(y, 1, y);
                return Outcome.SOLVED;
            }
            last = length;
            double part = 1;
            while (!nearer(t, y, part, length)) {
                part /= 2;
                if (part < SHORTEST) {
                    return length <= ROUNDED ? Outcome.SOLVED : Outcome.LOST;
                }
            }
            System.arraycopy(trial, 0, y, 0, y.length);
        }
        return Outcome.LOST;
    }

    /** As {@link #solve} for linear equations, whose solution may be zero but for rounding: two steps find it. */
    public Outcome solveLinear(double t, double[] y) {
        Outcome outcome = Outcome.SOLVED;
        for (int i = 0; i < 2 && !isEmpty() && outcome == Outcome.SOLVED; i++) {
            outcome = direct(t, y);
            if (outcome == Outcome.SOLVED) {
                move(y, 1, y);
            }
        }
        return outcome;
    }

    /** The state whose equation, or whose step, made the last search fail. */
    public int worstState() {
        return worst;
    }

    private Outcome direct(double t, double[] y) {
        if (!evaluate(t, y)) {
            return Outcome.NOT_FINITE;
        }
        system.jacobian(t, y, jacobian);
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isFinite(jacobian[entries[i]]) ? jacobian[entries[i]] : 0;
        }
        if (!solver.decompose(0, values) || !solver.solve(right, step) || !isFinite(step)) {
            worst = undetermined();
            return Outcome.SINGULAR;
        }
        return Outcome.SOLVED;
    }

    private boolean evaluate(double t, double[] y) {
        system.derivative(t, y, residuals);
        for (int i = 0; i < places.length; i++) {
            right[i] = residuals[places[i]];
            if (!Double.isFinite(right[i])) {
                worst = places[i];
                return false;
            }
        }
        return true;
    }

    /** A state whose equation names no algebraic state here, else the first. */
    private int undetermined() {
        int[] pointer = pattern.rowPointer();
        for (int i = 0; i < places.length; i++) {
            boolean named = false;
            for (int entry = pointer[i]; entry < pointer[i + 1]; entry++) {
                named |= values[entry] != 0;
            }
            if (!named) {
                return places[i];
            }
        }
        return places[0];
    }

    private static boolean isFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private boolean nearer(double t, double[] y, double part, double length) {
        move(y, part, trial);
        return evaluate(t, trial) && solver.solve(right, trialStep) && norm(trialStep, y) <= (1 - part / 4) * length;
    }

    private void move(double[] y, double part, double[] out) {
        if (out != y) {
            System.arraycopy(y, 0, out, 0, y.length);
        }
        for (int i = 0; i < places.length; i++) {
            out[places[i]] = y[places[i]] + part * step[i];
        }
    }

    /** The largest part, by the size of its state; a state near zero is measured by a share of the largest one. */
    private double norm(double[] steps, double[] y) {
        double size = 0;
        for (int place : places) {
            size = Math.max(size, Math.abs(y[place]));
        }
        double floor = size > 0 ? FLOOR * size : 1;
        double largest = 0;
        for (int i = 0; i < places.length; i++) {
            double ratio = Math.abs(steps[i]) / Math.max(Math.abs(y[places[i]]), floor);
            if (!(ratio <= largest)) {
                largest = ratio;
                worst = places[i];
            }
        }
        return largest;
    }
}
