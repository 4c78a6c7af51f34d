package org.orrery.dynamics.run;

import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Window;

/** How far a plan must be run. */
final class Horizon {
    /** A model's time starts here. */
    static final double START = 0;

    private Horizon() {}

    /** @throws InvalidInput if a time lies before the start, or a window has no end */
    static double of(Plan plan) {
        double end = START;
        for (Quantity asked : plan.readings()) {
            Quantity reading = Program.shape(asked);
            if (reading instanceof Quantity.Steady) {
                end = Math.max(end, lastEdge(plan));
                continue;
            }
            Window window = Program.window(reading);
            if (window.isAlways()) {
                throw new InvalidInput(reading + " does not say over which time.",
                        "Maybe write: " + reading + " over 0..100.");
            }
            check(window.from(), reading);
            check(window.to(), reading);
            end = Math.max(end, window.to());
        }
        for (double time : plan.grid()) {
            check(time, time);
            end = Math.max(end, time);
        }
        return end;
    }

    /** A steady state is looked for after every intervention has begun, and ended where it ends. */
    private static double lastEdge(Plan plan) {
        double last = START;
        for (Intervention move : plan.moves()) {
            for (double edge : new double[]{move.window().from(), move.window().to()}) {
                last = Double.isInfinite(edge) ? last : Math.max(last, edge);
            }
        }
        return last;
    }

    private static void check(double time, Object where) {
        if (!(time >= START) || Double.isInfinite(time)) {
            throw new InvalidInput(where + " asks for time " + time + ", and the model runs from " + START + " on.",
                    "Maybe write a finite time that is not negative.");
        }
    }
}
