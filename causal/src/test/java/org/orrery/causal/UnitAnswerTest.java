package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Model;
import org.orrery.core.OrreryException;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.core.Rung;

/** Cases of a linear world, y = 2 x - z + noise, so that what each would have been is known. */
class UnitAnswerTest {
    private static final int CASES = 400;
    private static final Table TABLE = table();
    private static final Model MODEL = ((CausalModel) Asked.graph("z -> x -> y <- z; g")).with(TABLE, "2".repeat(64));

    private static Table table() {
        SplittableRandom random = new SplittableRandom(31);
        double[] z = new double[CASES];
        double[] x = new double[CASES];
        double[] y = new double[CASES];
        int[] g = new int[CASES];
        for (int i = 0; i < CASES; i++) {
            z[i] = random.nextGaussian();
            x[i] = z[i] + random.nextGaussian();
            y[i] = 2 * x[i] - z[i] + 0.1 * random.nextGaussian();
            g[i] = random.nextInt(2);
        }
        return Table.of("cases.csv", Column.numbers("z", z), Column.numbers("x", x), Column.numbers("y", y),
                Column.factor("g", g, List.of("a", "b")));
    }

    private static Claim ask(String question, Map<String, String> options) {
        return new Experiment(MODEL, Question.parse(question), Map.of(), Ensemble.NONE, options, List.of(), List.of(),
                1,
                "test").ask(Lab.SINGLE).claim();
    }

    @Test
    void aRowKeepsItsOwnNoise() {
        double x = TABLE.numeric("x").value(17);
        double y = TABLE.numeric("y").value(17);
        Claim claim = ask("y | had(x = 0)", Map.of("row", "17"));
        assertThat(claim.rung()).isEqualTo(Rung.IMAGINE);
        assertThat(claim.off()).isEqualTo(y);
        assertThat(claim.on()).isCloseTo(y - 2 * x, within(0.05));
        assertThat(claim.estimate()).isEqualTo(claim.on() - claim.off());
        assertThat(claim.interval().low()).isLessThan(-2 * x + 0.05);
        assertThat(claim.sentence()).contains("row 17");
        assertThat(claim.sound()).isTrue();
        assertThat(claim.checks()).extracting(Claim.Check::name).contains("no-op control", "graph against data");
    }

    @Test
    void aRowIsShiftedFromWhereItIs() {
        Claim shifted = ask("y | had(x += 1)", Map.of("row", "17"));
        assertThat(shifted.estimate()).isCloseTo(2, within(0.05));
        assertThat(shifted.sound()).isTrue();
        assertThat(ask("y | had(x *= 2)", Map.of("row", "17")).estimate())
                .isCloseTo(2 * TABLE.numeric("x").value(17), within(0.05));
        assertThat(ask("y | see(z = 0.5, x = 1, y = 1.6), had(x += 1)", Map.of()).on()).isCloseTo(3.6, within(0.05));
    }

    @Test
    void aCaseCanBeTold() {
        Claim claim = ask("y | see(z = 0.5, x = 1, y = 1.6), had(x = 0)", Map.of());
        assertThat(claim.on()).isCloseTo(-0.4, within(0.05));
        assertThat(ask("E[y] | see(x = " + TABLE.numeric("x").value(3) + "), had(x = 0)", Map.of("row", "3")).off())
                .isEqualTo(TABLE.numeric("y").value(3));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        fails(InvalidInput.class, "y | had(x = 0)", Map.of("row", "400"), "no row 400");
        fails(InvalidInput.class, "y | see(z = 1, x = 1), had(x = 0)", Map.of(), "value of y is not known");
        fails(InvalidInput.class, "y | see(x = 77), had(x = 0)", Map.of("row", "3"), "Row 3 has another x");
        fails(InvalidInput.class, "E[y] | do(x = 0)", Map.of("row", "3"), "of all cases");
        fails(InvalidInput.class, "y | had(x = low)", Map.of("row", "3"), "is no number");
        fails(Refusal.class, "g | had(x = 0)", Map.of("row", "3"), "holds texts");
        fails(Refusal.class, "P(y > 0) | had(x = 0)", Map.of("row", "3"), "a probability is of many cases");
        fails(Refusal.class, "y | do(z = 1), had(x = 0)", Map.of("row", "3"), "some for one case");
    }

    private static void fails(Class<? extends OrreryException> kind, String question, Map<String, String> options,
            String problem) {
        assertThatExceptionOfType(kind).isThrownBy(() -> ask(question, options)).withMessageContaining(problem)
                .satisfies(error -> assertThat(error.advice()).isNotBlank());
    }
}
