package org.orrery.causal.scm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.causal.scm.Chance;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Noise;
import org.orrery.causal.scm.Scm;
import org.orrery.core.InvalidInput;

/** What a text becomes, and what is said of one that is wrong. */
class ScmTextTest {
    @Test
    void linesBecomeMechanisms() {
        Scm scm = ScmText.parse("""
                # causes may come later
                y = x^2 + 1 + noise uniform(-1, 1)   # with noise
                x = noise normal(0, 1)
                `the end` = x + y
                t ~ bernoulli(0.2 + 0.1*k)
                k = 2
                """, "test");
        assertThat(scm.graph()).hasToString("y -> the end; x -> y; x -> the end; k -> t");
        assertThat(scm.mechanism(1)).isEqualTo(new Mechanism.Exogenous(new Noise.Normal(0, 1)));
        assertThat(scm.mechanism(2).isDeterministic()).isTrue();
        assertThat(scm.mechanism(3)).isInstanceOf(Chance.class);
        assertThat(scm.mechanism(0).value(new double[]{3}, 0.5)).isEqualTo(10.5);
    }

    @Test
    void whatIsWrongIsSaidWithItsLine() {
        Map<String, String> errors = Map.of("x ~ normal(0, 1)\ny = 2*xx", "line 2: there is no variable 'xx'",
                "x ~ norml(0, 1)", "line 1: there is no noise called 'norml'",
                "x ~ normal(0)", "needs two numbers", "x ~ normal(0, -1)", "line 1: A distribution makes no sense",
                "x = 1\nx = 2", "line 2: 'x' has an equation already, in line 1",
                "what is this", "line 1: 'what is this' is no equation", "x = y\ny = x", "cycle",
                "x = 2*(1 + ", "line 1:", "x = sin(time)", "no time", "# nothing", "no variable");
        errors.forEach((text, message) -> assertThat(
                catchThrowableOfType(InvalidInput.class, () -> ScmText.parse(text, "test"))).as(text).isNotNull()
                .hasMessageContaining(message));
    }
}
