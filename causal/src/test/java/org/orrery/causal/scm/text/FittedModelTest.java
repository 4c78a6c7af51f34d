package org.orrery.causal.scm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import org.orrery.core.Scope;

/** Cases of y = 2 x + 3 exp(-0.7 z) + noise with x = z + noise, whose answers are known. */
class FittedModelTest {
    private static final String FILE = """
            a = fit(1)
            b = fit(1)
            k = fit(1)
            z ~ data
            x ~ z
            y = a*x + b*exp(-k*z) + noise
            """;
    @TempDir
    private Path folder;

    private static String cases(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder csv = new StringBuilder("z,x,y\n");
        for (int i = 0; i < n; i++) {
            double z = 4 * random.nextDouble();
            double x = z + random.nextGaussian();
            double y = 2 * x + 3 * Math.exp(-0.7 * z) + 0.2 * random.nextGaussian();
            csv.append(String.format(Locale.ROOT, "%.12g,%.12g,%.12g%n", z, x, y));
        }
        return csv.toString();
    }

    private Model model(String text, String csv) {
        try {
            Path file = Files.writeString(folder.resolve("m.scm"), text);
            return new ScmModelReader().read(file).with(Files.writeString(folder.resolve("cases.csv"), csv));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Claim ask(Model model, String question, Map<String, String> options) {
        return new Experiment(model, Question.parse(question), Map.of(), Ensemble.NONE, options, List.of(), List.of(),
                1, "test").ask(Lab.SINGLE).claim();
    }

    private static Claim ask(Model model, String question) {
        return ask(model, question, Map.of());
    }

    @Test
    void unknownNumbersAreFoundWithTheirIntervals() {
        Claim k = ask(model(FILE, cases(400, 1)), "k");
        assertThat(k.estimate()).isCloseTo(0.7, within(0.1));
        assertThat(k.interval().low()).isLessThan(0.7);
        assertThat(k.interval().high()).isGreaterThan(0.7);
        assertThat(k.interval().kind()).isEqualTo(Claim.IntervalKind.BOOTSTRAP);
        assertThat(k.scope()).isEqualTo(Scope.WORLD);
        assertThat(k.table().rows()).extracting(row -> row.get(0)).containsExactly("a", "b", "k");
        assertThat(k.provenance().dataSha256()).hasSize(64);
    }

    /** Setting x to 1: E[y] becomes 2 + 3 E[exp(-0.7 z)], and it was 2 E[z] + the same. */
    @Test
    void doingIsToldByWorldsOfTheFittedEquations() {
        Claim claim = ask(model(FILE, cases(400, 1)), "E[y] | do(x = 1)");
        double curve = 3 * (1 - Math.exp(-2.8)) / 2.8;
        assertThat(claim.on()).isCloseTo(2 + curve, within(0.1));
        assertThat(claim.off()).isCloseTo(4 + curve, within(0.3));
        assertThat(claim.estimate()).isEqualTo(claim.on() - claim.off());
        assertThat(claim.interval().low()).isLessThan(-2);
        assertThat(claim.interval().high()).isGreaterThan(-2);
        assertThat(claim.checks()).allMatch(Claim.Check::passed).extracting(Claim.Check::name)
                .contains("no-op control", "interventions fired");
        Claim shifted = ask(model(FILE, cases(400, 1)), "E[y] | do(x += 0.5)");
        assertThat(shifted.estimate()).isCloseTo(1, within(0.02));
    }

    @Test
    void aCaseKeepsItsNoise() {
        String csv = cases(400, 1);
        String[] row = csv.lines().toList().get(18).split(",");
        double x = Double.parseDouble(row[1]);
        double y = Double.parseDouble(row[2]);
        Claim claim = ask(model(FILE, csv), "y | had(x = 0)", Map.of("row", "17"));
        assertThat(claim.rung()).isEqualTo(Rung.IMAGINE);
        assertThat(claim.off()).isEqualTo(y);
        assertThat(claim.on()).isCloseTo(y - 2 * x, within(0.05 * Math.abs(x) + 0.01));
        assertThat(claim.sentence()).contains("row 17");
        Claim told = ask(model(FILE, csv), "y | see(z = 1, x = 1, y = 4), had(x = 0)");
        assertThat(told.on()).isCloseTo(2, within(0.05));
        Claim half = ask(model(FILE, csv), "E[y] | see(x = 1), had(x = 0)");
        assertThat(half.on() - half.off()).isCloseTo(-2, within(0.05));
        assertThat(half.assumptions()).extracting(Claim.Assumption::text)
                .anyMatch(text -> text.contains("its error is not counted"));
        assertThat(half.interval()).as("it would count what is drawn alone").isNull();
    }

    /** What is given stays: y = x + noise, where the data would have said 2 x. Noise is what is left over. */
    @Test
    void whatIsGivenStaysAndWhatFollowsIsReckoned() {
        Model model = model("""
                one = 1
                z ~ data
                x ~ z
                w = x^2
                y = one*x + noise
                """, cases(200, 2));
        Claim claim = ask(model, "E[y] | do(x += 1)");
        assertThat(claim.estimate()).isCloseTo(1, within(1e-9));
        assertThat(claim.interval().low()).isCloseTo(1, within(1e-9));
        assertThat(ask(model, "w | had(x = 3)", Map.of("row", "0")).on()).isEqualTo(9);
    }

    @Test
    void numbersThatTheRowsDoNotTellAreNamedAndNothingIsAnsweredThroughThem() {
        String both = FILE.replace("a*x", "a*b*x").replace("b*exp(-k*z)", "k*z");
        Model model = model(both, cases(100, 3));
        assertThat(String.join("\n", model.summary())).contains("a is not identified", "b is not identified")
                .doesNotContain("k is not identified");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> ask(model, "E[y] | do(x = 1)"))
                .withMessageContaining("do not tell a, b in the equation of y");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> ask(model, "a"))
                .withMessageContaining("do not tell a");
        assertThat(ask(model, "k").estimate()).isNotNaN();
        assertThat(ask(model, "E[x] | do(z = 1)").status()).as("not through y").isEqualTo(Claim.Status.ANSWERED);
    }

    /** Of 60 data sets; bounds of four binomial standard deviations. */
    @Test
    void intervalsOfNumbersHoldTheTruth() {
        int sets = 60;
        int covered = 0;
        for (int set = 0; set < sets; set++) {
            Claim.Interval interval = ask(model(FILE.replace("x ~ z", "x ~ data"), cases(100, 50 + set)), "a")
                    .interval();
            covered += interval.low() <= 2 && 2 <= interval.high() ? 1 : 0;
        }
        assertThat((double) covered / sets).isGreaterThan(0.95 - 4 * Math.sqrt(0.95 * 0.05 / sets));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        String csv = cases(50, 4);
        fails(InvalidInput.class, FILE, csv.replace("z,x,y", "q,x,y"), "E[y]", "no column for the variable 'z'");
        fails(InvalidInput.class, FILE + "w = x + 1\n", csv.replace("z,x,y", "z,x,w").replace("y =", "w ="), "E[w]",
                "no column for the variable 'y'");
        fails(InvalidInput.class, "z ~ data\nx = z\n", csv, "E[x]", "its equation without noise gives");
        fails(InvalidInput.class, "z ~ data\ny = a*z + noise\n", csv, "E[y]", "no variable 'a'");
        fails(InvalidInput.class, "a = fit(x)\nz ~ data\n", csv, "E[z]", "needs a number");
        fails(InvalidInput.class, "a = fit(1)\nz ~ data\n", csv, "E[z]", "stands in no equation");
        fails(InvalidInput.class, "a = fit(1)\nz ~ data\ny = a*z\n", csv, "E[y]", "no noise");
        fails(InvalidInput.class, "a = fit(1)\nz ~ data\nx = a*z + noise\ny = a*z + noise\n", csv, "E[y]",
                "already, and one equation");
        fails(InvalidInput.class, "a = fit(1)\nz ~ data\ny ~ bernoulli(a*z)\n", csv, "E[y]", "is not fitted by least");
        fails(InvalidInput.class, "z ~ data\ny ~ zz\n", csv, "E[y]", "there is no variable 'zz'");
        fails(InvalidInput.class, "z ~ y\ny ~ z\n", csv, "E[y]", "cycle");
        fails(Refusal.class, "a = fit(9)\nz ~ data\ny = sqrt(z - a) + noise\n", csv, "E[y]",
                "no value at the start");
        fails(InvalidInput.class, FILE, csv, "E[q] | do(x = 1)", "no variable 'q'");
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> ask(model(FILE, csv), "y | had(x = 1)", Map.of("row", "50")))
                .withMessageContaining("no row 50");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ask(new ScmModelReader().read(folder.resolve("m.scm")),
                        "E[y]"))
                .withMessageContaining("leaves the mechanisms of");
    }

    private void fails(Class<? extends OrreryException> kind, String text, String csv, String question,
            String problem) {
        assertThatExceptionOfType(kind).as(text).isThrownBy(() -> ask(model(text, csv), question))
                .withMessageContaining(problem);
    }
}
