package org.orrery.dynamics.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.orrery.dynamics.sbml.SbmlText.document;
import static org.orrery.dynamics.sbml.SbmlText.level1;
import static org.orrery.dynamics.sbml.SbmlText.level2;
import static org.orrery.dynamics.sbml.SbmlText.level3;
import static org.orrery.dynamics.sbml.SbmlText.math;
import static org.orrery.dynamics.sbml.SbmlText.read;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Model;
import org.orrery.dynamics.MechanismModel;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Unit;

/** Units are for people: a sound model is never turned away for them, and its numbers never change by them. */
class UnitTroubleTest {
    private static final String DEFINED = """
            <listOfUnitDefinitions><unitDefinition id="u"><listOfUnits><unit kind="%s" exponent="1" scale="0" multiplier="1"/>
            </listOfUnits></unitDefinition></listOfUnitDefinitions>
            <listOfParameters><parameter id="k" value="2" constant="true" units="u"/><parameter id="l" value="3" constant="true" units="%s"/>
            </listOfParameters>
            """;

    private static void assertReads(Mechanism mechanism) {
        assertThat(mechanism.parameters()).extracting(Mechanism.Parameter::value).containsExactly(2.0, 3.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ampere", "becquerel", "candela", "coulomb", "dimensionless", "farad", "gram", "gray",
            "henry",
            "hertz", "item", "joule", "katal", "kelvin", "kilogram", "litre", "lumen", "lux", "metre", "mole", "newton",
            "ohm",
            "pascal", "radian", "second", "siemens", "sievert", "steradian", "tesla", "volt", "watt", "weber"})
    void everyKindOfEveryLevel(String kind) {
        String text = DEFINED.formatted(kind, kind);
        Mechanism third = read(level3(text));
        assertReads(third);
        assertThat(third.units().get("k")).isEqualTo(third.units().get("l"));
        assertReads(read(level2(1, text)));
        assertReads(read(level2(5, text)));
        assertReads(read(level1(2,
                text.replace(" id=", " name=").replace(" constant=\"true\"", "").replace(" multiplier=\"1\"", ""))));
    }

    @Test
    void kindsOfSomeLevels() {
        assertThat(read(level3(DEFINED.formatted("avogadro", "avogadro"))).units().get("k").multiplier())
                .isEqualTo(6.02214179e23);
        for (String kind : new String[]{"liter", "meter", "Celsius"}) {
            String first = DEFINED.formatted(kind, kind).replace(" id=", " name=").replace(" constant=\"true\"", "")
                    .replace(" multiplier=\"1\"", "");
            assertReads(read(level1(1, first)));
        }
        Mechanism warm = read(level2(1, DEFINED.formatted("Celsius", "Celsius")));
        assertReads(warm);
        assertThat(warm.units()).doesNotContainKey("k");
    }

    @Test
    void anOffsetOfAnOldLevel() {
        Mechanism mechanism = read(level2(1,
                DEFINED.formatted("kelvin", "kelvin").replace("multiplier=\"1\"", "multiplier=\"1.8\" offset=\"32\"")));
        assertReads(mechanism);
        assertThat(mechanism.units()).containsOnlyKeys("l");
        assertThat(mechanism.remarks()).containsExactly("unit u: has an offset and is not shown (line 3)");
    }

    @Test
    void namesThatTheOldLevelsReserve() {
        String parameters = """
                <listOfParameters><parameter id="a" units="substance"/><parameter id="b" units="time"/><parameter id="c" units="volume"/>
                <parameter id="d" units="area"/><parameter id="e" units="length"/></listOfParameters>
                """;
        Mechanism plain = read(level2(4, parameters));
        assertThat(plain.units().get("d")).isEqualTo(Unit.ofKind("metre", 2, 0, 1));
        Mechanism own = read(level2(4, """
                <listOfUnitDefinitions><unitDefinition id="substance"><listOfUnits><unit kind="item"/></listOfUnits></unitDefinition>
                <unitDefinition id="time"><listOfUnits><unit kind="second" multiplier="3600"/></listOfUnits></unitDefinition>
                </listOfUnitDefinitions>""" + parameters));
        assertThat(own.units().get("a")).isEqualTo(Unit.ofKind("item", 1, 0, 1));
        assertThat(own.timeUnit()).isEqualTo("h");
    }

    @Test
    void aDefinitionWithoutUnitsSaysThatTheUnitIsNotKnown() {
        Mechanism mechanism = read(level3("""
                <listOfUnitDefinitions><unitDefinition id="u"/><unitDefinition id="v"><listOfUnits/></unitDefinition></listOfUnitDefinitions>
                <listOfParameters><parameter id="k" value="2" constant="true" units="u"/><parameter id="l" value="3" constant="true" units="v"/>
                </listOfParameters>"""));
        assertReads(mechanism);
        assertThat(mechanism.units()).isEmpty();
    }

    @Test
    void unitsThatDoNotFitTogether() {
        String text = document("http://www.sbml.org/sbml/level3/version2/core", 3, 2,
                "<model id=\"m\" substanceUnits=\"second\" timeUnits=\"mole\" extentUnits=\"metre\" volumeUnits=\"volt\" areaUnits=\"item\" lengthUnits=\"litre\">",
                """
                        <listOfCompartments><compartment id="c" spatialDimensions="3" size="1" constant="true" units="second"/>
                        <compartment id="d" spatialDimensions="2.5" size="1" constant="true"/></listOfCompartments>
                        <listOfSpecies><species id="A" compartment="d" initialAmount="1" substanceUnits="metre" hasOnlySubstanceUnits="false"
                        boundaryCondition="false" constant="false"/></listOfSpecies>
                        <listOfParameters><parameter id="k" value="2" constant="false" units="volt"/></listOfParameters>
                        <listOfRules><rateRule variable="k">%s</rateRule></listOfRules>
                        <listOfReactions><reaction id="J" reversible="false"><listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/>
                        </listOfReactants><kineticLaw>%s</kineticLaw></reaction></listOfReactions>
                        """
                        .formatted(math(
                                "<apply><plus/><ci>k</ci><ci>A</ci><cn xmlns:s=\"http://www.sbml.org/sbml/level3/version2/core\" s:units=\"mole\">1</cn></apply>"),
                                math("<apply><sin/><ci>c</ci></apply>")));
        Mechanism mechanism = read(text);
        assertThat(mechanism.timeUnit()).isNull();
        assertThat(mechanism.reactions()).hasSize(1);
        assertThat(mechanism.units().get("k")).isEqualTo(Unit.ofKind("volt", 1, 0, 1));
    }

    @Test
    void oddFactorsOfUnits() {
        for (String unit : new String[]{"exponent=\"0.5\" scale=\"-3\" multiplier=\"1\"",
                "exponent=\"-2\" scale=\"0\" multiplier=\"0.0254\"",
                "exponent=\"0\" scale=\"0\" multiplier=\"1\"", "exponent=\"1\" scale=\"0\" multiplier=\"-1\"",
                "exponent=\"1\" scale=\"0\" multiplier=\"0\"", "exponent=\"1\" scale=\"400\" multiplier=\"1e300\"",
                "scale=\"0\"",
                "exponent=\"NaN\" scale=\"0\" multiplier=\"NaN\""}) {
            Mechanism mechanism = read(level3(
                    DEFINED.formatted("metre", "metre").replace("exponent=\"1\" scale=\"0\" multiplier=\"1\"", unit)));
            assertReads(mechanism);
            assertThat(new MechanismModel(new Model.Source(SbmlText.FILE, "0"), mechanism).variables()).hasSize(2);
        }
    }
}
