package org.orrery.dynamics.antimony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Compartment;
import org.orrery.dynamics.mechanism.Mechanism.Event;
import org.orrery.dynamics.mechanism.Mechanism.EventAssignment;
import org.orrery.dynamics.mechanism.Mechanism.InitialAssignment;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Participant;
import org.orrery.dynamics.mechanism.Mechanism.Reaction;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Unit;

/** What each statement of Antimony means. */
class AntimonyReaderTest {
    private static final Expr K_A = Expr.call(Operator.MUL, Expr.sym("k"), Expr.sym("A"));

    @Test
    void aReactionMakesSpeciesInADefaultCompartment() {
        Mechanism mechanism = read("""
                // conversion
                A -> B; k*A   # its rate
                A = 10; k = 0.1
                """);
        assertThat(mechanism.compartments())
                .containsExactly(new Compartment("default_compartment", "", 3, 1, true));
        assertThat(mechanism.species()).containsExactly(species("A", 10, false), species("B", Double.NaN, false));
        assertThat(mechanism.parameters()).containsExactly(new Parameter("k", "", 0.1, true, Role.GLOBAL));
        assertThat(mechanism.reactions()).containsExactly(new Reaction("_J0", "",
                List.of(new Participant("A", Expr.ONE)), List.of(new Participant("B", Expr.ONE)), List.of(), K_A, true,
                false));
    }

    @Test
    void reactionsHaveCountsNamesModifiersAndNoReactants() {
        Mechanism mechanism = read("""
                model *oscillator(A)
                  J: 2 A + $X => 0.5 B; k*A*M/(1 +
                     A)
                  -> A; 1;
                  B -> ;
                  species M
                  k = 1
                end
                oscillator is "An oscillator"
                """);
        assertThat(mechanism.id()).isEqualTo("oscillator");
        assertThat(mechanism.name()).isEqualTo("An oscillator");
        Reaction first = mechanism.reactions().getFirst();
        assertThat(first.reactants())
                .containsExactly(new Participant("A", Expr.num(2)), new Participant("X", Expr.ONE));
        assertThat(first.products()).containsExactly(new Participant("B", Expr.num(0.5)));
        assertThat(first.modifiers()).containsExactly("M");
        assertThat(first.reversible()).isFalse();
        assertThat(mechanism.reactions()).extracting(Reaction::id).containsExactly("J", "_J0", "_J1");
        assertThat(mechanism.reactions().get(1).reactants()).isEmpty();
        assertThat(mechanism.reactions().get(2).rate()).isNull();
        assertThat(mechanism.species()).contains(species("X", Double.NaN, true));
    }

    @Test
    void aRateMayBeGivenApart() {
        Mechanism mechanism = read("J0: A -> B;\nJ0 = k*A; k = 1");
        assertThat(mechanism.reactions().getFirst().rate()).isEqualTo(K_A);
    }

    @Test
    void aStoichiometryMayHaveAName() {
        Mechanism mechanism = read("J0: n A -> B; k*A\nk = 1; n = 2");
        assertThat(mechanism.reactions().getFirst().reactants())
                .containsExactly(new Participant("A", Expr.sym("n")));
        assertThat(mechanism.parameters()).contains(new Parameter("n", "", 2, true, Role.STOICHIOMETRY));
    }

    @Test
    void compartmentsHoldSpeciesAndReactions() {
        Mechanism mechanism = read("""
                compartment cell = 2, nucleus in cell
                species A in cell = 3, substanceOnly
                var compartment growing = 1
                substanceOnly species N in nucleus = 4
                J in growing: P -> Q; 1
                """.replace(", substanceOnly\n", "\n"));
        assertThat(mechanism.compartments()).containsExactly(new Compartment("cell", "", 3, 2, true),
                new Compartment("nucleus", "", 3, 1, true), new Compartment("growing", "", 3, 1, false));
        assertThat(mechanism.species()).contains(
                new Species("A", "", "cell", Double.NaN, 3, false, false, false, null),
                new Species("N", "", "nucleus", 4, Double.NaN, true, false, false, null),
                new Species("P", "", "growing", Double.NaN, Double.NaN, false, false, false, null));
        assertThat(mechanism.unsized()).containsExactly("nucleus");
    }

    @Test
    void boundarySpeciesAreMarkedThreeWays() {
        Mechanism mechanism = read("species A, $B, C\nconst D\nA + D -> C; 1\nC := 3 + time");
        assertThat(mechanism.species()).extracting(Species::id, Species::boundary).containsExactly(
                org.assertj.core.groups.Tuple.tuple("A", false), org.assertj.core.groups.Tuple.tuple("B", true),
                org.assertj.core.groups.Tuple.tuple("C", true), org.assertj.core.groups.Tuple.tuple("D", true));
        assertThat(mechanism.rules())
                .containsExactly(new Rule.Assignment("C", Expr.call(Operator.ADD, Expr.num(3), Expr.TIME)));
    }

    @Test
    void valuesFormulasRulesAndRates() {
        Mechanism mechanism = read("""
                a = -2.5e-3
                b = 3*a
                x := a + b
                y' = x
                y = 1
                0 = x - z
                var z
                """);
        assertThat(mechanism.parameters()).containsExactly(new Parameter("a", "", -2.5e-3, true, Role.GLOBAL),
                new Parameter("b", "", Double.NaN, true, Role.GLOBAL),
                new Parameter("x", "", Double.NaN, false, Role.GLOBAL),
                new Parameter("y", "", 1, false, Role.GLOBAL), new Parameter("z", "", Double.NaN, false, Role.GLOBAL));
        assertThat(mechanism.initialAssignments()).containsExactly(
                new InitialAssignment("b", Expr.call(Operator.MUL, Expr.num(3), Expr.sym("a"))));
        assertThat(mechanism.rules()).containsExactlyInAnyOrder(
                new Rule.Assignment("x", Expr.call(Operator.ADD, Expr.sym("a"), Expr.sym("b"))),
                new Rule.Rate("y", Expr.sym("x")),
                new Rule.Algebraic(Expr.call(Operator.SUB, Expr.sym("x"), Expr.sym("z"))));
    }

    @Test
    void anEventHasATriggerADelayAndOptions() {
        Mechanism mechanism = read("""
                x = 1; y = 2
                at (time >= 3): x = 5, y = x
                E: at 2*x after (y > 2), priority = 3, t0 = false, persistent = false, fromTrigger = false: x = 1
                """);
        Expr time = Expr.call(Operator.GE, Expr.TIME, Expr.num(3));
        assertThat(mechanism.events()).containsExactly(
                new Event("_E0", "", time, true, true, null, null, true,
                        List.of(new EventAssignment("x", Expr.num(5)), new EventAssignment("y", Expr.sym("x")))),
                new Event("E", "", Expr.call(Operator.GT, Expr.sym("y"), Expr.num(2)), false, false,
                        Expr.call(Operator.MUL, Expr.num(2), Expr.sym("x")), Expr.num(3), false,
                        List.of(new EventAssignment("x", Expr.num(1)))));
        assertThat(mechanism.parameters()).noneMatch(Parameter::constant);
    }

    @Test
    void anEventMayGoOverSeveralLines() {
        assertThat(read("p = 0\nat time > 20:\n    p = 1").events().getFirst().assignments())
                .containsExactly(new EventAssignment("p", Expr.ONE));
    }

    @Test
    void functionsAreInlinedWhereverTheyStand() {
        Mechanism mechanism = read("""
                function half(v)
                  v/two(v)
                end
                model m
                  x := half(q)
                  q = 4
                end
                function two(w) 2*w; end
                """);
        assertThat(mechanism.rules()).containsExactly(new Rule.Assignment("x", Expr.call(Operator.DIV, Expr.sym("q"),
                Expr.call(Operator.MUL, Expr.num(2), Expr.sym("q")))));
        assertThat(mechanism.functions()).extracting(Mechanism.Function::id).containsExactlyInAnyOrder("half", "two");
    }

    @Test
    void unitsAreKeptAndDoNotEnterTheMathematics() {
        Mechanism mechanism = read("""
                k has per_day
                unit time_unit = 86400 second
                unit per_day = 1/86400 second
                c = 100 mole/5 liter
                v = 3.3 seconds
                k = 2
                """);
        assertThat(mechanism.timeUnit()).isEqualTo("day");
        assertThat(mechanism.units().keySet()).containsExactlyInAnyOrder("k", "v");
        assertThat(mechanism.units().get("v")).isEqualTo(new Unit(1, Map.of(Unit.Base.SECOND, 1.0)));
        assertThat(mechanism.units().get("k").multiplier()).isCloseTo(1 / 86400.0,
                org.assertj.core.data.Percentage.withPercentage(1e-9));
        assertThat(mechanism.parameters()).contains(new Parameter("v", "", 3.3, true, Role.GLOBAL));
        assertThat(mechanism.initialAssignments()).containsExactly(
                new InitialAssignment("c", Expr.call(Operator.DIV, Expr.num(100), Expr.num(5))));
    }

    @Test
    void theNameOfAUnitIsNoParameter() {
        Mechanism mechanism = read("unit mM = 1e-3 mole/litre\nmM is \"millimolar\"\nx = 3 mM");
        assertThat(mechanism.parameters()).extracting(Parameter::id).containsExactly("x");
    }

    @Test
    void theNumberOfAUnitIsInsideOfItsPower() {
        Mechanism mechanism = read("unit per_min = 60 second^-1; unit q = 5 second^2; a = 1; a has per_min; b = 1;"
                + " b has q");
        assertThat(mechanism.units().get("a").multiplier()).isCloseTo(1 / 60.0,
                org.assertj.core.data.Percentage.withPercentage(1e-9));
        assertThat(mechanism.units().get("b").multiplier()).isCloseTo(25,
                org.assertj.core.data.Percentage.withPercentage(1e-9));
    }

    @Test
    void interactionsAreModifiers() {
        Mechanism mechanism = read("""
                J0: A -> B; k*A*N
                i: S + T -| J0; U -o J0
                V -( J0;
                k = 1; species N
                """);
        assertThat(mechanism.reactions().getFirst().modifiers()).containsExactly("N", "S", "T", "U", "V");
        assertThat(mechanism.species()).extracting(Species::id).containsExactlyInAnyOrder("A", "B", "N", "S", "T",
                "U", "V");
    }

    @Test
    void startValuesMayBeAmountsAndFactorsConvert() {
        Mechanism mechanism = read("""
                compartment c = 2
                species A in c, $B in c; const species C in c
                substanceOnly species D in c
                A = 3/c; D = -4*c; C = 1
                A.conversionFactor = f; model.conversionFactor = g; f = 1; g = 2
                """);
        assertThat(mechanism.species()).containsExactly(
                new Species("A", "", "c", 3, Double.NaN, false, false, false, "f"),
                new Species("B", "", "c", Double.NaN, Double.NaN, false, true, false, null),
                new Species("C", "", "c", Double.NaN, 1, false, true, true, null),
                new Species("D", "", "c", Double.NaN, -4, true, false, false, null));
        assertThat(mechanism.conversionFactor()).isEqualTo("g");
    }

    @Test
    void whatAnAlgebraicRuleUsesMayVaryUnlessItIsConst() {
        Mechanism mechanism = read("a = 1; const b = 2; 0 = a - b*c; c = 1\nsum: 0 = a + c - 3");
        assertThat(mechanism.parameters()).extracting(Parameter::id, Parameter::constant).containsExactly(
                org.assertj.core.groups.Tuple.tuple("a", false), org.assertj.core.groups.Tuple.tuple("b", true),
                org.assertj.core.groups.Tuple.tuple("c", false));
        assertThat(mechanism.rules()).hasSize(2);
    }

    @Test
    void anEventMayDoNothingAndBeginWithAnAt() {
        Mechanism mechanism = read("x = 1\ne: at time > 1: ;\n@ time > 2, T0 = false: x = 2");
        assertThat(mechanism.events()).hasSize(2);
        assertThat(mechanism.events().getFirst().assignments()).isEmpty();
        assertThat(mechanism.events().get(1).initialValue()).isFalse();
    }

    @Test
    void aRuleReplacesAValueAndABlankTakesBack() {
        Mechanism mechanism = read("x = 3; x := 5*time; y = 3; y = ; compartment c; c = ;");
        assertThat(mechanism.rules()).hasSize(1);
        assertThat(mechanism.initialAssignments()).isEmpty();
        assertThat(mechanism.parameters()).contains(new Parameter("y", "", Double.NaN, true, Role.GLOBAL));
        assertThat(mechanism.compartments()).containsExactly(new Compartment("c", "", 3, Double.NaN, true));
    }

    @Test
    void namesAndAnnotations() {
        Mechanism mechanism = read("""
                model m
                  A -> ; k
                  k = 1
                  A is "alpha"
                  A identity "http://identifiers.org/chebi/CHEBI:1",
                             "http://identifiers.org/chebi/CHEBI:2"
                  A.sboTerm = SBO:00000236
                  model notes ```
                    several lines; k = 3
                  ```
                  k.mean = 3
                  constraint: A > 0
                end
                """);
        assertThat(mechanism.species().getFirst().name()).isEqualTo("alpha");
        assertThat(mechanism.parameters()).containsExactly(new Parameter("k", "", 1, true, Role.GLOBAL));
        assertThat(mechanism.remarks()).containsExactlyInAnyOrder("annotations: ignored, no mathematical meaning",
                "uncertainties of values: ignored, they do not enter a run",
                "constraint: not checked during a run (line 12)");
    }

    @Test
    void theLastOfTwoValuesHoldsAndIsRemarked() {
        Mechanism mechanism = read("pH = 7\npH = 8.2");
        assertThat(mechanism.parameters()).containsExactly(new Parameter("pH", "", 8.2, true, Role.GLOBAL));
        assertThat(mechanism.remarks())
                .containsExactly("pH: has a second value on line 2; it replaces the one on line 1");
    }

    @ParameterizedTest
    @CsvSource({"log, LN", "ln, LN", "log10, LOG10", "ceil, CEIL", "arcsin, ASIN"})
    void theNamesOfFunctions(String name, Operator operator) {
        assertThat(read("x := " + name + "(time)").rules())
                .containsExactly(new Rule.Assignment("x", Expr.call(operator, Expr.TIME)));
    }

    @Test
    void logicAndPieces() {
        assertThat(read("k := piecewise(0.1, time > 50 && !(time == 60), 20)").rules())
                .containsExactly(new Rule.Assignment("k", Expr.call(Operator.PIECEWISE, Expr.num(0.1),
                        Expr.call(Operator.AND, Expr.call(Operator.GT, Expr.TIME, Expr.num(50)),
                                Expr.call(Operator.NOT, Expr.call(Operator.EQ, Expr.TIME, Expr.num(60)))),
                        Expr.num(20))));
    }

    @Test
    void aDifferenceIsNoArrow() {
        Mechanism mechanism = read("out = 1; k = 2\nx := k -out\ny := k-(out)");
        assertThat(mechanism.rules()).hasSize(2);
        assertThat(mechanism.reactions()).isEmpty();
    }

    static Mechanism read(String text) {
        return new AntimonyReader().read(text, "small.ant");
    }

    private static Species species(String id, double concentration, boolean boundary) {
        return new Species(id, "", "default_compartment", Double.NaN, concentration, false, boundary, false, null);
    }
}
