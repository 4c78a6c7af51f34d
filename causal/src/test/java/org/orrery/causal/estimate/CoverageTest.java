package org.orrery.causal.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CoverageTest {
    private static final int SETS = 200;

    static List<Coverage.Cell> cells() {
        return Coverage.CELLS;
    }

    /** Bounds: four binomial standard deviations around 95 %, and four standard errors around no bias. */
    @ParameterizedTest
    @MethodSource("cells")
    void intervalsHoldTheTruthAndTheNaiveOnesDoNot(Coverage.Cell cell) {
        Coverage.Found found = Coverage.of(cell, SETS, 7);
        double slack = 4 * Math.sqrt(0.95 * 0.05 / SETS);
        assertThat(found.covered()).isBetween(0.95 - slack, Math.min(1, 0.95 + slack));
        assertThat(Math.abs(found.bias())).isLessThan(4 * found.spread() / Math.sqrt(SETS) + 0.2 * found.spread());
        assertThat(found.error() / found.spread()).isBetween(0.8, 1.25);
        assertThat(found.naiveCovered()).as("confounding that seeing alone does not survive").isLessThan(0.7);
    }
}
