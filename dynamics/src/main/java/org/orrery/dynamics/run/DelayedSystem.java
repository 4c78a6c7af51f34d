package org.orrery.dynamics.run;

import org.orrery.dynamics.history.Course;
import org.orrery.dynamics.solve.DelaySystem;
import org.orrery.dynamics.solve.SparsityPattern;

/** Compiled equations that read the past of their own run. */
final class DelayedSystem implements DelaySystem {
    private final CompiledSystem system;
    private final Past past;

    DelayedSystem(CompiledSystem system, Past past) {
        this.system = system;
        this.past = past;
    }

    @Override
    public int dimension() {
        return system.dimension();
    }

    @Override
    public void derivative(double t, double[] y, double[] dydt) {
        system.derivative(t, y, dydt);
    }

    @Override
    public SparsityPattern jacobianPattern() {
        return system.jacobianPattern();
    }

    @Override
    public void jacobian(double t, double[] y, double[] values) {
        system.jacobian(t, y, values);
    }

    @Override
    public boolean isAlgebraic(int state) {
        return system.isAlgebraic(state);
    }

    @Override
    public boolean isAutonomous() {
        return system.isAutonomous();
    }

    @Override
    public void timeDerivative(double t, double[] y, double[] dfdt) {
        system.timeDerivative(t, y, dfdt);
    }

    @Override
    public void expectLine(double[] slope) {
        past.history().expectLine(slope);
    }

    @Override
    public void expect(double from, double to, Course course) {
        past.history().expect(from, to, course);
    }

    @Override
    public boolean wentAhead() {
        return past.history().wentAhead();
    }
}
