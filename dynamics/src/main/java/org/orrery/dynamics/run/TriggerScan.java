package org.orrery.dynamics.run;

import org.orrery.dynamics.solve.Integrator;

/**
 * Where the first trigger turns in the last step, on the solver's dense output. The step is looked at in equal parts,
 * ten in the longest steps and fewer in short ones.
 * Within the first part in which a trigger has turned, the moment is found by bisection. Before that, every curve of the
 * triggers is followed: where it crosses zero, or where three samples bend towards zero and their parabola's tip is past
 * it, the triggers are looked at too, so that a trigger that turns on and off between two samples is not missed.
 */
final class TriggerScan {
    private static final int PARTS = 10;
    private static final int FEWEST = 4;
    /** How near to the end of a step the slope there is taken, in parts. */
    private static final double NEAR = 1e-3;

    private final Stage stage;
    private final EventQueue events;
    private final Integrator integrator;
    private final double[] times = new double[PARTS + 1];
    private final double[][] curves;
    private final double[] early;
    private final double[] late;
    private final double[] state;
    private final double resolution;
    private final boolean few;
    private int parts;

    /** @param longestStep whose parts are as short as they must be; those of shorter steps need not be shorter */
    TriggerScan(Stage stage, EventQueue events, Integrator integrator, double longestStep) {
        resolution = longestStep / PARTS;
        this.stage = stage;
        this.events = events;
        this.integrator = integrator;
        curves = new double[PARTS + 1][stage.triggerCurves.outputs()];
        early = new double[curves[0].length];
        late = new double[curves[0].length];
        state = new double[stage.states.length];
        few = 2 * stage.program.triggering.length < state.length;
    }

    /** The earliest time in (from, to] at which a trigger is not what it was; NaN if none is. */
    double first(double from, double to) {
        parts = (int) Math.max(FEWEST, Math.min(PARTS, Math.ceil((to - from) / resolution)));
        int turned = parts + 1;
        for (int j = 0; j <= parts && turned > parts; j++) {
            times[j] = j == parts ? to : from + (to - from) * j / parts;
            read(times[j], curves[j]);
            if (j > 0 && events.differs(stage.triggers.at(times[j], state))) {
                turned = j;
            }
        }
        double near = (to - from) / parts * NEAR;
        read(from + near, early);
        read(to - near, late);
        int last = Math.min(turned, parts);
        double first = turned > parts ? Double.NaN : bisect(times[turned - 1], times[turned]);
        for (int c = 0; c < curves[0].length; c++) {
            first = follow(c, last, first);
        }
        return first;
    }

    /** The earlier of {@code first} and the first crossing of the curve at which a trigger turns. */
    private double follow(int c, int last, double first) {
        for (int j = 1; j <= last; j++) {
            if (times[j - 1] >= first) {
                break;
            }
            double begin = times[j - 1];
            double valueThere = curves[j - 1][c];
            double end = Double.NaN;
            if (crosses(valueThere, curves[j][c])) {
                end = times[j];
            } else {
                double tip = j == 1 ? tipAtEnd(c, 0, 1, early) : Double.NaN;
                if (Double.isNaN(tip)) {
                    tip = j < parts ? tip(c, j) : tipAtEnd(c, parts, parts - 1, late);
                }
                if (tip > times[j]) {
                    begin = times[j];
                    valueThere = curves[j][c];
                }
                end = tip;
            }
            double crossing = Double.isNaN(end) ? end : turnAt(c, begin, valueThere, end);
            if (crossing < first || Double.isNaN(first) && !Double.isNaN(crossing)) {
                return crossing;
            }
        }
        return first;
    }

    /** Where a trigger turns at a crossing: on reaching zero or on passing it; NaN where none does. */
    private double turnAt(int c, double begin, double valueThere, double end) {
        double reached = cross(c, begin, valueThere, end, 0);
        if (meets(c, reached) || turns(reached)) {
            return reached;
        }
        double passed = cross(c, reached, valueThere, end, Double.MIN_VALUE);
        return passed > reached && turns(passed) ? passed : Double.NaN;
    }

    /** Where the states that count stand. */
    private void look(double t) {
        if (few) {
            integrator.interpolate(t, stage.program.triggering, state);
        } else {
            integrator.interpolate(t, state);
        }
    }

    private static boolean crosses(double before, double after) {
        return crosses(before, after, 0);
    }

    private static boolean crosses(double before, double after, double beyond) {
        return before > 0 ? after <= -beyond : before < 0 && after >= beyond;
    }

    private void read(double t, double[] out) {
        look(t);
        stage.triggerCurves.into(t, state, out);
    }

    private double curve(int c, double t) {
        look(t);
        return stage.triggerCurves.at(t, state)[c];
    }

    /** The end, past zero, of a bracket as narrow as time's own digits. */
    private double cross(int c, double before, double valueBefore, double after, double beyond) {
        double low = before;
        double high = after;
        while (high - low > Math.ulp(high)) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (crosses(valueBefore, curve(c, middle), beyond)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** A time between samples j - 1 and j + 1 at which the parabola through them says that the curve is past zero. */
    private double tip(int c, int j) {
        double sign = Math.signum(curves[j][c]);
        double left = sign * curves[j - 1][c];
        double middle = sign * curves[j][c];
        double right = sign * curves[j + 1][c];
        if (!(middle > 0 && middle <= left && middle <= right)) {
            return Double.NaN;
        }
        double bend = left - 2 * middle + right;
        double tip = times[j] + (times[j + 1] - times[j]) * 0.5 * (left - right) / bend;
        // A flat curve has no tip; a curve that bends otherwise than a parabola is caught by shorter steps only.
        return bend > 0 && tip > times[j - 1] && tip < times[j + 1] && crosses(curves[j][c], curve(c, tip))
                ? tip
                : Double.NaN;
    }

    /** The same in the first or the last part, beyond which there are no samples, by the slope at the step's end. */
    private double tipAtEnd(int c, int end, int inner, double[] near) {
        double sign = Math.signum(curves[end][c]);
        double outer = sign * curves[end][c];
        double slope = (sign * near[c] - outer) / NEAR;
        double bend = sign * curves[inner][c] - outer - slope;
        double share = -slope / (2 * bend);
        double tip = times[end] + share * (times[inner] - times[end]);
        return outer > 0 && slope < 0 && bend > 0 && share < 1 && crosses(curves[end][c], curve(c, tip))
                ? tip
                : Double.NaN;
    }

    private double bisect(double before, double after) {
        double low = before;
        double high = after;
        while (high - low > Math.ulp(high)) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (turns(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean turns(double t) {
        look(t);
        return events.differs(stage.triggers.at(t, state));
    }

    /** Whether an equality is met at the crossing of its curve; the events learn of it. */
    private boolean meets(int c, double t) {
        boolean met = false;
        for (int k = 0; k < stage.program.equalities.length; k++) {
            TriggerCurves.Equality equality = stage.program.equalities[k];
            if (equality.curve() == c && !events.last(equality.event())) {
                look(t);
                double value = stage.equalities.at(t, state)[k];
                if (value != 0 && !Double.isNaN(value)) {
                    events.meet(equality.event(), t);
                    met = true;
                }
            }
        }
        return met;
    }
}
