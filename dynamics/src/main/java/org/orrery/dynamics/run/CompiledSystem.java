package org.orrery.dynamics.run;

import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.solve.OdeSystem;
import org.orrery.dynamics.solve.SparsityPattern;
import org.orrery.equation.Kernel;

/** The compiled equations of one run, as the solver wants them. */
final class CompiledSystem implements OdeSystem {
    private final Program program;
    private final double[] parameters;
    private final Past past;
    private final Evaluator rightHandSide;
    private @Nullable Evaluator jacobian;
    private @Nullable Evaluator timeDerivative;

    CompiledSystem(Program program, double[] parameters, Past past) {
        this.program = program;
        this.parameters = parameters;
        this.past = past;
        rightHandSide = evaluator(program.rightHandSide);
    }

    private Evaluator evaluator(Kernel kernel) {
        return new Evaluator(kernel, parameters, past, program.uses(kernel));
    }

    void parametersChanged() {
        rightHandSide.parametersChanged();
        if (jacobian != null) {
            jacobian.parametersChanged();
        }
        if (timeDerivative != null) {
            timeDerivative.parametersChanged();
        }
    }

    @Override
    public int dimension() {
        return program.lowered.layout().states().size();
    }

    @Override
    public boolean isAlgebraic(int state) {
        return program.algebraic[state];
    }

    @Override
    public void derivative(double t, double[] y, double[] dydt) {
        rightHandSide.into(t, y, dydt);
    }

    @Override
    public SparsityPattern jacobianPattern() {
        return program.stiff().pattern();
    }

    @Override
    public void jacobian(double t, double[] y, double[] values) {
        if (jacobian == null) {
            jacobian = evaluator(program.stiff().jacobian());
        }
        jacobian.into(t, y, values);
    }

    @Override
    public boolean isAutonomous() {
        return program.stiff().autonomous();
    }

    @Override
    public void timeDerivative(double t, double[] y, double[] dfdt) {
        if (timeDerivative == null) {
            timeDerivative = evaluator(program.stiff().timeDerivative());
        }
        timeDerivative.into(t, y, dfdt);
    }
}
