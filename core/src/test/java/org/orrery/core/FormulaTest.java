package org.orrery.core;

import java.util.List;

/** The fake machine keeps the contract, so that its answers may serve as the truth. */
class FormulaTest extends ModelContract {
    @Override
    protected Model model() {
        return Formula.of((x, t, _) -> x[0] * Math.exp(-x[1] * t), 10, 0.5);
    }

    @Override
    protected List<String> questions() {
        return List.of("y @ 2 | do(b = 0)", "y - y @ 1 | do(a *= 2, b += 1)", "E[y @ 3] | do(a = knockout @ 0..)");
    }

    @Override
    protected List<String> courses() {
        return List.of("y");
    }

    @Override
    protected List<Double> grid() {
        return List.of(0.0, 1.0, 2.0);
    }
}
