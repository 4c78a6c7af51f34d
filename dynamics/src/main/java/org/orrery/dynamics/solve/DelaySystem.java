package org.orrery.dynamics.solve;

import org.orrery.dynamics.history.Course;

/**
 * {@code y' = f(t, y, y's own past)}. The past up to the start of a step is the system's own to know; what the step that
 * is being tried may look like is told to it, for delays that are shorter than the step.
 */
public interface DelaySystem extends OdeSystem {
    /** Until more is known, the step goes on from its start with this slope; the array is kept, not copied. */
    void expectLine(double[] slope);

    /** The step is expected to take this course. */
    void expect(double from, double to, Course course);

    /** Whether a derivative asked for what is expected only, since this was last called. */
    boolean wentAhead();
}
