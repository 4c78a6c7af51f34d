package org.orrery.dynamics.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.orrery.dynamics.sbml.SbmlText.document;
import static org.orrery.dynamics.sbml.SbmlText.level2;
import static org.orrery.dynamics.sbml.SbmlText.read;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Unit;

/** Units as a file gives them. */
class SbmlUnitsTest {
    private static final String DAY = """
            <listOfUnitDefinitions><unitDefinition id="%s"><listOfUnits>
            <unit kind="second" exponent="1" scale="0" multiplier="%s"/></listOfUnits></unitDefinition></listOfUnitDefinitions>
            """;

    @ParameterizedTest
    @CsvSource({"1, s", "60, min", "3600, h", "86400, day", "604800, week", "5, 5 s", "0.001, ms"})
    void timeIsAWordThatPeopleKnow(String multiplier, String word) {
        assertThat(read(level2(4, DAY.formatted("time", multiplier))).timeUnit()).isEqualTo(word);
        assertThat(read(level3(DAY.formatted("t", multiplier), "timeUnits=\"t\"")).timeUnit()).isEqualTo(word);
    }

    @Test
    void aFileThatSaysNothingHasNoUnits() {
        Mechanism mechanism = read(level2(4, """
                <listOfCompartments><compartment id="c"/></listOfCompartments>
                <listOfSpecies><species id="A" compartment="c"/></listOfSpecies>
                """));
        assertThat(mechanism.timeUnit()).isNull();
        assertThat(mechanism.units().get("A")).isNull();
    }

    @Test
    void aSpeciesHasAConcentrationAndAReactionAnExtentPerTime() {
        Mechanism mechanism = read(level3("""
                <listOfCompartments><compartment id="c" spatialDimensions="3" size="1" constant="true"/></listOfCompartments>
                <listOfSpecies><species id="A" compartment="c" hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"/>
                <species id="B" compartment="c" hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"/></listOfSpecies>
                <listOfParameters><parameter id="k" value="1" constant="true" units="second"/><parameter id="q" constant="true"/></listOfParameters>
                <listOfReactions><reaction id="r" reversible="false"><kineticLaw><listOfLocalParameters>
                <localParameter id="k" value="1" units="item"/></listOfLocalParameters></kineticLaw></reaction></listOfReactions>
                """, "substanceUnits=\"mole\" volumeUnits=\"litre\" extentUnits=\"mole\" timeUnits=\"second\""));
        assertThat(mechanism.units()).containsOnlyKeys("c", "A", "B", "k", "r", "r.k");
        assertThat(mechanism.units().get("A").exponents())
                .isEqualTo(Map.of(Unit.Base.MOLE, 1.0, Unit.Base.METRE, -3.0));
        assertThat(mechanism.units().get("A").multiplier()).isEqualTo(1000);
        assertThat(mechanism.units().get("B").exponents()).isEqualTo(Map.of(Unit.Base.MOLE, 1.0));
        assertThat(mechanism.units().get("r").exponents())
                .isEqualTo(Map.of(Unit.Base.MOLE, 1.0, Unit.Base.SECOND, -1.0));
        assertThat(mechanism.units().get("r.k").exponents()).isEqualTo(Map.of(Unit.Base.ITEM, 1.0));
    }

    @Test
    void degreesCelsiusAreNotShown() {
        Mechanism mechanism = read(level2(1, DAY.formatted("warm", "1").replace("second", "Celsius")
                + "<listOfParameters><parameter id=\"k\" value=\"37\" units=\"warm\"/></listOfParameters>"));
        assertThat(mechanism.units()).isEmpty();
        assertThat(mechanism.parameters().getFirst().value()).isEqualTo(37);
        assertThat(mechanism.remarks()).containsExactly("unit warm: has an offset and is not shown (line 4)");
    }

    @Test
    void unitsThatAreNotThereAreNotShownAndChangeNoNumber() {
        Mechanism unnamed = read(level2(4,
                "<listOfParameters><parameter id=\"k\" value=\"37\" units=\"fortnight\"/></listOfParameters>"));
        assertThat(unnamed.units()).isEmpty();
        assertThat(unnamed.parameters().getFirst().value()).isEqualTo(37);
        assertThat(unnamed.remarks()).containsExactly("unit fortnight: is not defined and is not shown (line 3)");
        assertThat(read(level2(4, DAY.formatted("x", "1").replace("second", "parsec"))).remarks())
                .containsExactly(
                        "unit x: has the kind parsec, which is no base unit of SBML, and is not shown (line 4)");
    }

    private static String level3(String content, String units) {
        return document("http://www.sbml.org/sbml/level3/version2/core", 3, 2, "<model id=\"m\" " + units + ">",
                content);
    }
}
