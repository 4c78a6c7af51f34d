package org.orrery.dynamics.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orrery.dynamics.sbml.SbmlText.level1;
import static org.orrery.dynamics.sbml.SbmlText.level2;
import static org.orrery.dynamics.sbml.SbmlText.level3;
import static org.orrery.dynamics.sbml.SbmlText.math;
import static org.orrery.dynamics.sbml.SbmlText.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;
import org.orrery.dynamics.mechanism.Mechanism;

/** What writers of SBML do, each in its own way, and what changes nothing. */
class DialectsTest {
    private static final String POOL = """
            <listOfCompartments><compartment id="cell" size="2"/></listOfCompartments>
            <listOfSpecies><species id="A" compartment="cell" initialAmount="1"/></listOfSpecies>
            """;
    private static final String LAW = "<listOfReactions><reaction id=\"r\"><listOfReactants><speciesReference species=\"A\"/>"
            + "</listOfReactants><kineticLaw>" + math("<ci>A</ci>") + "</kineticLaw></reaction></listOfReactions>";

    private static void assertIsThePool(Mechanism mechanism) {
        assertThat(mechanism.species()).extracting(pool -> pool.id() + " " + pool.amount()).containsExactly("A 1.0");
        assertThat(mechanism.compartments()).extracting(cell -> cell.size()).containsExactly(2.0);
        assertThat(mechanism.reactions()).extracting(reaction -> reaction.id()).containsExactly("r");
        assertThat(mechanism.reactions().getFirst().rate()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, false", "UTF-8, true", "ISO-8859-1, false", "UTF-16LE, true", "UTF-16BE, true",
            "US-ASCII, false"})
    void encodings(String name, boolean mark) {
        Charset charset = Charset.forName(name);
        String declared = name.startsWith("UTF-16") ? "UTF-16" : name;
        String text = (mark ? "\ufeff" : "") + "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>\n"
                + level2(4, POOL + LAW).replace("<model id=\"m\"",
                        "<model id=\"m\" name=\"" + (name.equals("US-ASCII") ? "a" : "\u00e4") + "\"");
        byte[] bytes = text.getBytes(charset);
        Mechanism mechanism = new SbmlReader().read(bytes, "small.xml");
        assertIsThePool(mechanism);
        assertThat(mechanism.name()).isEqualTo(name.equals("US-ASCII") ? "a" : "\u00e4");
        String head = new String(Arrays.copyOf(bytes, 256), StandardCharsets.ISO_8859_1);
        assertThat(SbmlReader.accepts(Path.of("model.xml"), head)).isTrue();
    }

    @Test
    void prefixesOnElementsAndAttributes() {
        String plain = level2(4, POOL + LAW);
        String prefixed = plain.replace("xmlns=\"http://www.sbml", "xmlns:sbml=\"http://www.sbml")
                .replaceAll("<(/?)(?!math|ci|/math|/ci)(\\w)", "<$1sbml:$2");
        assertThat(prefixed).contains("<sbml:sbml ", "<sbml:species ");
        assertIsThePool(read(prefixed));
        assertIsThePool(read(prefixed.replaceAll(" (id|size|species|compartment|initialAmount)=", " sbml:$1=")));
        assertIsThePool(
                read(plain.replaceAll("<(/?)(math|ci)", "<$1m:$2").replace("<m:math xmlns", "<m:math xmlns:m")));
    }

    @Test
    void listsInAnyOrder() {
        assertIsThePool(read(level2(4, LAW + POOL)));
        assertIsThePool(read(level3("<listOfReactions><reaction id=\"r\" reversible=\"false\"><kineticLaw>"
                + math("<cn>1</cn>")
                + "</kineticLaw><listOfProducts><speciesReference constant=\"true\" stoichiometry=\"1\" species=\"A\"/></listOfProducts></reaction>"
                + "</listOfReactions><listOfSpecies><species id=\"A\" compartment=\"cell\" initialAmount=\"1\" hasOnlySubstanceUnits=\"true\""
                + " boundaryCondition=\"false\" constant=\"false\"/></listOfSpecies>"
                + "<listOfCompartments><compartment id=\"cell\" size=\"2\" constant=\"true\"/></listOfCompartments>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<notes><body xmlns=\"http://www.w3.org/1999/xhtml\"><p>a &amp; b<br/>c</p><pre>x &lt; y</pre></body></notes>",
            "<notes>plain text, which is not XHTML</notes>",
            "<notes><html:p xmlns:html=\"http://www.w3.org/1999/xhtml\"><html:a href=\"http://x?a=1&amp;b=2\">l</html:a></html:p></notes>",
            "<notes><![CDATA[<b>bold & wrong</b>]]></notes>",
            "<annotation><COPASI xmlns=\"http://www.copasi.org/static/sbml\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/></COPASI></annotation>",
            "<annotation><celldesigner:extension xmlns:celldesigner=\"http://www.sbml.org/2001/ns/celldesigner\"><celldesigner:listOfReactions/></celldesigner:extension></annotation>",
            "<annotation><jd:display xmlns:jd=\"http://www.sys-bio.org/sbml\"/><VCellInfo xmlns=\"http://www.vcell.org\"><species id=\"A\"/></VCellInfo></annotation>",
            "<annotation><listOfLayouts xmlns=\"http://projects.eml.org/bcb/sbml/level2\"><layout/></listOfLayouts></annotation>",
            "<!-- a comment --><?xml-stylesheet href=\"x.css\"?>"})
    void notesAnnotationsAndComments(String inside) {
        assertIsThePool(read(level2(4, inside + POOL + LAW)));
        assertIsThePool(
                read(level2(1, POOL.replace("initialAmount=\"1\"/>", "initialAmount=\"1\">" + inside + "</species>")
                        + LAW)));
    }

    @Test
    void typesConstraintsAndMetaids() {
        Mechanism mechanism = read(level2(4, """
                <listOfCompartmentTypes><compartmentType id="ct" metaid="x" sboTerm="SBO:0000290"/></listOfCompartmentTypes>
                <listOfSpeciesTypes><speciesType id="st"/></listOfSpeciesTypes>
                """ + POOL.replace("<species ", "<species speciesType=\"st\" charge=\"-1\" metaid=\"y\" ")
                .replace("<compartment ", "<compartment compartmentType=\"ct\" outside=\"cell\" ")
                + "<listOfConstraints><constraint>" + math("<true/>")
                + "<message><p xmlns=\"http://www.w3.org/1999/xhtml\">no</p></message></constraint></listOfConstraints>"
                + LAW));
        assertIsThePool(mechanism);
        assertThat(mechanism.remarks()).anyMatch(remark -> remark.startsWith("constraint: not checked"))
                .anyMatch(remark -> remark.startsWith("speciesTypes: ignored"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"layout", "render", "groups"})
    void picturesAndGroupsHaveNoMathematicsWhateverTheFileSays(String name) {
        String space = " xmlns:p=\"http://www.sbml.org/sbml/level3/version1/" + name + "/version1\"";
        String list = "<p:listOfThings><p:thing p:id=\"t\"/></p:listOfThings>";
        for (String declared : new String[]{" p:required=\"false\"", " p:required=\"true\"", ""}) {
            assertThat(read(level3(list).replaceFirst(" level=", space + declared + " level=")).id()).isEqualTo("m");
        }
    }

    @Test
    void levelOneAsItsFirstWritersWroteIt() {
        assertIsThePool(read(level1(1, """
                <annotations><x xmlns="http://www.sys-bio.org/"/></annotations>
                <listOfCompartments><compartment name="cell" volume="2" units="volume"/></listOfCompartments>
                <listOfSpecies><specie name="A" compartment="cell" initialAmount="1.0" boundaryCondition="false" charge="0" units="substance"/></listOfSpecies>
                <listOfReactions><reaction name="r" reversible="false" fast="false"><listOfReactants>
                <specieReference specie="A" stoichiometry="1" denominator="1"/></listOfReactants><kineticLaw formula="A*k">
                <listOfParameters><parameter name="k" value="1"/></listOfParameters></kineticLaw></reaction></listOfReactions>
                """)));
    }

    @Test
    void numbersAsXmlSchemaHasThem() {
        String parameters = "<listOfParameters><parameter id=\"k\" value=\"%s\"/></listOfParameters>";
        for (String text : new String[]{" 1 ", "1.", "+1", "1e0", "1E+00", "01", "1.000"}) {
            assertThat(read(level2(4, parameters.formatted(text))).parameters().getFirst().value()).isEqualTo(1);
        }
        assertThat(read(level2(4, parameters.formatted(".5"))).parameters().getFirst().value()).isEqualTo(.5);
        assertThat(read(level2(4, parameters.formatted("-INF"))).parameters().getFirst().value())
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void elementsThatLostTheirNamespaceAreNotPassedOver() {
        assertThatThrownBy(() -> read(level2(4,
                POOL + LAW.replace("<listOfReactions>",
                        "<listOfReactions xmlns=\"http://www.sbml.org/sbml/level2\">"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("small.xml, line 5: <listOfReactions> in <model> has the namespace"
                        + " http://www.sbml.org/sbml/level2.");
        assertThatThrownBy(() -> read(level2(4, POOL + LAW.replace("<kineticLaw>", "<kineticLaw xmlns=\"\">"))))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("<kineticLaw> in <reaction> has no namespace.");
        assertThatThrownBy(() -> read(level3(
                "<listOfConstraints><constraint><math xmlns=\"http://www.w3.org/Math\"/></constraint></listOfConstraints>")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("<math> in <constraint> has the namespace http://www.w3.org/Math.");
    }

    @Test
    void identifiersThatAreNone() {
        for (String id : new String[]{"2PG", "a b", "a-b", "\u03b1", ""}) {
            assertThatThrownBy(() -> read(level2(4, POOL.replace("\"A\"", "\"" + id + "\""))))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("small.xml, line 4: <species> has the id \"" + id + "\", which is no identifier.");
        }
        assertThat(read(level2(4, POOL).replace("id=\"m\"", "id=\"model 1\"")).id()).isEqualTo("model 1");
    }

    @Test
    void whatAKineticLawReadsUnasked() {
        String second = POOL.replace("</listOfSpecies>",
                "<species id=\"B\" compartment=\"cell\" initialAmount=\"1\"/></listOfSpecies>");
        Mechanism mechanism = read(
                level2(4, second + LAW.replace("<ci>A</ci>", "<apply><times/><ci>A</ci><ci>B</ci></apply>")));
        assertThat(mechanism.remarks())
                .containsExactly(
                        "reaction r: its kinetic law reads B without naming it as reactant, product or modifier");
        assertThat(read(level2(4, POOL + LAW)).remarks()).isEmpty();
    }
}
