package org.orrery.dynamics.logical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orrery.dynamics.logical.LogicalText.cn;
import static org.orrery.dynamics.logical.LogicalText.compare;
import static org.orrery.dynamics.logical.LogicalText.document;
import static org.orrery.dynamics.logical.LogicalText.input;
import static org.orrery.dynamics.logical.LogicalText.on;
import static org.orrery.dynamics.logical.LogicalText.one;
import static org.orrery.dynamics.logical.LogicalText.output;
import static org.orrery.dynamics.logical.LogicalText.rule;
import static org.orrery.dynamics.logical.LogicalText.species;
import static org.orrery.dynamics.logical.LogicalText.term;
import static org.orrery.dynamics.logical.LogicalText.transition;
import static org.orrery.dynamics.logical.LogicalText.transitions;

import org.junit.jupiter.api.Test;
import org.orrery.core.OrreryException;
import org.orrery.dynamics.Trial;

/** Networks put together from submodels, against the same network written flat. */
class HierarchicalNetworkTest {
    private static final String HEAD = """
            <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"
             xmlns:comp="http://www.sbml.org/sbml/level3/version1/comp/version1" comp:required="true"
             xmlns:qual="http://www.sbml.org/sbml/level3/version1/qual/version1" qual:required="true">
            """;
    private static final String CELL = "<listOfCompartments><compartment id=\"c\" constant=\"true\"/></listOfCompartments>";

    /** Out follows In one step later where In is at its threshold; a counter of two levels beside. */
    private static final String FOLLOWER = """
            <comp:listOfModelDefinitions><comp:modelDefinition id="follower">
            """ + CELL + species(one("In", 2, 0), one("Out", 2, 0)) + transitions(transition("t", input("i", "In", 1),
            output("Out"), term(2, compare("geq", "In", "<ci>i</ci>")), 0)) + """
            <comp:listOfPorts><comp:port comp:id="in" comp:idRef="In"/><comp:port comp:id="t_port" comp:idRef="t"/>
            </comp:listOfPorts></comp:modelDefinition></comp:listOfModelDefinitions>""";

    private static String place(String id, int initial, String replaced) {
        return one(id, 2, initial).replace("/>", ">" + replaced + "</qual:qualitativeSpecies>");
    }

    private static String replaces(String submodel, String reference) {
        return "<comp:listOfReplacedElements><comp:replacedElement comp:submodelRef=\"" + submodel + "\" " + reference
                + "/></comp:listOfReplacedElements>";
    }

    private static String chain(String rest) {
        return HEAD + "<model id=\"top\">" + CELL
                + species(place("S", 1, replaces("A", "comp:portRef=\"in\"")), one("N", 2, 0))
                + transitions(rule("N", on("S"))) + "<comp:listOfSubmodels>"
                + "<comp:submodel comp:id=\"A\" comp:modelRef=\"follower\"/>" + rest + "</comp:listOfSubmodels></model>"
                + FOLLOWER + "</sbml>";
    }

    @Test
    void aNetworkOfSubmodelsIsTheFlatOne() {
        Trial joined = Trial.of(LogicalText.model(chain("<comp:submodel comp:id=\"B\" comp:modelRef=\"follower\"/>")));
        Trial flat = Trial.of(LogicalText.model(document(
                species(one("S", 2, 1), one("N", 2, 0), one("A__Out", 2, 0), one("B__In", 2, 0), one("B__Out", 2, 0)),
                transitions(rule("N", on("S")),
                        transition("A__t", "", output("A__Out"), term(2, compare("geq", "S", cn(1))), 0),
                        transition("B__t", "", output("B__Out"), term(2, compare("geq", "B__In", cn(1))), 0)))));
        String[] readings = {"S @ 3", "N @ 3", "A__Out @ 0", "A__Out @ 1", "B__Out @ 3", "steady(A__Out)"};
        assertThat(joined.readAll(readings)).containsExactly(flat.readAll(readings)).containsExactly(1, 1, 0, 2, 0, 2);
        assertThat(joined.move("B__In = 1 @ 2..").readAll("B__Out @ 2", "B__Out @ 3")).containsExactly(0, 2);
    }

    @Test
    void aTransitionMayBeDeleted() {
        Trial trial = Trial.of(LogicalText.model(chain("").replace("comp:modelRef=\"follower\"/>",
                "comp:modelRef=\"follower\"><comp:listOfDeletions><comp:deletion comp:portRef=\"t_port\"/>"
                        + "</comp:listOfDeletions></comp:submodel>")));
        assertThat(trial.readAll("A__Out @ 3", "N @ 3")).containsExactly(0, 1);
    }

    @Test
    void aLevelIsNotConverted() {
        String converted = chain("").replace("comp:portRef=\"in\"", "comp:portRef=\"in\" comp:conversionFactor=\"k\"")
                .replace("<qual:listOfQualitativeSpecies>",
                        "<listOfParameters><parameter id=\"k\" value=\"2\" constant=\"true\"/></listOfParameters>"
                                + "<qual:listOfQualitativeSpecies>");
        assertThatThrownBy(() -> LogicalText.read(converted)).isInstanceOf(OrreryException.class)
                .hasMessageContaining("has a conversion factor, but qualitativeSpecies A.In has no value to convert");
    }
}
