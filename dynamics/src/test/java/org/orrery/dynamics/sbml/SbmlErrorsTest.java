package org.orrery.dynamics.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.orrery.dynamics.sbml.SbmlText.ci;
import static org.orrery.dynamics.sbml.SbmlText.level1;
import static org.orrery.dynamics.sbml.SbmlText.level2;
import static org.orrery.dynamics.sbml.SbmlText.level3;
import static org.orrery.dynamics.sbml.SbmlText.math;
import static org.orrery.dynamics.sbml.SbmlText.read;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.core.InvalidInput;

/** What is wrong, in which line, and what to do. */
class SbmlErrorsTest {
    private static final String COMPARTMENT = "<listOfCompartments><compartment id=\"cell\" size=\"1\"/></listOfCompartments>\n";
    private static final String SPECIES = COMPARTMENT
            + "<listOfSpecies><species id=\"Ax1\" compartment=\"cell\" initialAmount=\"1\"/></listOfSpecies>\n";

    @Test
    void whatIsNoXmlAtAll() {
        assertMessage("k1*A -> B", "small.xml, line 1: is not well-formed XML: Content is not allowed in prolog.");
        assertMessage("", "small.xml: is empty.");
        assertMessage("<sbml",
                "small.xml, line 1: is not well-formed XML: XML document structures must start and end within the same entity.");
    }

    @Test
    void whatIsAnotherXml() {
        assertMessage("<html><body/></html>", "small.xml, line 1: is not SBML: its root element is <html>.");
        assertThat(catchThrowableOfType(InvalidInput.class, () -> read("<html><body/></html>")).advice())
                .contains("web page");
        assertMessage("<sbml level=\"3\" version=\"2\"><model/></sbml>",
                "small.xml, line 1: is not SBML: its root element is <sbml> without the namespace of SBML.");
        assertMessage("<sbml xmlns=\"http://www.sbml.org/sbml/level9/version2/core\" level=\"3\" version=\"2\"/>",
                "small.xml, line 1: <sbml> has level=\"3\" and the namespace http://www.sbml.org/sbml/level9/version2/core.");
        assertMessage("<sbml xmlns=\"http://www.sbml.org/sbml/level2\" level=\"2\" version=\"1\"/>",
                "small.xml, line 1: holds no <model>.");
        assertMessage("<sbml xmlns=\"http://www.sbml.org/sbml/level2\" level=\"two\" version=\"1\"/>",
                "small.xml, line 1: <sbml> has level=\"two\", which is not a number.");
    }

    @Test
    void aFileThatIsNotThere(@TempDir Path folder) {
        assertThatThrownBy(() -> new SbmlReader().read(folder.resolve("none.xml"))).isInstanceOf(InvalidInput.class)
                .hasMessage("none.xml: there is no such file.");
    }

    @Test
    void aSpeciesInACompartmentThatIsNotThere() {
        String text = level2(4, COMPARTMENT
                + "<listOfSpecies><species id=\"A\" compartment=\"cel\"/></listOfSpecies>");
        assertMessage(text, "small.xml, line 4: species A is in compartment cel, which is not declared.");
        assertAdvice(text, "Maybe cell is meant.");
    }

    @Test
    void aSymbolThatIsNotThere() {
        String text = level2(4,
                SPECIES + "<listOfParameters><parameter id=\"k\" constant=\"false\"/></listOfParameters>\n"
                        + "<listOfRules><assignmentRule variable=\"k\">" + math(ci("Ax2"))
                        + "</assignmentRule></listOfRules>");
        assertMessage(text, "small.xml, line 6: the rule for k uses Ax2, which is not declared.");
        assertAdvice(text, "Maybe Ax1 is meant.");
    }

    @Test
    void aReactantThatIsNotThere() {
        assertMessage(level2(4, SPECIES + "<listOfReactions><reaction id=\"r\"><listOfReactants>\n"
                + "<speciesReference species=\"B\"/></listOfReactants></reaction></listOfReactions>"),
                "small.xml, line 6: reaction r names the species B, which is not declared.");
    }

    @Test
    void oneNameForTwoThings() {
        assertMessage(level2(4, SPECIES + "<listOfParameters>\n<parameter id=\"cell\"/></listOfParameters>"),
                "small.xml, line 6: parameter cell has the name of a compartment that is already there.");
    }

    @Test
    void twoEquationsForOneName() {
        String rule = "<assignmentRule variable=\"k\">" + math("<cn>1</cn>") + "</assignmentRule>\n";
        String parameter = "<listOfParameters><parameter id=\"k\" constant=\"%s\"/></listOfParameters>\n";
        assertMessage(level2(4, parameter.formatted(false) + "<listOfRules>\n" + rule + rule + "</listOfRules>"),
                "small.xml, line 6: k has a second rule.");
        assertMessage(level2(4, parameter.formatted(true) + "<listOfRules>\n" + rule + "</listOfRules>"),
                "small.xml, line 5: the rule sets k, which is constant.");
        assertMessage(
                level2(4, parameter.formatted(false) + "<listOfInitialAssignments><initialAssignment symbol=\"k\">"
                        + math("<cn>1</cn>") + "</initialAssignment></listOfInitialAssignments>\n<listOfRules>\n" + rule
                        + "</listOfRules>"),
                "small.xml, line 4: k has an initial assignment and an assignment rule.");
        assertMessage(level2(4, SPECIES + "<listOfRules>" + rule.replace("\"k\"", "\"Ax1\"") + "</listOfRules>\n"
                + "<listOfReactions><reaction id=\"r\"><listOfProducts>\n<speciesReference species=\"Ax1\"/></listOfProducts></reaction></listOfReactions>"),
                "small.xml, line 8: species Ax1 is set by a rule and by reaction r.");
    }

    @Test
    void whatIsComputedFromItself() {
        String parameters = "<listOfParameters><parameter id=\"k\" constant=\"false\"/><parameter id=\"l\" constant=\"false\"/></listOfParameters>\n";
        String rules = "<listOfRules>\n<assignmentRule variable=\"k\">" + math(ci("l")) + "</assignmentRule>\n"
                + "<assignmentRule variable=\"l\">" + math("<apply><plus/><cn>1</cn>" + ci("k") + "</apply>")
                + "</assignmentRule></listOfRules>";
        assertMessage(level2(4, parameters + rules), "small.xml, line 5: k is computed from itself, by way of l.");
        assertMessage(level2(4, parameters + "<listOfRules><assignmentRule variable=\"k\">" + math(ci("k"))
                + "</assignmentRule></listOfRules>"), "small.xml, line 4: k is computed from itself.");
        assertMessage(level2(4,
                SPECIES + "<listOfReactions><reaction id=\"r\"><listOfProducts><speciesReference species=\"Ax1\"/>"
                        + "</listOfProducts><kineticLaw>" + math(ci("r"))
                        + "</kineticLaw></reaction></listOfReactions>"),
                "small.xml, line 5: r is computed from itself.");
        String delayed = "<apply><csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/delay\">delay</csymbol>"
                + ci("k") + "<cn>1</cn></apply>";
        assertThat(read(level2(4, parameters + rules.replace(ci("k"), delayed))).rules()).hasSize(2);
    }

    @Test
    void aRuleForWhatHasNoValue() {
        assertMessage(level2(4, SPECIES + "<listOfRules><rateRule variable=\"r\">" + math("<cn>1</cn>")
                + "</rateRule></listOfRules>\n<listOfReactions><reaction id=\"r\"/></listOfReactions>"),
                "small.xml, line 5: the rule sets r, which is a reaction.");
        assertMessage(level2(4, SPECIES + "<listOfRules><rateRule variable=\"x\">" + math("<cn>1</cn>")
                + "</rateRule></listOfRules>"), "small.xml, line 5: the rule sets x, which is not declared.");
    }

    @Test
    void attributesThatAreMissing() {
        assertMessage(level3("<listOfParameters>\n<parameter id=\"k\"/></listOfParameters>"),
                "small.xml, line 4: <parameter> has no constant.");
        assertMessage(level2(4, "<listOfParameters><parameter/></listOfParameters>"),
                "small.xml, line 3: <parameter> has no id.");
        assertMessage(level1(2, "<listOfParameters><parameter id=\"k\"/></listOfParameters>"),
                "small.xml, line 3: <parameter> has no name.");
    }

    @Test
    void attributesThatAreWrong() {
        assertMessage(level2(4, "<listOfParameters><parameter id=\"k\" value=\"1,5\"/></listOfParameters>"),
                "small.xml, line 3: <parameter> has value=\"1,5\", which is not a number.");
        assertMessage(level2(4, "<listOfParameters><parameter id=\"k\" value=\"1d\"/></listOfParameters>"),
                "small.xml, line 3: <parameter> has value=\"1d\", which is not a number.");
        assertMessage(level2(4, "<listOfParameters><parameter id=\"k\" constant=\"yes\"/></listOfParameters>"),
                "small.xml, line 3: <parameter> has constant=\"yes\", which is neither true nor false.");
        String typo = level2(4, COMPARTMENT
                + "<listOfSpecies><species id=\"A\" compartment=\"cell\" intialAmount=\"1\"/></listOfSpecies>");
        assertMessage(typo,
                "small.xml, line 4: <species> has the attribute intialAmount, which SBML does not know there.");
        assertAdvice(typo, "Maybe initialAmount is meant.");
    }

    @Test
    void mathematicsThatIsMissing() {
        assertMessage(level2(4, "<listOfParameters><parameter id=\"k\" constant=\"false\"/></listOfParameters>\n"
                + "<listOfRules><assignmentRule variable=\"k\"/></listOfRules>"),
                "small.xml, line 4: the rule for k has no mathematics.");
    }

    @Test
    void elementsThatDoNotBelong() {
        assertMessage(level2(4, "text"), "small.xml, line 2: <model> holds the text \"text\".");
        assertMessage(level2(4, "<listOfRules/>\n<listOfRules/>"),
                "small.xml, line 4: <model> has a second <listOfRules>.");
    }

    private static void assertMessage(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidInput.class).hasMessage(message);
    }

    private static void assertAdvice(String text, String advice) {
        assertThat(catchThrowableOfType(InvalidInput.class, () -> read(text)).advice()).isEqualTo(advice);
    }
}
