package org.orrery.dynamics.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;
import org.orrery.dynamics.MechanismModel;
import org.orrery.dynamics.Trial;
import org.orrery.dynamics.sbml.SbmlReader;

/** What SBML allows and few files use, against closed forms. */
class SbmlOdditiesTest {
    private static final Offset<Double> CLOSE = within(1e-8);
    private static final String MATH = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">";
    private static final String DELAY = "<csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/delay\">d</csymbol>";

    private static Trial level(int level, int version, String content) {
        String namespace = switch (level) {
            case 1 -> "level1";
            case 2 -> version == 1 ? "level2" : "level2/version" + version;
            default -> "level3/version" + version + "/core";
        };
        String text = "<sbml xmlns=\"http://www.sbml.org/sbml/%s\" level=\"%d\" version=\"%d\"><model>%s</model></sbml>"
                .formatted(namespace, level, version, content);
        return Trial.of(new MechanismModel(new Model.Source("odd.xml", "0"),
                new SbmlReader().read(text.getBytes(StandardCharsets.UTF_8), "odd.xml"))).tight();
    }

    private static String decay(String compartment, String law) {
        return """
                <listOfCompartments><compartment id="c" %s constant="true"/></listOfCompartments>
                <listOfSpecies><species id="S" compartment="c" initialAmount="5" hasOnlySubstanceUnits="false"
                  boundaryCondition="false" constant="false"/></listOfSpecies>
                <listOfReactions><reaction id="J" reversible="false">
                <listOfReactants><speciesReference species="S" stoichiometry="1" constant="true"/></listOfReactants>
                %s</reaction></listOfReactions>""".formatted(compartment, law);
    }

    private static String law(String mathematics) {
        return "<kineticLaw>" + MATH + mathematics + "</math></kineticLaw>";
    }

    @Test
    void anAmountNeedsNoSize() {
        Trial trial = level(3, 2, decay("spatialDimensions=\"3\"", law("<cn>2</cn>")));
        assertThat(trial.readAll("S.amount @ 0", "S.amount @ 1.5")).containsExactly(new double[]{5, 2}, CLOSE);
        assertThat(trial.read("S @ 1")).isNaN();
    }

    @Test
    void aCompartmentOfLevelTwoWithoutASizeCountsAsOne() {
        assertThat(level(2, 4, decay("", law("<ci>S</ci>"))).read("S @ 1")).isCloseTo(5 * Math.exp(-1), CLOSE);
    }

    @Test
    void aLawThatSaysNothingDoesNothing() {
        assertThat(level(3, 2, decay("size=\"1\"", "<kineticLaw/>")).read("S @ 3")).isEqualTo(5);
    }

    @Test
    void aFunctionWithoutMathematicsMayBeThereButNotBeCalled() {
        String function = "<listOfFunctionDefinitions><functionDefinition id=\"f\"/></listOfFunctionDefinitions>";
        assertThat(level(3, 2, function + decay("size=\"1\"", law("<cn>2</cn>"))).read("S @ 1")).isCloseTo(3, CLOSE);
        String called = law("<apply><ci>f</ci><cn>2</cn></apply>");
        assertThatThrownBy(() -> level(3, 2, function + decay("size=\"1\"", called))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("there is no function `f`");
    }

    @Test
    void anAlgebraicRuleOfLevelOneDeterminesWhatHasNoValue() {
        Trial trial = level(1, 2, """
                <listOfCompartments><compartment name="c"/></listOfCompartments>
                <listOfParameters><parameter name="p"/><parameter name="q" value="4"/></listOfParameters>
                <listOfRules><algebraicRule formula="2*p - q"/></listOfRules>""");
        assertThat(trial.readAll("p @ 1", "q @ 1")).containsExactly(2, 4);
    }

    @Test
    void aFunctionMayDelayItsArgument() {
        Trial trial = level(3, 1, """
                <listOfFunctionDefinitions><functionDefinition id="ago">%s<lambda><bvar><ci>a</ci></bvar>
                <bvar><ci>b</ci></bvar><apply>%s<ci>a</ci><ci>b</ci></apply></lambda></math></functionDefinition>
                </listOfFunctionDefinitions>
                <listOfParameters><parameter id="x" value="0" constant="false"/>
                <parameter id="p" constant="false"/></listOfParameters>
                <listOfRules><rateRule variable="x">%s<cn>1</cn></math></rateRule>
                <assignmentRule variable="p">%s<apply><ci>ago</ci><apply><times/><cn>2</cn><ci>x</ci></apply>
                <cn>0.5</cn></apply></math></assignmentRule></listOfRules>""".formatted(MATH, DELAY, MATH, MATH));
        assertThat(trial.readAll("p @ 0", "p @ 0.5", "p @ 2")).containsExactly(new double[]{0, 0, 3}, CLOSE);
    }

    @Test
    void aLocalParameterAndAStoichiometryCanBeDelayed() {
        String local = "<kineticLaw>" + MATH + "<apply>" + DELAY + "<ci>k</ci><cn>1</cn></apply></math>"
                + "<listOfLocalParameters><localParameter id=\"k\" value=\"2\"/></listOfLocalParameters></kineticLaw>";
        assertThat(level(3, 1, decay("size=\"1\" spatialDimensions=\"3\"", local)).read("S @ 1")).isCloseTo(3, CLOSE);
        String time = "<csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/time\">t</csymbol>";
        String model = decay("size=\"1\" spatialDimensions=\"3\"", law("<cn>1</cn>"))
                .replace("stoichiometry=\"1\" constant=\"true\"", "id=\"n\" constant=\"false\"")
                + "<listOfRules><assignmentRule variable=\"n\">" + MATH + "<apply>" + DELAY + time
                + "<cn>1</cn></apply></math></assignmentRule></listOfRules>";
        // S' = 1 - t
        assertThat(level(3, 1, model).read("S @ 3")).isCloseTo(5 + 3 - 4.5, CLOSE);
    }

    @Test
    void aVolumeMayFollowFromAConcentration() {
        Trial trial = level(3, 2, """
                <listOfCompartments><compartment id="c" constant="true" spatialDimensions="3"/></listOfCompartments>
                <listOfSpecies><species id="S" compartment="c" initialConcentration="3" hasOnlySubstanceUnits="false"
                  boundaryCondition="false" constant="false"/></listOfSpecies>
                <listOfParameters><parameter id="p" constant="false"/></listOfParameters>
                <listOfInitialAssignments><initialAssignment symbol="c">%s<ci>p</ci></math></initialAssignment>
                </listOfInitialAssignments>
                <listOfRules><assignmentRule variable="p">%s<apply><times/><cn>2</cn><ci>S</ci></apply></math>
                </assignmentRule></listOfRules>""".formatted(MATH, MATH));
        assertThat(trial.readAll("c @ 0", "S @ 1", "S.amount @ 1")).containsExactly(6, 3, 18);
    }

    /** p' = -p^2 would fall; the specification of level 1 reads (-p)^2. */
    @Test
    void aSignOfLevelOneBindsMoreTightlyThanAPower() {
        Trial trial = level(1, 2, """
                <listOfCompartments><compartment name="c"/></listOfCompartments>
                <listOfParameters><parameter name="p" value="1"/></listOfParameters>
                <listOfRules><parameterRule name="p" type="rate" formula="-p^2"/></listOfRules>""");
        assertThat(trial.read("p @ 0.5")).isCloseTo(2, CLOSE);
    }

    /** In a cell of 1e-15 litres amounts are that small, and 1e-9 is no error of an amount. */
    @Test
    void anAbsoluteToleranceIsOneOfWhatIsSeen() {
        String model = decay("size=\"1e-15\" spatialDimensions=\"3\"",
                law("<apply><times/><ci>c</ci><ci>S</ci></apply>"))
                .replace("initialAmount", "initialConcentration");
        assertThat(level(3, 2, model).option("atol", "1e-9").read("S @ 1")).isCloseTo(5 * Math.exp(-1), within(1e-7));
    }
}
