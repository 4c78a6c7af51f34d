package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Steps of one length, at the end of the region of stability or well inside of it. */
class StiffnessWatchTest {
    private static final double STABILITY = 3.5;
    private static final double AT_THE_END = 3.4;
    private static final int LONG = 1000;

    private static int patience(StiffnessWatch watch) {
        return patience(watch, 1e6);
    }

    /** How many explicit steps at the end of the region, so far from the goal, it takes until the implicit method is taken. */
    private static int patience(StiffnessWatch watch, double way) {
        for (int steps = 1; steps < LONG; steps++) {
            if (watch.looks() && watch.toImplicit(AT_THE_END, 1, way, 1)) {
                return steps;
            }
        }
        return LONG;
    }

    /** How many implicit steps of this size it takes until the explicit method is taken again. */
    private static int stay(StiffnessWatch watch, double size) {
        for (int steps = 1; steps < LONG; steps++) {
            if (watch.toExplicit(AT_THE_END * size, size)) {
                return steps;
            }
        }
        return LONG;
    }

    @Test
    void aFewStepsAreEnoughForATrialAndAGainKeepsTheImplicitMethod() {
        StiffnessWatch watch = new StiffnessWatch(STABILITY, true);
        assertThat(patience(watch)).isLessThan(10);
        assertThat(stay(watch, 10)).isEqualTo(LONG);
    }

    @Test
    void afterATrialInVainMoreIsAskedFor() {
        StiffnessWatch watch = new StiffnessWatch(STABILITY, true);
        int first = patience(watch);
        assertThat(stay(watch, 2)).isLessThan(20);
        int second = patience(watch);
        assertThat(second).isGreaterThan(first + 5).isLessThan(20);
        assertThat(stay(watch, 2)).as("no trial: it stays while the system is stiff").isEqualTo(LONG);
    }

    @Test
    void aMethodThatIsSlowToStartIsNotTriedEarly() {
        assertThat(patience(new StiffnessWatch(STABILITY, false))).isBetween(12, 20);
    }

    @Test
    void aTrialIsNotWorthwhileNearTheGoal() {
        assertThat(patience(new StiffnessWatch(STABILITY, true), 30)).isBetween(12, 20);
    }

    @Test
    void wellInsideOfTheRegionNothingChanges() {
        StiffnessWatch watch = new StiffnessWatch(STABILITY, true);
        for (int i = 0; i < LONG; i++) {
            assertThat(watch.looks() && watch.toImplicit(0.1, 1, 1e6, 1)).isFalse();
        }
    }
}
