package org.orrery.dynamics.lanes;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.solve.SparsityPattern;
import org.orrery.equation.LaneKernel;

/**
 * {@code y' = f(t, y)} over lanes. Immutable and shared between threads.
 *
 * @param dimension number of states, at least one
 * @param ownParameters number of parameters that lanes have for themselves
 * @param rightHandSide f
 * @param stiff what only the implicit method needs, made when it is first needed
 */
public record LaneEquations(int dimension, int ownParameters, LaneKernel rightHandSide, Supplier<Stiff> stiff) {

    /**
     * @param jacobian df/dy, in the order of the pattern
     * @param timeDerivative df/dt, null where f does not depend on time
     */
    public record Stiff(SparsityPattern pattern, LaneKernel jacobian, @Nullable LaneKernel timeDerivative, LaneLu lu) {

        /** With the decomposition made for the pattern. */
        public static Stiff of(SparsityPattern pattern, LaneKernel jacobian, @Nullable LaneKernel timeDerivative) {
            return new Stiff(pattern, jacobian, timeDerivative, LaneLu.of(pattern, jacobian.stride()));
        }
    }

    int lanes() {
        return rightHandSide.lanes();
    }

    int stride() {
        return rightHandSide.stride();
    }
}
