package org.orrery.dynamics.sbml.comp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.orrery.dynamics.sbml.comp.HierarchyText.document;
import static org.orrery.dynamics.sbml.comp.HierarchyText.model;
import static org.orrery.dynamics.sbml.comp.HierarchyText.parameters;
import static org.orrery.dynamics.sbml.comp.HierarchyText.replaces;
import static org.orrery.dynamics.sbml.comp.HierarchyText.submodel;
import static org.orrery.dynamics.sbml.comp.HierarchyText.submodels;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Limits;
import org.orrery.dynamics.sbml.xml.XmlTree;

/** What other packages say of a model survives its being made flat, under the flat names. */
class OtherPackagesTest {
    private static final String FBC = "http://www.sbml.org/sbml/level3/version1/fbc/version2";
    private static final String NETWORK = model("network",
            parameters("<parameter id=\"low\" value=\"0\" constant=\"true\"/>",
                    "<parameter id=\"high\" value=\"10\" constant=\"true\"/>"),
            """
                    <listOfReactions><reaction id="J" reversible="false" fbc:lowerFluxBound="low" fbc:upperFluxBound="high">
                    <fbc:geneProductAssociation><fbc:and><fbc:geneProductRef fbc:geneProduct="g"/></fbc:and></fbc:geneProductAssociation>
                    </reaction></listOfReactions>
                    <fbc:listOfObjectives fbc:activeObjective="inner"><fbc:objective fbc:id="inner" fbc:type="maximize">
                    <fbc:listOfFluxObjectives><fbc:fluxObjective fbc:reaction="J" fbc:coefficient="1"/></fbc:listOfFluxObjectives>
                    </fbc:objective></fbc:listOfObjectives>
                    <fbc:listOfGeneProducts><fbc:geneProduct fbc:id="g" fbc:label="gene"/></fbc:listOfGeneProducts>
                    """);

    private static List<String> lines(String main) {
        String text = document(main, NETWORK).replaceFirst(" level=",
                " xmlns:fbc=\"" + FBC + "\" fbc:required=\"false\" level=");
        XmlTree.Document document = XmlTree.read(text.getBytes(StandardCharsets.UTF_8), HierarchyText.FILE,
                Limits.USUAL);
        Element root = Composition.flatten(document, null, Limits.USUAL, other -> {}).root();
        assertThat(root.attribute("{" + FBC + "}required")).isEqualTo("false");
        List<String> lines = new ArrayList<>();
        collect(root, lines);
        return lines;
    }

    private static void collect(Element element, List<String> lines) {
        TreeMap<String, String> attributes = new TreeMap<>();
        element.attributes().forEach((key, value) -> {
            if (key.startsWith("{" + FBC)) {
                attributes.put(key.substring(key.indexOf('}') + 1), value);
            }
        });
        if (element.namespace().equals(FBC) || element.name().equals("reaction")) {
            lines.add(element.name() + " " + attributes);
        }
        element.all().forEach(child -> collect(child, lines));
    }

    @Test
    void aFluxBalanceProblemInASubmodel() {
        assertThat(lines(submodels(submodel("A", "network")))).containsExactlyInAnyOrder(
                "reaction {lowerFluxBound=A__low, upperFluxBound=A__high}",
                "geneProductAssociation {}", "and {}", "geneProductRef {geneProduct=A__g}",
                "listOfObjectives {activeObjective=A__inner}", "objective {id=A__inner, type=maximize}",
                "listOfFluxObjectives {}", "fluxObjective {coefficient=1, reaction=A__J}",
                "listOfGeneProducts {}", "geneProduct {id=A__g, label=gene}");
    }

    @Test
    void theObjectiveOfTheMainModelIsTheActiveOne() {
        String main = "<listOfReactions><reaction id=\"K\" reversible=\"false\" fbc:upperFluxBound=\"most\">"
                + replaces("submodelRef=A idRef=J") + "</reaction></listOfReactions>"
                + parameters("<parameter id=\"most\" value=\"5\" constant=\"true\">"
                        + replaces("submodelRef=A idRef=high") + "</parameter>")
                + submodels(submodel("A", "network"))
                + "<fbc:listOfObjectives fbc:activeObjective=\"own\"><fbc:objective fbc:id=\"own\" fbc:type=\"minimize\">"
                + "<fbc:listOfFluxObjectives><fbc:fluxObjective fbc:reaction=\"K\" fbc:coefficient=\"2\"/></fbc:listOfFluxObjectives>"
                + "</fbc:objective></fbc:listOfObjectives>";
        assertThat(lines(main)).containsExactlyInAnyOrder("reaction {upperFluxBound=most}",
                "listOfObjectives {activeObjective=own}",
                "objective {id=own, type=minimize}", "listOfFluxObjectives {}",
                "fluxObjective {coefficient=2, reaction=K}",
                "objective {id=A__inner, type=maximize}", "listOfFluxObjectives {}",
                "fluxObjective {coefficient=1, reaction=K}",
                "listOfGeneProducts {}", "geneProduct {id=A__g, label=gene}");
    }
}
