package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.SbmlDraft;
import org.orrery.dynamics.Trial;

class SteadyStateTest {
    private static final String ENZYME = """
            R0: -> S; 1; R1: E + S -> ES; 10*E*S; R2: ES -> E + S; ES; R3: ES -> E + P; k*ES; R4: P -> ; 0.5*P;
            E = 1; S = 0; ES = 0; P = 0; k = 3; """;
    /** Goldbeter and Koshland 1981: a covalent cycle with saturated enzymes. */
    private static final String SWITCH = "R1: W -> Wp; v1*W/(K1 + W); R2: Wp -> W; v2*Wp/(K2 + Wp);"
            + "W = 1; Wp = 0; v1 = 1.1; v2 = 1; K1 = 0.05; K2 = 0.08;";
    /** Two genes that switch each other off. */
    private static final String TOGGLE = "R1: -> u; 4/(1 + v^3); R2: u -> ; u; R3: -> v; 4/(1 + u^3); R4: v -> ; v;";
    private static final String BRUSSELATOR = "R1: -> X; A; R2: X -> Y; B*X; R3: Y -> X; X^2*Y; R4: X -> ; X;"
            + "A = 1; B = 3; X = 1.1; Y = 3;";

    private static double goldbeterKoshland(double v1, double v2, double k1, double k2) {
        double b = v2 - v1 + v2 * k1 + v1 * k2;
        return 2 * v1 * k2 / (b + Math.sqrt(b * b - 4 * (v2 - v1) * v1 * k2));
    }

    @Test
    void anEnzymesSteadyStateIsThatOfItsFormula() {
        // All that comes in leaves by ES: ES = 1/k, and 10 E S = (1 + k) ES with E = 1 - ES.
        Run run = Trial.antimony(ENZYME).run(World.Arming.OFF, "steady(S)", "steady(ES)", "steady(P)",
                "steady(log10(P * E))");
        double es = 1 / 3.0;
        assertThat(run.readings()).containsExactly(new double[]{4 * es / 10 / (1 - es), es, 2,
                Math.log10(2 * (1 - es))}, within(1e-14));
        assertThat(run.checks()).extracting(Claim.Check::name).containsExactly("at rest", "stable",
                "reached from the start");
        assertThat(run.checks()).allMatch(Claim.Check::passed);
    }

    @Test
    void aSwitchFollowsTheGoldbeterKoshlandFunction() {
        for (double v1 : new double[]{0.2, 0.9, 1.1, 3}) {
            assertThat(Trial.antimony(SWITCH).set("v1", v1).read("steady(Wp)")).as("v1 = %s", v1)
                    .isCloseTo(goldbeterKoshland(v1, 1, 0.05, 0.08), within(1e-12));
        }
    }

    @Test
    void theStartDecidesBetweenTwoSteadyStates() {
        Trial trial = Trial.antimony(TOGGLE + "u = 1; v = 1;");
        double high = trial.set("u", 2).set("v", 0.5).read("steady(u)");
        double low = trial.set("u", 0.5).set("v", 2).read("steady(u)");
        assertThat(high).isCloseTo(trial.set("u", 2).set("v", 0.5).tight().read("u @ 200"), within(1e-8));
        assertThat(low).isCloseTo(trial.set("u", 0.5).set("v", 2).tight().read("u @ 200"), within(1e-8));
        assertThat(high / low).isGreaterThan(20);
    }

    @Test
    void aStartOnTheRidgeIsSaidToBeUnstable() {
        Run run = Trial.antimony(TOGGLE + "u = 1; v = 1;").run(World.Arming.OFF, "steady(u)", "steady(v)");
        assertThat(run.readings()[0]).isEqualTo(run.readings()[1]);
        assertThat(run.checks().get(1).passed()).isFalse();
        assertThat(run.checks().get(1).detail()).contains("would grow");
    }

    @Test
    void whatGrowsFromATraceIsFollowedToItsEnd() {
        Trial logistic = Trial.antimony("R: -> x; x*(1 - x); x = 0;");
        assertThat(logistic.read("steady(x)")).isZero();
        assertThat(logistic.set("x", 1e-9).read("steady(x)")).isCloseTo(1, within(1e-12));
        assertThat(logistic.set("x", 1e-30).read("steady(x)")).isCloseTo(1, within(1e-12));
    }

    @Test
    void randomNetworksRestWhereALongRunEnds() {
        int answered = 0;
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 3 + random.nextInt(4);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < n; i++) {
                text.append("S%d = %s; ".formatted(i, 0.5 + random.nextDouble()));
            }
            for (int j = 0; j < 2 * n; j++) {
                int a = random.nextInt(n);
                int b = random.nextInt(n);
                int c = random.nextInt(n);
                text.append(j % 3 == 0
                        ? "R%d: S%d + S%d -> S%d; %s*S%d*S%d; B%d: S%d -> S%d + S%d; %s*S%d; ".formatted(j, a, b, c,
                                rate(random), a, b, j, c, a, b, rate(random), c)
                        : "R%d: S%d -> S%d; %s*S%d; ".formatted(j, a, b, rate(random), a));
            }
            Trial trial = Trial.antimony(text.toString());
            double[] rest;
            try {
                rest = trial.readAll(IntStream.range(0, n).mapToObj(i -> "steady(S" + i + ")")
                        .toArray(String[]::new));
                answered++;
            } catch (RunFailure refused) {
                assertThat(stillGrows(trial, n)).as("seed %d: %s", seed, text).isTrue();
                continue;
            }
            for (int i = 0; i < n; i++) {
                double[] late = trial.tight().readAll("S" + i + " @ 1e6", "S" + i + " @ 1e5");
                // What falls like 1/t is not there yet.
                assertThat(rest[i]).as("seed %d: %s", seed, text)
                        .isCloseTo(late[0], within(1e-7 * (1 + Math.abs(late[0])) + Math.abs(late[0] - late[1])));
            }
        }
        assertThat(answered).isGreaterThan(40);
    }

    private static boolean stillGrows(Trial trial, int n) {
        return IntStream.range(0, n).anyMatch(
                i -> trial.tight().read("S" + i + " @ 1e6") > 1.5 * trial.tight().read("S" + i + " @ 1e5"));
    }

    private static String rate(SplittableRandom random) {
        return String.format(Locale.ROOT, "%.3f", Math.exp(2 * random.nextDouble() - 1));
    }

    @Test
    void worksUnderEveryKindOfMove() {
        Trial trial = Trial.antimony(ENZYME);
        assertThat(trial.move("k = 6").read("steady(ES)")).isCloseTo(1 / 6.0, within(1e-14));
        assertThat(trial.move("k *= 2").read("steady(ES)")).isCloseTo(1 / 6.0, within(1e-14));
        assertThat(trial.move("R0 += 0.5").read("steady(P)")).isCloseTo(3, within(1e-13));
        assertThat(trial.move("R3 = 0.5").move("R0 = 0.5").read("steady(P)")).isCloseTo(1, within(1e-13));
        assertThat(trial.move("P = 7").read("steady(P)")).isEqualTo(7);
        assertThat(trial.move("total.E = 2").read("steady(ES)")).isCloseTo(1 / 3.0, within(1e-14));
        assertThat(trial.move("E = 0.25").read("steady(ES)")).isCloseTo(1 / 3.0, within(1e-13));
        assertThat(trial.move("k = 30 @ 5..10").read("steady(ES)")).isCloseTo(1 / 3.0, within(1e-14));
        assertThat(trial.move("total.E += 1 @ 5").read("steady(total.E)")).isCloseTo(2, within(1e-13));
    }

    @Test
    void theControlChangesNothingAtAllAndTheMoveFires() {
        for (String move : new String[]{"k = 6", "R3 *= 0.7", "ES = 0.2 @ 3..4", "total.E += 1 @ 2", "E *= 2 @ 5"}) {
            Trial trial = Trial.antimony(ENZYME).move(move);
            assertThat(trial.run(World.Arming.NO_OP, "steady(S)", "steady(P)").readings()).as(move)
                    .containsExactly(trial.run(World.Arming.OFF, "steady(S)", "steady(P)").readings());
            assertThat(trial.run(World.Arming.ON, "steady(S)").firings().getFirst().fired()).as(move).isTrue();
        }
    }

    @Test
    void anOscillatorIsRefusedWithTheSteadyStateThatItLeaves() {
        assertThatThrownBy(() -> Trial.antimony(BRUSSELATOR).read("steady(X)")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("keeps swinging")
                .hasMessageContaining("unstable, with the eigenvalue 0.5 +- 0.866i")
                .hasMessageContaining("X.amount = 1, Y.amount = 3");
        assertThat(Trial.antimony(BRUSSELATOR).set("B", 1.9).set("X", 2).read("steady(Y)")).isCloseTo(1.9,
                within(1e-12));
    }

    @Test
    void growthWithoutEndIsRefused() {
        assertThatThrownBy(() -> Trial.antimony("R: -> x; 1; x = 0").read("steady(x)")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("does not settle").hasMessageContaining("x.amount");
        assertThatThrownBy(() -> Trial.antimony("R: -> x; x; x = 1").read("steady(x)")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("does not settle");
    }

    @Test
    void timeIsRefusedUnlessItEnds() {
        assertThatThrownBy(() -> Trial.antimony("R: -> x; 1 + sin(time); D: x -> ; x; x = 0").read("steady(x)"))
                .isInstanceOf(Refusal.class).hasMessageContaining("x.amount depends on time");
        Trial pulse = Trial.antimony("R: -> x; piecewise(5, time < 3, 2); D: x -> ; x; x = 0");
        assertThat(pulse.read("steady(x)")).isCloseTo(2, within(1e-13));
        Trial ramp = Trial.antimony("R: -> x; piecewise(time, time < 3, 2); D: x -> ; x; x = 0");
        assertThat(ramp.read("steady(x)")).isCloseTo(2, within(1e-13));
        Trial late = Trial.antimony("R: -> x; piecewise(2, time < 3, time); D: x -> ; x; x = 0");
        assertThatThrownBy(() -> late.read("steady(x)")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("depend on time");
    }

    @Test
    void eventsAreWaitedForAndEndlessOnesRefused() {
        Trial dose = Trial.antimony("R: -> x; k; D: x -> ; x; k = 1; x = 0; at (time > 50): k = 3");
        assertThat(dose.read("steady(x)")).isCloseTo(3, within(1e-13));
        Trial threshold = Trial.antimony("R: -> x; k; D: x -> ; x; k = 1; x = 0; at (x > 0.9): k = 3");
        assertThat(threshold.read("steady(x)")).isCloseTo(3, within(1e-13));
        Trial division = Trial.antimony("R: -> x; x; x = 1; divide: at (x > 2): x = 1");
        assertThatThrownBy(() -> division.read("steady(x)")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("event divide fires again and again");
    }

    @Test
    void aCurveOfRestPointsIsAnsweredAsExactlyAsTheRun() {
        Run run = Trial.antimony("R: A + B -> C; A*B; D: B -> ; B; A = 2; B = 1; C = 0").tight().run(World.Arming.OFF,
                "steady(A)");
        // dA/dB = A B / (A B + B) = A / (A + 1): ln A + A = ln 2 + 2 - 1 at the end.
        double a = run.readings()[0];
        assertThat(Math.log(a) + a).isCloseTo(Math.log(2) + 1, within(1e-8));
        assertThat(run.checks()).filteredOn(check -> !check.passed()).extracting(Claim.Check::name)
                .containsExactly("stable");
    }

    @Test
    void sumsThatNoStoichiometryShowsAreKeptToo() {
        Trial rules = Trial.antimony("x' = -2*x + y; y' = 2*x - y; x = 3; y = 0");
        assertThat(rules.read("steady(x)")).isCloseTo(1, within(1e-7));
    }

    @Test
    void algebraicStatesRestToo() {
        // x' = 1 - z with z^3 + z = x: z = 1 and x = 2; dz/dx = 1 / (1 + 3 z^2).
        Run run = Trial.sbml("""
                <model><listOfParameters><parameter id="x" value="5" constant="false"/>
                <parameter id="z" value="1.5" constant="false"/></listOfParameters><listOfRules>
                <rateRule variable="x"><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><minus/><cn>1</cn><ci>z</ci>
                </apply></math></rateRule><algebraicRule><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><minus/>
                <apply><plus/><apply><power/><ci>z</ci><cn>3</cn></apply><ci>z</ci></apply><ci>x</ci></apply></math>
                </algebraicRule></listOfRules></model>""").run(World.Arming.OFF, "steady(x)", "steady(z)");
        assertThat(run.readings()).containsExactly(new double[]{2, 1}, within(1e-12));
        assertThat(run.checks().get(1).detail()).endsWith("-0.25");
    }

    @Test
    void aFastReactionThatCarriesNothingRests() {
        SbmlDraft draft = new SbmlDraft().compartment("c", 1, true).species("A", 3, "c", false)
                .species("B", 0, "c", false).species("C", 0, "c", false).reaction("F", true, "A -> B", "A - B")
                .reaction("S", false, "B -> C", "B - C");
        assertThat(draft.trial().read("steady(C)")).isCloseTo(1, within(1e-9));
    }

    @Test
    void assignedVariablesAreRead() {
        assertThat(Trial.antimony(ENZYME + "double := 2*S + P;").read("steady(double)")).isCloseTo(
                2 * (4 / 3.0 / 10 / (2 / 3.0)) + 2, within(1e-13));
    }

    @Test
    void amountsInUnequalCompartmentsAreKept() {
        String text = "compartment C = 2, D = 5; species A in C, B in D; A = 3; B = 0; R: A -> B; C*(A - 2*B)";
        // 2 A + 5 B = 6 and A = 2 B: B = 2/3.
        assertThat(Trial.antimony(text).read("steady(B)")).isCloseTo(2 / 3.0, within(1e-14));
    }

    @Test
    void aQuantityWithoutATimeIsPointedToTheSteadyState() {
        assertThatThrownBy(() -> Trial.antimony(ENZYME).read("S")).isInstanceOfSatisfying(InvalidInput.class,
                error -> assertThat(error.advice()).contains("steady(S)"));
    }

    /** x grows as the fourth root of the logarithm of the time. */
    @Test
    void whatCreepsIsNamedWithItsPace() {
        assertThatThrownBy(() -> Trial.antimony("x' = exp(-x^4); x = 1").read("steady(x)"))
                .isInstanceOf(RunFailure.class).hasMessageContaining("x still creeps, by 0.00");
    }
}
