package org.orrery.dynamics.run;

import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.solve.OdeSystem;
import org.orrery.dynamics.solve.SparsityPattern;

/** The compiled equations of one run, as the solver wants them. */
final class CompiledSystem implements OdeSystem {
    private final Program program;
    private final double[] parameters;
    private final Evaluator rightHandSide;
    private @Nullable Evaluator jacobian;
    private @Nullable Evaluator timeDerivative;

    CompiledSystem(Program program, double[] parameters) {
        this.program = program;
        this.parameters = parameters;
        rightHandSide = new Evaluator(program.rightHandSide, parameters);
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
            jacobian = new Evaluator(program.stiff().jacobian(), parameters);
        }
        jacobian.into(t, y, values);
    }

    @Override
    public void timeDerivative(double t, double[] y, double[] dfdt) {
        if (timeDerivative == null) {
            timeDerivative = new Evaluator(program.stiff().timeDerivative(), parameters);
        }
        timeDerivative.into(t, y, dfdt);
    }
}
