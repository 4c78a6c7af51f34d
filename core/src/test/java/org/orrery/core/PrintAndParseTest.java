package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;

/** The law: parse then print is the identity. And nothing that a person types can do worse than an InvalidInput. */
class PrintAndParseTest {
    private static final int CASES = 1_000;

    @Test
    void addressesSurvive() {
        for (long seed = 0; seed < CASES; seed++) {
            Address address = new Generated(seed).address();
            assertThat(Address.parse(address.toString())).as("seed %d: %s", seed, address).isEqualTo(address);
        }
    }

    @Test
    void movesSurvive() {
        for (long seed = 0; seed < CASES; seed++) {
            Intervention move = new Generated(seed).move();
            assertThat(Intervention.parse(move.toString())).as("seed %d: %s", seed, move).isEqualTo(move);
        }
    }

    @Test
    void quantitiesSurvive() {
        for (long seed = 0; seed < CASES; seed++) {
            Quantity quantity = new Generated(seed).quantity(4);
            assertThat(Quantity.parse(quantity.toString())).as("seed %d: %s", seed, quantity).isEqualTo(quantity);
        }
    }

    @Test
    void questionsSurvive() {
        for (long seed = 0; seed < CASES; seed++) {
            Question question = new Generated(seed).question();
            assertThat(Question.parse(question.toString())).as("seed %d: %s", seed, question).isEqualTo(question);
        }
    }

    @Test
    @SuppressWarnings("ReturnValueIgnored")
    void noiseIsRefusedPolitely() {
        int read = 0;
        for (long seed = 0; seed < 6_000; seed++) {
            String text = new Generated(seed).noise();
            try {
                Question question = Question.parse(text);
                assertThat(Question.parse(question.toString())).as("seed %d: %s", seed, text).isEqualTo(question);
                read++;
            } catch (InvalidInput e) {
                assertThat(e.getMessage().lines().count()).as("seed %d: %s", seed, e.getMessage())
                        .isLessThanOrEqualTo(4);
                assertThat(e.advice()).as("seed %d: %s", seed, e.getMessage()).isNotEmpty().doesNotContain("\n");
            } catch (RuntimeException e) {
                fail("seed " + seed + ": <" + text + ">", e);
            }
        }
        assertThat(read).as("some of the noise must make sense, or this test tests little").isGreaterThan(20);
    }
}
