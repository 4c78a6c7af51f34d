package org.orrery.dynamics.run;

import java.util.Arrays;
import org.orrery.equation.Kernel;

/**
 * Derivatives of extreme values. Where an extreme value lies inside of a stretch, it moves as the value at that moment
 * does, the moment held (envelope theorem). Where it lies at a jump, the moment moves with the jump: there the value's own
 * slope in time counts as well.
 */
final class ExtremeSlopes {
    /** Times within so many units in the last place are one moment. */
    private static final int SAME = 8;

    private final Stage stage;
    private final Kernel kernel;
    private final int[] uses;
    private final int[] places;
    private final int[] by;
    private final double[] when;
    private final boolean[] open;
    private final boolean[] moved;
    private final double[] slopes;
    private final double[] flows;
    private final double[] workspace;
    private final double[] out;
    private double movedAt = Double.NaN;
    private double[] movedBy = {};

    ExtremeSlopes(Stage stage, TangentCode code) {
        this.stage = stage;
        kernel = code.extremes;
        uses = code.uses(kernel);
        places = code.extremePlaces;
        by = code.by;
        when = new double[places.length];
        Arrays.fill(when, Double.NaN);
        open = new boolean[places.length];
        moved = new boolean[places.length];
        slopes = new double[places.length];
        flows = new double[places.length];
        workspace = new double[kernel.workspaceSize()];
        out = new double[kernel.outputs()];
    }

    private boolean tracks(int reading) {
        return places[reading] >= 0;
    }

    /** The extreme value so far is reached at this time, in the step that is being looked at. */
    void reached(int reading, double t) {
        if (tracks(reading)) {
            when[reading] = t;
            open[reading] = true;
        }
    }

    /** The step has been looked at: what was reached in it is worked out, while it can be. */
    void settle(DenseOutput solution, double[] states) {
        for (int i = 0; i < open.length; i++) {
            if (open[i]) {
                solution.interpolate(when[i], states);
                read(i, states);
            }
        }
    }

    /** The extreme value so far is reached now. */
    void reached(int reading, double t, double[] states) {
        if (tracks(reading)) {
            when[reading] = t;
            read(reading, states);
        }
    }

    private void read(int reading, double[] states) {
        kernel.prepare(stage.parameters, workspace);
        kernel.apply(when[reading], stage.past.widened(when[reading], states, uses), stage.parameters, workspace, out);
        slopes[reading] = out[places[reading]];
        flows[reading] = out[places[reading] + 1];
        open[reading] = false;
        moved[reading] = false;
        move(reading);
    }

    /** Something jumped at a moment that moves so with each parameter. */
    void jumped(double t, double[] moves) {
        movedAt = t;
        movedBy = moves.clone();
        for (int i = 0; i < when.length; i++) {
            move(i);
        }
    }

    private void move(int reading) {
        if (tracks(reading) && !moved[reading] && Math.abs(when[reading] - movedAt) <= SAME * Math.ulp(movedAt)
                && movedBy[by[reading]] != 0) {
            moved[reading] = true;
            slopes[reading] += flows[reading] * movedBy[by[reading]];
        }
    }

    /** Puts derivatives in the place of the extreme values. */
    void into(double[] readings) {
        for (int i = 0; i < readings.length; i++) {
            if (tracks(i)) {
                readings[i] = slopes[i];
            }
        }
    }
}
