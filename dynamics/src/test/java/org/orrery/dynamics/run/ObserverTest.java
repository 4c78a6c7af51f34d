package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.Trial;

/** Folds, instants and grids against closed forms. */
class ObserverTest {
    private static final Offset<Double> CLOSE = within(1e-7);
    private static final Trial LOGISTIC = Trial.antimony("x' = x*(1 - x); x = 0.1").tight();

    @ParameterizedTest
    @CsvSource({"max(y) over 0..3, 1", "min(y) over 0..6, -1", "max(y) over 2..3, 0.9092974268256817",
            "min(y) over 0.25..2, 0.24740395925452294", "mean(y) over 0..3.141592653589793, 0.6366197723675814",
            "integral(y) over 0..3.141592653589793, 2", "integral(y) over 0..6.283185307179586, 0",
            "max(y) over 1..100, 1", "max(y^2 - y) over 0..6, 2", "y @ 2.5, 0.5984721441039565"})
    void foldsOfASineThatNoStateFollows(String reading, double expected) {
        assertThat(Trial.antimony("y := sin(time)").read(reading)).isCloseTo(expected, CLOSE);
    }

    @Test
    void foldsOfALogisticCurve() {
        double end = 1 / (1 + 9 * Math.exp(-5));
        double integral = Math.log(1 + 0.1 * (Math.exp(5) - 1));
        double[] read = LOGISTIC.readAll("max(x) over 0..5", "min(x) over 0..5", "integral(x) over 0..5",
                "mean(x) over 0..5", "max(x*(1 - x)) over 0..5", "x @ 5");
        assertThat(read).containsExactly(new double[]{end, 0.1, integral, integral / 5, 0.25, end}, CLOSE);
    }

    @Test
    void aBumpBetweenTheStepsIsSeen() {
        Trial bump = Trial.antimony("y := exp(-((time - 3.7)/0.1)^2)");
        assertThat(bump.read("max(y) over 0..10")).isCloseTo(1, CLOSE);
        assertThat(bump.read("integral(y) over 0..10")).isCloseTo(0.1 * Math.sqrt(Math.PI), CLOSE);
        assertThat(bump.read("max(y) over 4.5..10")).isLessThan(1e-20);
    }

    @Test
    void foldsSeeBothSidesOfAJump() {
        Trial jump = Trial.antimony("x' = -x; x = 1").tight().move("x += 3 @ 1");
        double before = Math.exp(-1);
        double[] read = jump.readAll("max(x) over 0.5..2", "min(x) over 0..1.1", "integral(x) over 0..2");
        assertThat(read).containsExactly(
                new double[]{before + 3, before, 1 - before + (before + 3) * (1 - Math.exp(-1))}, CLOSE);
    }

    @Test
    void theGridHoldsWhatReadingsSay() {
        Run run = LOGISTIC.run(World.Arming.ON, List.of("x"), List.of(0.0, 0.7, 2.0, 5.0), "x @ 0", "x @ 0.7", "x @ 2",
                "x @ 5");
        assertThat(run.courses()[0]).isEqualTo(run.readings());
        Run alone = LOGISTIC.run(World.Arming.ON, List.of("x"), List.of(0.0, 0.7, 2.0, 5.0));
        assertThat(alone.courses()[0]).containsExactly(run.readings(), within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x @ -1", "x", "max(x)", "max(x) over -1..3", "max(x @ 3) over 0..5",
            "(x @ 3 + 1) @ 4", "x[1] @ 3", "max(x) over 3.."})
    void timesThatMakeNoSenseAreInvalid(String reading) {
        assertThatThrownBy(() -> LOGISTIC.read(reading)).isInstanceOf(InvalidInput.class);
    }
}
