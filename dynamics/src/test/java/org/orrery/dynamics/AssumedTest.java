package org.orrery.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.orrery.core.Claim;
import org.orrery.core.Model;
import org.orrery.core.Refusal;
import org.orrery.core.RunFailure;
import org.orrery.equation.Infix;
import org.orrery.equation.MathMl;

class AssumedTest {
    private static final Offset<Double> CLOSE = within(1e-7);
    private static final String SIZED = "size=\"2\"";
    private static final String DECAY = "k * S * c";

    /** S decays in c, and x is a parameter. */
    private static Trial model(String size, String start, String law, String more) {
        return Trial.sbml("""
                <model><listOfCompartments><compartment id="c" spatialDimensions="3" %s constant="false"/>
                </listOfCompartments><listOfSpecies><species id="S" compartment="c" %s hasOnlySubstanceUnits="false"
                  boundaryCondition="false" constant="false"/></listOfSpecies>
                <listOfParameters><parameter id="k" value="0.5" constant="true"/><parameter id="x" constant="false"/>
                </listOfParameters>%s<listOfReactions><reaction id="J" reversible="false"><listOfReactants>
                <speciesReference species="S" stoichiometry="1" constant="true"/></listOfReactants>%s</reaction>
                </listOfReactions></model>""".formatted(size, start, more,
                law.isEmpty() ? "" : "<kineticLaw>" + math(law) + "</kineticLaw>"));
    }

    private static String math(String infix) {
        return MathMl.print(Infix.parse(infix));
    }

    private static String initially(String symbol, String value) {
        return "<listOfInitialAssignments><initialAssignment symbol=\"%s\">%s</initialAssignment></listOfInitialAssignments>"
                .formatted(symbol, math(value));
    }

    private static String rule(String kind, String symbol, String value) {
        return "<listOfRules><%s variable=\"%s\">%s</%s></listOfRules>".formatted(kind, symbol, math(value), kind);
    }

    private static List<String> taken(Trial trial) {
        Model model = trial.model();
        assertThat(model.assumptions().stream().filter(it -> it.status() == Claim.State.UNTESTED)
                .map(Claim.Assumption::text)).containsAll(model.taken().values());
        return List.copyOf(model.taken().keySet());
    }

    @Test
    void aCompartmentWithoutASizeCountsAsOneWhereAConcentrationIsNeeded() {
        Trial trial = model("", "initialConcentration=\"3\"", DECAY, "").tight();
        assertThat(taken(trial)).containsExactly("c");
        assertThat(trial.readAll("S @ 1", "S.amount @ 1", "c @ 1"))
                .containsExactly(new double[]{3 * Math.exp(-0.5), 3 * Math.exp(-0.5), 1}, CLOSE);
        assertThat(trial.set("c", 4).read("S.amount @ 1")).isCloseTo(12 * Math.exp(-0.5), CLOSE);
        assertThat(trial.model().taken().get("c")).isEqualTo("the file gives no size for compartment c: 1 is taken, as"
                + " other simulators do, unless --set c=... gives one");
    }

    @Test
    void aCompartmentWhoseSizeNothingNeedsStaysWithoutOne() {
        Trial trial = model("", "initialAmount=\"3\"", "k", "").tight();
        assertThat(taken(trial)).isEmpty();
        assertThat(trial.read("S.amount @ 1")).isCloseTo(2.5, CLOSE);
        assertThat(trial.read("S @ 1")).isNaN();
    }

    @Test
    void aSizeThatIsGivenInAnotherWayIsTheOne() {
        for (String way : List.of(initially("c", "8 * k"), rule("assignmentRule", "c", "8 * k"))) {
            Trial trial = model("", "initialAmount=\"6\"", DECAY, way).tight();
            assertThat(taken(trial)).isEmpty();
            assertThat(trial.read("S @ 1")).isCloseTo(1.5 * Math.exp(-0.5), CLOSE);
        }
        Trial growing = model("", "initialAmount=\"6\"", DECAY, rule("rateRule", "c", "1")).tight();
        assertThat(taken(growing)).containsExactly("c");
        assertThat(growing.readAll("c @ 2", "S.amount @ 2")).containsExactly(new double[]{3, 6 * Math.exp(-1)}, CLOSE);
    }

    @Test
    void whatOnlyAComparisonReadsStaysOpen() {
        Trial trial = model("", "", "-piecewise(k, c > 3, 2 * k)", "").tight();
        assertThat(taken(trial)).containsExactly("S");
        assertThat(trial.read("S.amount @ 1")).isCloseTo(1, CLOSE);
        assertThat(trial.read("c @ 1")).isNaN();
    }

    @Test
    void aSpeciesWithoutAStartValueStartsAtZero() {
        Trial trial = model(SIZED, "", "-k", "").tight();
        assertThat(taken(trial)).containsExactly("S");
        assertThat(trial.readAll("S @ 0", "S @ 1", "S.amount @ 1")).containsExactly(new double[]{0, 0.25, 0.5}, CLOSE);
        assertThat(trial.set("S", 1).read("S.amount @ 1")).isCloseTo(2.5, CLOSE);
        assertThat(trial.model().taken().get("S")).contains("no start value for S: 0 is taken", "--set S=");
    }

    @Test
    void aStartThatIsGivenInAnotherWayIsTheOne() {
        Trial assigned = model(SIZED, "", "-k", initially("S", "3")).tight();
        assertThat(taken(assigned)).isEmpty();
        assertThat(assigned.read("S @ 1")).isCloseTo(3.25, CLOSE);
        String event = """
                <listOfEvents><event useValuesFromTriggerTime="true"><trigger initialValue="false" persistent="true">%s
                </trigger><listOfEventAssignments><eventAssignment variable="S">%s</eventAssignment>
                </listOfEventAssignments></event></listOfEvents>""".formatted(math("time >= 0"), math("7"));
        Trial set = Trial.sbml("""
                <model><listOfCompartments><compartment id="c" spatialDimensions="3" size="1" constant="true"/>
                </listOfCompartments><listOfSpecies><species id="S" compartment="c" hasOnlySubstanceUnits="false"
                  boundaryCondition="false" constant="false"/></listOfSpecies>%s%s</model>"""
                .formatted(rule("rateRule", "S", "1"), event)).tight();
        assertThat(taken(set)).isEmpty();
        assertThat(set.read("S @ 1")).isCloseTo(8, CLOSE);
    }

    @Test
    void whatFollowsFromAnOpenStartFollowsFromZero() {
        Trial trial = Trial.sbml("""
                <model><listOfParameters><parameter id="x" constant="false"/><parameter id="y" constant="false"/>
                </listOfParameters>%s<listOfRules><rateRule variable="x">%s</rateRule><rateRule variable="y">%s</rateRule>
                </listOfRules></model>""".formatted(initially("y", "x + 2"), math("1"), math("x"))).tight();
        assertThat(taken(trial)).containsExactly("x");
        assertThat(trial.readAll("x @ 2", "y @ 2")).containsExactly(new double[]{2, 4}, CLOSE);
        assertThat(trial.set("x", 1).read("y @ 2")).isCloseTo(7, CLOSE);
    }

    @Test
    void aParameterWithoutAValueIsNotGuessed() {
        Trial unused = model(SIZED, "initialAmount=\"3\"", DECAY, "");
        assertThat(taken(unused)).isEmpty();
        assertThat(unused.read("x @ 1")).isNaN();
        Trial used = model(SIZED, "", "x", "");
        assertThatThrownBy(() -> used.read("S @ 1")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("x has no value");
        assertThat(taken(used)).containsExactly("S");
        assertThat(used.tight().set("x", -1).read("S.amount @ 1")).isCloseTo(1, CLOSE);
    }

    @Test
    void aReactionWithoutALawStandsStill() {
        Trial trial = model(SIZED, "initialAmount=\"3\"", "", "").tight();
        assertThat(taken(trial)).containsExactly("J");
        assertThat(trial.readAll("S.amount @ 9", "J @ 9")).containsExactly(3, 0);
        assertThat(trial.move("J = 0.25").read("S.amount @ 4")).isCloseTo(2, CLOSE);
        Trial boundary = Trial.sbml("""
                <model><listOfCompartments><compartment id="c" spatialDimensions="3" size="1" constant="true"/>
                </listOfCompartments><listOfSpecies><species id="S" compartment="c" initialAmount="5"
                  hasOnlySubstanceUnits="false" boundaryCondition="true" constant="false"/></listOfSpecies>
                <listOfReactions><reaction id="J" reversible="false"><listOfReactants>
                <speciesReference species="S" stoichiometry="1" constant="true"/></listOfReactants></reaction>
                </listOfReactions></model>""");
        assertThat(taken(boundary)).isEmpty();
        assertThat(boundary.read("S @ 3")).isEqualTo(5);
        assertThatThrownBy(() -> boundary.read("J @ 3")).isInstanceOf(Refusal.class);
    }

    @Test
    void antimonyIsReadTheSame() {
        Trial trial = Trial.antimony("""
                compartment c; species A in c, B in c; B = 2; A -> B;; q' = 1; R: B -> A; B""").tight();
        assertThat(taken(trial)).containsExactlyInAnyOrder("c", "A", "q", "_J0");
        assertThat(trial.readAll("A @ 1", "B @ 1", "q @ 1"))
                .containsExactly(new double[]{2 - 2 * Math.exp(-1), 2 * Math.exp(-1), 1}, CLOSE);
    }
}
