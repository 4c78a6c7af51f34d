package org.orrery.causal.scm;

import java.util.List;
import org.orrery.equation.Expr;
import org.orrery.equation.GrowingKernel;
import org.orrery.equation.Infix;
import org.orrery.equation.Kernel;
import org.orrery.equation.Layout;

/** A function of the causes, in the order of a mechanism's parents. Safe for use by many threads. */
public sealed interface Regressor
        permits Regressor.Affine, Regressor.Logistic, Regressor.Formula, Smooth, Trees, Coded {
    /** The value at one point. */
    double at(double[] causes);

    /** {@code intercept + slopes[0] * causes[0] + ...}. The slopes are not to be changed after the call. */
    record Affine(double intercept, double[] slopes) implements Regressor {
        @Override
        public double at(double[] causes) {
            double sum = intercept;
            for (int i = 0; i < slopes.length; i++) {
                sum += slopes[i] * causes[i];
            }
            return sum;
        }
    }

    /** A probability: 1 / (1 + exp(-of)). */
    record Logistic(Regressor of) implements Regressor {
        @Override
        public double at(double[] causes) {
            return 1 / (1 + Math.exp(-of.at(causes)));
        }
    }

    /** A formula over the names of the causes. */
    final class Formula implements Regressor {
        private static final double[] NO_PARAMETERS = {};

        private final Expr expression;
        private final Kernel kernel;

        /**
         * @param causes the symbols, in the order of their values
         * @throws org.orrery.core.InvalidInput if another symbol, a rate of change or a delay stands in the formula
         */
        public Formula(Expr expression, List<String> causes) {
            this.expression = expression;
            this.kernel = GrowingKernel.of(new Layout(causes, List.of()), List.of(expression));
        }

        public Expr expression() {
            return expression;
        }

        @Override
        public double at(double[] causes) {
            Kernel fast = kernel.fastest();
            double[] workspace = new double[fast.workspaceSize()];
            double[] out = new double[1];
            fast.prepare(NO_PARAMETERS, workspace);
            fast.apply(0, causes, NO_PARAMETERS, workspace, out);
            return out[0];
        }

        @Override
        public String toString() {
            return Infix.print(expression);
        }
    }
}
