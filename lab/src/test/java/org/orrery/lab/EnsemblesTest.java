package org.orrery.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.orrery.lab.Inputs.input;
import static org.orrery.lab.Inputs.variable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.orrery.core.Ensemble;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;

class EnsemblesTest {
    private static final Model MODEL = Inputs.of(input("alpha", 1), input("beta", -2), input("gamma", 0),
            variable("flux", "reaction", 3, false));
    private static final Distribution UNIT = new Distribution.Normal(0, 1);
    private static final int MEMBERS = 4_000;

    private static Ensemble draw(long seed, int members, String... names) {
        Map<String, Distribution> vary = new LinkedHashMap<>();
        for (String name : names) {
            vary.put(name, UNIT);
        }
        return Ensembles.draw(MODEL, vary, "Table 2", members, seed);
    }

    private static double[] column(Ensemble ensemble, String input) {
        int k = ensemble.inputs().indexOf(input);
        assertThat(k).as(input).isNotNegative();
        return Arrays.stream(ensemble.draws()).mapToDouble(row -> row[k]).toArray();
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    private static double correlation(double[] x, double[] y) {
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - mean(x);
            double dy = y[i] - mean(y);
            xy += dx * dy;
            xx += dx * dx;
            yy += dy * dy;
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static InvalidInput refused(String name) {
        return assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> draw(1, 2, name)).actual();
    }

    @Test
    void anUnknownInputIsToldWithTheNearest() {
        InvalidInput near = refused("alhpa");
        assertThat(near).hasMessage("The model has no input called alhpa to vary.");
        assertThat(near.advice()).isEqualTo("Maybe alpha is meant.");
        assertThat(refused("xyzzy").advice()).isEqualTo("Maybe list the inputs with 'orrery open'.");
    }

    @Test
    void whereNothingCanVaryTheMembersDifferByChanceAlone() {
        Ensemble drawn = Ensembles.drawDefault(Inputs.of(variable("A", "level", 1, true)), Set.of(), 7, 1);
        assertThat(drawn.inputs()).isEmpty();
        assertThat(drawn.size()).isEqualTo(7);
        assertThat(drawn.assumption()).contains("own chance alone, if it has any");
    }

    @Test
    void whatCannotBeSetCannotBeVaried() {
        assertThat(refused("flux")).hasMessage("The model has no input called flux to vary.");
    }

    @Test
    void theEnsembleSaysWhatWasDrawn() {
        Ensemble drawn = draw(1, 3, "beta", "alpha");
        assertThat(drawn.inputs()).containsExactly("beta", "alpha");
        assertThat(drawn.origins()).containsExactly("normal(0, 1)", "normal(0, 1)");
        assertThat(drawn.size()).isEqualTo(3);
        assertThat(drawn.assumption())
                .isEqualTo("the varied inputs are independent and distributed as given (Table 2)");
        assertThat(draw(1, 0, "alpha").size()).isZero();
    }

    @Test
    void theSameSeedGivesTheSameDraws() {
        assertThat(draw(5, 100, "alpha", "beta").draws()).isDeepEqualTo(draw(5, 100, "alpha", "beta").draws());
    }

    @Test
    void anotherSeedGivesOtherDraws() {
        double[] one = column(draw(5, 100, "alpha"), "alpha");
        assertThat(one).doesNotContain(column(draw(6, 100, "alpha"), "alpha"));
        assertThat(one).doesNotHaveDuplicates();
    }

    @Test
    void anotherInputDoesNotChangeTheDrawsOfTheOthers() {
        double[] alone = column(draw(5, 100, "alpha"), "alpha");
        assertThat(column(draw(5, 100, "alpha", "beta"), "alpha")).containsExactly(alone);
        assertThat(column(draw(5, 100, "gamma", "beta", "alpha"), "alpha")).containsExactly(alone);
    }

    @Test
    void moreMembersDoNotChangeTheFirst() {
        double[] many = column(draw(5, 200, "alpha"), "alpha");
        assertThat(column(draw(5, 100, "alpha"), "alpha")).containsExactly(Arrays.copyOf(many, 100));
    }

    /** Of independent columns the correlation has a standard error of 1/sqrt(n), and so has each mean. */
    @Test
    void inputsMembersAndSeedsAreIndependent() {
        Ensemble drawn = draw(5, MEMBERS, "alpha", "beta");
        double[] alpha = column(drawn, "alpha");
        double[] other = column(draw(6, MEMBERS, "alpha"), "alpha");
        double most = 4 / Math.sqrt(MEMBERS);
        assertThat(mean(alpha)).isEqualTo(0, within(most));
        assertThat(correlation(alpha, column(drawn, "beta"))).isEqualTo(0, within(most));
        assertThat(correlation(alpha, other)).isEqualTo(0, within(most));
        assertThat(correlation(Arrays.copyOf(alpha, MEMBERS - 1), Arrays.copyOfRange(alpha, 1, MEMBERS)))
                .isEqualTo(0, within(most));
    }

    @Test
    void theDefaultVariesEachSettableInputThatIsNotZero() {
        Model model = Inputs.of(input("k1", 2), input("zero", 0), input("minusZero", -0.0),
                input("nothing", Double.NaN),
                input("endless", Double.POSITIVE_INFINITY), variable("cell", "compartment", 1, true),
                variable("n", "stoichiometry", 2, true), variable("flux", "reaction", 3, false), input("kept", 4),
                variable("S", "species", 5, true));
        Ensemble drawn = Ensembles.drawDefault(model, Set.of("kept"), 10, 1);
        assertThat(drawn.inputs()).containsExactly("k1", "S");
        assertThat(drawn.origins()).containsExactly("lognormal(2, 0.1)", "lognormal(5, 0.1)");
        assertThat(drawn.assumption()).isEqualTo("no distribution was given: each of 2 inputs was varied by about 10 %,"
                + " independently; this is a default, not knowledge of the system");
    }

    @Test
    void theDefaultHandlesNegativeValues() {
        Ensemble drawn = Ensembles.drawDefault(MODEL, Set.of(), MEMBERS, 1);
        assertThat(drawn.inputs()).containsExactly("alpha", "beta");
        assertThat(drawn.origins()).containsExactly("lognormal(1, 0.1)", "normal(-2, 0.2)");
        assertThat(mean(column(drawn, "beta"))).isEqualTo(-2, within(4 * 0.2 / Math.sqrt(MEMBERS)));
    }

    @Test
    void theDefaultSpreadIsATenthOfTheValue() {
        double[] alpha = column(Ensembles.drawDefault(MODEL, Set.of(), MEMBERS, 1), "alpha");
        double[] logs = Arrays.stream(alpha).map(Math::log).toArray();
        double deviation = Math.sqrt(Arrays.stream(logs).map(x -> x * x).average().orElseThrow());
        assertThat(deviation).isEqualTo(0.1, within(4 * 0.1 / Math.sqrt(2 * MEMBERS)));
    }

    @Test
    void whatIsKeptDoesNotChangeTheOtherDraws() {
        double[] all = column(Ensembles.drawDefault(MODEL, Set.of(), 50, 1), "beta");
        assertThat(column(Ensembles.drawDefault(MODEL, Set.of("alpha"), 50, 1), "beta")).containsExactly(all);
    }

    @Test
    void aModelWithoutInputsHasMembersAllTheSame() {
        Ensemble drawn = Ensembles.drawDefault(Inputs.of(), Set.of(), 5, 1);
        assertThat(drawn.inputs()).isEmpty();
        assertThat(drawn.size()).isEqualTo(5);
        assertThat(drawn.assumption()).contains("no input was varied");
    }
}
