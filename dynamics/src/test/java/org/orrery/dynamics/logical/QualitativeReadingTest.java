package org.orrery.dynamics.logical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orrery.dynamics.logical.LogicalText.document;
import static org.orrery.dynamics.logical.LogicalText.on;
import static org.orrery.dynamics.logical.LogicalText.one;
import static org.orrery.dynamics.logical.LogicalText.species;
import static org.orrery.dynamics.logical.LogicalText.transition;
import static org.orrery.dynamics.logical.LogicalText.transitions;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.sbml.SbmlContent;
import org.orrery.dynamics.sbml.SbmlReader;

/** What is broken in a file of the package qual is said with its line; what is left open by the package is refused. */
class QualitativeReadingTest {
    /** A on line 6, B on line 7, the transition on line 10. */
    private static final String SOUND = document(species(one("A", 1, 0), one("B", 2, 1)),
            transitions(transition("t", LogicalText.input("i", "B", 2), LogicalText.output("A"),
                    LogicalText.term(1, LogicalText.compare("geq", "B", "<ci>i</ci>")), 0)));

    @Test
    void aSoundFile() {
        LogicalNetwork network = LogicalText.read(SOUND);
        assertThat(network.species()).extracting(LogicalNetwork.Species::max).containsExactly(1, 2);
        assertThat(network.remarks()).isEmpty();
        assertThat(LogicalText.model(SOUND).summary()).contains("A := 1 if B >= 2, else 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
            "qual:maxLevel=\"1\" qual:initialLevel=\"0\" ~ qual:maxLevel=\"1\" qual:initialLevel=\"3\" ~ line 6: the initialLevel 3 of A",
            "qual:id=\"B\" ~ qual:id=\"A\" ~ line 7: the id A is given twice",
            "qual:compartment=\"c\" ~ qual:compartment=\"d\" ~ line 6: species A lies in d",
            "output qual:qualitativeSpecies=\"A\" ~ output qual:qualitativeSpecies=\"Z\" ~ line 10: <output> speaks of Z",
            "input qual:id=\"i\" qual:qualitativeSpecies=\"B\" ~ input qual:id=\"i\" qual:qualitativeSpecies=\"Z\" ~ line 10: <input> speaks of Z",
            "qual:thresholdLevel=\"2\" ~ qual:thresholdLevel=\"3\" ~ line 10: the thresholdLevel 3",
            "qual:thresholdLevel=\"2\" ~ `` ~ line 10: the condition uses the threshold of the input i",
            "functionTerm qual:resultLevel=\"1\" ~ functionTerm qual:resultLevel=\"2\" ~ line 10: the resultLevel 2 of <functionTerm>",
            "functionTerm qual:resultLevel=\"1\" ~ functionTerm qual:resultLevel=\"-1\" ~ which is no level",
            "<qual:defaultTerm qual:resultLevel=\"0\"/> ~ `` ~ line 10: transition t has no <defaultTerm>",
            "<qual:defaultTerm qual:resultLevel=\"0\"/> ~ <qual:defaultTerm qual:resultLevel=\"0\"/><qual:defaultTerm qual:resultLevel=\"1\"/> ~ more than one <defaultTerm>",
            "<ci>B</ci> ~ <ci>BB</ci> ~ line 10: the condition uses BB",
            "qual:sign=\"positive\" ~ qual:sign=\"up\" ~ has sign=\"up\"",
            "qual:constant=\"false\" ~ qual:constant=\"true\" ~ A is constant and yet an output",
            "qual:constant=\"false\" ~ `` ~ line 6: <qualitativeSpecies> has no constant"})
    void brokenFiles(String part, String instead, String message) {
        assertThat(SOUND).contains(part);
        String broken = SOUND.replaceFirst(java.util.regex.Pattern.quote(part), instead == null ? "" : instead);
        assertThatThrownBy(() -> LogicalText.read(broken)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void twoAssignmentsOfOneSpecies() {
        String twice = document(species(one("A", 1, 0)), transitions(LogicalText.rule("A", on("A")),
                LogicalText.transition("u", "", LogicalText.output("A"), "", 0)));
        assertThatThrownBy(() -> LogicalText.read(twice)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 10: A is given its level by more than one output");
    }

    @Test
    void termsThatContradictEachOther() {
        String both = document(species(one("A", 2, 0), one("B", 1, 0)), transitions(LogicalText.transition("u", "",
                LogicalText.output("A"), LogicalText.term(2, on("B")) + LogicalText.term(1, on("A")), 0)));
        assertThatThrownBy(() -> LogicalText.read(both)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 10: two terms of transition u hold at once and give the levels 2 and 1 (at"
                        + " A=1 B=1)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
            "functionTerm qual:resultLevel=\"1\" ~ functionTerm qual:resultLevel=\"1\" qual:rank=\"1\" ~ attribute rank",
            "<apply><geq/><ci>B</ci><ci>i</ci></apply> ~ <ci>B</ci> ~ takes a level for a truth value",
            "<apply><geq/><ci>B</ci><ci>i</ci></apply> ~ <apply><and/><ci>A</ci><true/></apply> ~ takes a level",
            "qual:sign=\"positive\" ~ qual:weight=\"2\" ~ attribute weight",
            "<listOfCompartments> ~ <listOfParameters><parameter id=\"k\" constant=\"false\"/></listOfParameters><listOfRules><rateRule variable=\"k\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><cn>1</cn></math></rateRule></listOfRules><listOfCompartments> ~ two kinds of dynamics"})
    void whatIsLeftOpenIsRefused(String part, String instead, String message) {
        assertThat(SOUND).contains(part);
        assertThatThrownBy(() -> LogicalText.read(SOUND.replace(part, instead))).isInstanceOf(Refusal.class)
                .hasMessageContaining(message);
    }

    @Test
    void levelsThatAreNotGivenAreRemarked() {
        LogicalNetwork network = LogicalText.read(SOUND.replace("qual:maxLevel=\"2\"", ""));
        assertThat(network.species().get(1).max()).isEqualTo(2);
        assertThat(network.remarks()).containsExactly(
                "highest level of B: not given, 2 by what the model does with it");
    }

    @Test
    void aFileWithoutTransitionsAndSpeciesIsNoNetwork() {
        assertThat(new SbmlReader().open(document().getBytes(StandardCharsets.UTF_8), "small.xml"))
                .isInstanceOf(SbmlContent.Kinetic.class);
    }
}
