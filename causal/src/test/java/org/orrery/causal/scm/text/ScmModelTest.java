package org.orrery.causal.scm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.Lab;
import org.orrery.core.Model;
import org.orrery.core.ModelContract;
import org.orrery.core.Question;

/** Models that people wrote keep the contract of every machine, and answer do as arithmetic has it. */
class ScmModelTest extends ModelContract {
    static ScmModel written(String text) {
        return new ScmModel(new Model.Source("test.scm", "0".repeat(64)), ScmText.parse(text, "test.scm"));
    }

    static Claim ask(Model model, String question, Map<String, Double> settings) {
        return new Experiment(model, Question.parse(question), settings, Ensemble.NONE, Map.of(), List.of(), List.of(),
                1, "test").ask(Lab.SINGLE).claim();
    }

    static Claim ask(String text, String question) {
        return ask(written(text), question, Map.of());
    }

    @Override
    protected Model model() {
        return written("""
                k = 2
                cause ~ normal(0, 1)
                treated ~ bernoulli(1/(1 + exp(-cause)))
                outcome = k*treated + cause^2 + noise lognormal(1, 0.2)
                """);
    }

    @Override
    protected List<String> questions() {
        return List.of("outcome | do(treated = 1)", "E[outcome] | do(treated = 0, cause += 1)",
                "P(outcome > 2) | do(cause *= 2)", "E[outcome - cause] | do(outcome = knockout)");
    }

    @Override
    protected List<String> courses() {
        return List.of("outcome");
    }

    @Override
    protected List<Double> grid() {
        return List.of(0.0, 1.0);
    }

    @Test
    void doingIsNotSeeing() {
        String text = "z ~ normal(0, 1)\nx = z + noise normal(0, 1)\ny = x + 3*z + noise normal(0, 1)";
        Claim done = ask(text, "E[y] | do(x = 2)");
        assertThat(done.on()).isCloseTo(2, within(0.1));
        assertThat(done.estimate()).isBetween(done.interval().low(), done.interval().high());
        // E[z | x = 2] = 1, so y is 2 + 3.
        assertThat(ask(text, "E[y] | see(x = 2)").estimate()).isCloseTo(5, within(1e-12));
    }

    @Test
    void constantsAreSetAndMovedAlike() {
        String text = "k = 2\nx ~ normal(1, 1)\ny = k*x";
        assertThat(ask(written(text), "y | see(x = 3)", Map.of("k", 5.0)).estimate()).isEqualTo(15);
        assertThat(ask(text, "y | see(x = 3), had(k = 5)").on()).isEqualTo(15);
    }
}
