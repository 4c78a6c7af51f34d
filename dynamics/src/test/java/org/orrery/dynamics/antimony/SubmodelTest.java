package org.orrery.dynamics.antimony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orrery.dynamics.antimony.AntimonyReaderTest.read;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Reaction;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;

/** Models in models. What must come out was compared with the SBML that libAntimony 3.3 makes of the same text. */
class SubmodelTest {
    private static final String SIDE = """
            model side(S, k1)
              J0: S + E -> ES; k1*k2*S*E - k2*ES
              S = 5; E = 3; ES = E + S; k1 = 1.2; k2 = 0.4
            end
            """;

    @Test
    void aPartIsNamedAndItsOpenNamesAreGiven() {
        Mechanism whole = read(SIDE + """
                A: side(S, ka)
                B: side(S, 2)
                S = 7
                B.E = 10
                D: B.ES -> ; kd*B.ES
                kd = 0.02
                """);
        assertThat(whole.species()).extracting(Species::id).containsExactlyInAnyOrder("S", "A__E", "A__ES", "B__E",
                "B__ES");
        assertThat(start(whole, "S")).isEqualTo(7);
        assertThat(start(whole, "A__E")).isEqualTo(3);
        assertThat(start(whole, "B__E")).isEqualTo(10);
        assertThat(value(whole, "ka")).isEqualTo(1.2);
        assertThat(value(whole, "B__k1")).isEqualTo(2);
        assertThat(rate(whole, "A__J0")).isEqualTo("ka*A__k2*S*A__E - A__k2*A__ES");
        assertThat(rate(whole, "B__J0")).isEqualTo("B__k1*B__k2*S*B__E - B__k2*B__ES");
        assertThat(rate(whole, "D")).isEqualTo("kd*B__ES");
        assertThat(whole.initialAssignments()).contains(new Mechanism.InitialAssignment("B__ES",
                Infix.parse("B__E + S")));
    }

    @Test
    void partsHaveParts() {
        Mechanism whole = read("""
                model inner(x)
                  x = 1; species S; S' = x
                end
                model middle()
                  A: inner(); A.x = 5
                  w is A.x; w = 8
                end
                M: middle(); M.A.x = 7
                v is M.w
                """);
        assertThat(whole.parameters()).extracting(Parameter::id).containsExactly("v");
        assertThat(value(whole, "v")).isEqualTo(7);
        assertThat(whole.rules()).containsExactly(new Mechanism.Rule.Rate("M__A__S", Expr.sym("v")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"A.x is B.x ~ 2", "A.x = 10; A.x is B.x ~ 2", "B.x = 10; A.x is B.x ~ 10",
            "A.x is B.x; A.x = 9 ~ 9", "A.x is B.x; B.x = 7; A.x = 8 ~ 8"})
    void statementsActInTheirOrder(String statements, double expected) {
        Mechanism whole = read("""
                model one()
                  x = 1; J: -> Q; x
                end
                model two()
                  x = 2; J: -> Q; x
                end
                A: one(); B: two()
                """ + statements);
        assertThat(whole.parameters()).extracting(Parameter::id).containsExactly("B__x");
        assertThat(value(whole, "B__x")).isEqualTo(expected);
    }

    @Test
    void timeAndExtentAreConverted() {
        Mechanism whole = read("""
                model sub(S1, k)
                  species S1, S2
                  J0: S1 -> S2; k*S1*p*time
                  S1 = 10; S2 = 1; k = 0.5; p = 3; x = 1; x' = 4*time; q := S1*2
                  r := rateOf(S2) + delay(S1, 3) + J0
                  e: at 2 after time > 3: S2 = 4 + S1
                end
                A: sub(S, kk), timeconv = tc, extentconv = 1000
                tc = 60; kk = 7
                seen := A.J0
                """);
        assertThat(rate(whole, "A__J0")).isEqualTo("kk*S*A__p*(time/tc)/tc*1000");
        assertThat(rule(whole, "A__x")).isEqualTo("4*(time/tc)/tc");
        assertThat(rule(whole, "A__q")).isEqualTo("S*2");
        assertThat(rule(whole, "A__r")).isEqualTo("rateOf(A__S2)*tc + delay(S, 3*tc) + A__J0*tc/1000");
        assertThat(rule(whole, "seen")).isEqualTo("A__J0");
        Mechanism.Event event = whole.events().getFirst();
        assertThat(Infix.print(event.trigger())).isEqualTo("time/tc > 3");
        assertThat(event.delay()).isEqualTo(Infix.parse("2*tc"));
        assertThat(start(whole, "S")).isEqualTo(10);
    }

    @Test
    void joinedNamesMayDifferByAFactor() {
        String sub = """
                model sub()
                  species y = 10; z := 2*y; y' = -k*y; k = 3
                  e: at time > 1: y = 5
                end
                A: sub(); cf = 60
                """;
        for (String join : List.of("species x; A.y*cf is x", "species x; A.y is x/cf")) {
            Mechanism whole = read(sub + join);
            assertThat(whole.species()).extracting(Species::id).containsExactly("x");
            assertThat(whole.initialAssignments()).containsExactly(
                    new Mechanism.InitialAssignment("x", Infix.parse("10*cf")));
            assertThat(rule(whole, "A__z")).isEqualTo("2*(x/cf)");
            assertThat(rule(whole, "x")).isEqualTo("-A__k*(x/cf)*cf");
            assertThat(whole.events().getFirst().assignments().getFirst().value()).isEqualTo(Infix.parse("5*cf"));
        }
    }

    @Test
    void aReactionChangesAJoinedSpeciesByTheFactor() {
        Mechanism whole = read("""
                model sub()
                  J: 2 y -> ; k*y; k = 3; y = 1
                end
                A: sub(); ten = 10; A.y is x/ten; x = 4
                """);
        assertThat(whole.reactions().getFirst().reactants().getFirst())
                .isEqualTo(new Mechanism.Participant("x", Infix.parse("2*ten")));
    }

    @Test
    void deletingTakesAlongWhatUsesIt() {
        Mechanism whole = read(SIDE + """
                A: side(); B: side()
                delete A.ES, B.J0
                """);
        assertThat(whole.reactions()).isEmpty();
        assertThat(whole.species()).extracting(Species::id).containsExactlyInAnyOrder("A__S", "A__E", "B__S", "B__E",
                "B__ES");
        assertThat(whole.remarks()).contains("reaction A.J0: left out, it uses what was deleted");
        Mechanism formulas = read("""
                model m()
                  x = 3; y := 2*x; z = x + 1; w' = x; w = 1; alg: 0 = w - x
                  e: at x > 2: w = 1
                  f: at time > 2: w = x, z = 1
                end
                A: m()
                delete A.x, A.alg
                """);
        assertThat(formulas.rules()).isEmpty();
        assertThat(formulas.initialAssignments()).isEmpty();
        assertThat(formulas.events()).hasSize(1);
        assertThat(formulas.events().getFirst().assignments()).extracting(Mechanism.EventAssignment::target)
                .containsExactly("A__z");
        assertThat(formulas.remarks()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void aBlankTakesBackWhatThePartSays() {
        Mechanism whole = read("""
                model m()
                  x := 3*time; y = 3; y' = 2
                end
                A: m()
                A.x := ;
                A.x = 4
                A.y' = ;
                """);
        assertThat(whole.rules()).isEmpty();
        assertThat(value(whole, "A__x")).isEqualTo(4);
        assertThat(value(whole, "A__y")).isEqualTo(3);
        assertThatThrownBy(() -> read("model m()\n x := time\nend\nA: m()\nA.x = 4"))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("A.x has an assignment rule, and a value");
    }

    @Test
    void aPartLiesInACompartment() {
        Mechanism whole = read("""
                model m()
                  J: a -> b; 1; compartment own = 2; c in own
                end
                compartment C = 4
                A: m() in C
                B: m()
                """);
        assertThat(whole.species()).extracting(Species::id, Species::compartment).contains(
                org.assertj.core.groups.Tuple.tuple("A__a", "C"),
                org.assertj.core.groups.Tuple.tuple("A__c", "A__own"),
                org.assertj.core.groups.Tuple.tuple("B__a", "default_compartment"));
    }

    @Test
    void theModelOfAFileIsTheStarredOneThenTheLooseStatementsThenTheLast() {
        String models = "model a()\n x = 1\nend\nmodel b()\n y = 1\nend\n";
        assertThat(read(models).id()).isEqualTo("b");
        assertThat(read(models.replace("model a", "model *a")).id()).isEqualTo("a");
        assertThat(read(models + "z = 3").parameters()).extracting(Parameter::id).containsExactly("z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"A: sied() ~ there is no model sied above. ~ Maybe side is meant.",
            "A: side(a, b, c) ~ the model side takes 2 names and is given 3. ~ Its definition",
            "A: side()\\nA.Q = 3 ~ the model side has nothing called Q. ~ ",
            "A: side()\\nB.E = 3 ~ . ~ ", "A: side(), timekonv = 3 ~ timekonv is no conversion ~ Maybe timeconv",
            "A: side()\\nA: side() ~ the name A is taken ~ ", "A: side()\\nq = A.EE ~ A__EE, which is not declared ~ "})
    void mistakesArePlaced(String statements, String message, String advice) {
        assertThatThrownBy(() -> read(SIDE + statements.replace("\\n", "\n")))
                .isInstanceOfAny(InvalidInput.class, Refusal.class).hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).contains("small.ant, line "))
                .satisfies(e -> assertThat(((org.orrery.core.OrreryException) e).advice())
                        .contains(advice == null ? "" : advice));
    }

    private static double start(Mechanism mechanism, String id) {
        return mechanism.species().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow().concentration();
    }

    private static double value(Mechanism mechanism, String id) {
        return mechanism.parameters().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow().value();
    }

    private static String rate(Mechanism mechanism, String id) {
        Reaction reaction = mechanism.reactions().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
        Expr rate = reaction.rate();
        return rate == null ? "" : Infix.print(rate);
    }

    private static String rule(Mechanism mechanism, String id) {
        for (Mechanism.Rule rule : mechanism.rules()) {
            switch (rule) {
                case Mechanism.Rule.Assignment(String target, Expr value) when target.equals(id) -> {
                    return Infix.print(value);
                }
                case Mechanism.Rule.Rate(String target, Expr value) when target.equals(id) -> {
                    return Infix.print(value);
                }
                default -> {
                    // another one
                }
            }
        }
        return "";
    }
}
