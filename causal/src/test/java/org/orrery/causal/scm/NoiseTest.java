package org.orrery.causal.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;

/** Draws, densities and moments tell of the same distribution. */
class NoiseTest {
    private static final List<Noise> ALL = List.of(new Noise.Normal(1, 2), new Noise.Uniform(-1, 3),
            new Noise.LogNormal(2, 0.4), new Noise.LogUniform(0.5, 4),
            new Noise.Empirical(new SplittableRandom(5).doubles(40, -1, 1).toArray()));

    @Test
    void densitiesIntegrateToOneAndToTheMoments() {
        for (Noise noise : ALL) {
            double step = 1e-3;
            double mass = 0;
            double mean = 0;
            for (double x = -20 + step / 2; x < 40; x += step) {
                mass += noise.density(x) * step;
                mean += x * noise.density(x) * step;
            }
            for (double x : new double[]{-30, -0.5, 0.7, 1.9, 12}) {
                assertThat(Math.exp(noise.logDensity(x))).as(noise + " at " + x)
                        .isCloseTo(noise.density(x), within(1e-12));
            }
            assertThat(mass).as(noise.toString()).isCloseTo(1, within(1e-3));
            assertThat(mean).as(noise.toString()).isCloseTo(noise.mean(), within(5e-3));
        }
    }

    @Test
    void drawsHaveTheMoments() {
        for (Noise noise : ALL) {
            SplittableRandom random = new SplittableRandom(1);
            int n = 200_000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double x = noise.draw(random);
                sum += x;
                squares += x * x;
            }
            double deviation = Math.sqrt(squares / n - sum / n * (sum / n));
            assertThat(sum / n).as(noise.toString()).isCloseTo(noise.mean(), within(4 * noise.deviation() / 440));
            assertThat(deviation).as(noise.toString()).isCloseTo(noise.deviation(), within(0.02 * noise.deviation()));
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new Noise.Normal(0, 0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Noise.Uniform(1, 0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Noise.LogNormal(-1, 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Noise.LogUniform(0, 1)).isInstanceOf(InvalidInput.class);
    }
}
