package org.orrery.dynamics.run;

import java.util.Arrays;
import org.orrery.dynamics.solve.OdeSystem;
import org.orrery.dynamics.solve.SparsityPattern;

/**
 * The fast reactions alone, in a time of their own: the model's time and its slow states stand still while extents run
 * at the reactions' rates. Where they come to rest is where the model starts or goes on after a disturbance.
 */
final class FastFlow implements OdeSystem {
    private final OdeSystem whole;
    private final boolean[] extent;
    private final boolean[] algebraic;
    private double now;

    /** @param still algebraic states that stand still too */
    FastFlow(OdeSystem whole, int[] extents, int[] still) {
        this.whole = whole;
        extent = new boolean[whole.dimension()];
        algebraic = new boolean[whole.dimension()];
        for (int place : extents) {
            extent[place] = true;
        }
        for (int i = 0; i < algebraic.length; i++) {
            algebraic[i] = whole.isAlgebraic(i) && !extent[i];
        }
        for (int place : still) {
            algebraic[place] = false;
        }
    }

    /** The model's time. */
    void setTime(double t) {
        now = t;
    }

    private boolean moves(int state) {
        return extent[state] || algebraic[state];
    }

    @Override
    public int dimension() {
        return algebraic.length;
    }

    @Override
    public boolean isAlgebraic(int state) {
        return algebraic[state];
    }

    @Override
    public void derivative(double t, double[] y, double[] dydt) {
        whole.derivative(now, y, dydt);
        for (int i = 0; i < dydt.length; i++) {
            if (!moves(i)) {
                dydt[i] = 0;
            }
        }
    }

    @Override
    public SparsityPattern jacobianPattern() {
        return whole.jacobianPattern();
    }

    @Override
    public void jacobian(double t, double[] y, double[] values) {
        whole.jacobian(now, y, values);
        int[] pointer = whole.jacobianPattern().rowPointer();
        for (int row = 0; row < algebraic.length; row++) {
            for (int entry = pointer[row]; entry < pointer[row + 1]; entry++) {
                if (!moves(row)) {
                    values[entry] = 0;
                }
            }
        }
    }

    @Override
    public void timeDerivative(double t, double[] y, double[] dfdt) {
        Arrays.fill(dfdt, 0);
    }
}
