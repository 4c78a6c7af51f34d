package org.orrery.dynamics.sbml.comp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orrery.dynamics.sbml.comp.HierarchyText.document;
import static org.orrery.dynamics.sbml.comp.HierarchyText.lines;
import static org.orrery.dynamics.sbml.comp.HierarchyText.model;
import static org.orrery.dynamics.sbml.comp.HierarchyText.parameter;
import static org.orrery.dynamics.sbml.comp.HierarchyText.parameters;
import static org.orrery.dynamics.sbml.comp.HierarchyText.read;
import static org.orrery.dynamics.sbml.comp.HierarchyText.submodel;
import static org.orrery.dynamics.sbml.comp.HierarchyText.submodels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.SbmlModelReader;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.sbml.SbmlReader;

/** Models in other files: those beside the model are read, and nothing else on this machine or any other. */
class ExternalModelsTest {
    private static final String OTHER = document(parameters(parameter("x", 1)),
            model("second", parameters(parameter("y", 2))));

    @TempDir
    private Path outside;
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(outside.resolve("models"));
        Files.writeString(folder.resolve("other.xml"), OTHER);
        Files.writeString(outside.resolve("secret.xml"), OTHER.replace("\"x\"", "\"secret\""));
    }

    private static String external(String source, String more) {
        return "<comp:externalModelDefinition comp:id=\"ext\" comp:source=\"%s\" %s/>".formatted(source, more);
    }

    private Mechanism open(String source, String more) throws IOException {
        return open(document(submodels(submodel("A", "ext")), external(source, more)));
    }

    private Mechanism open(String text) throws IOException {
        return new SbmlReader().read(Files.writeString(folder.resolve("main.xml"), text));
    }

    private void assertMessage(String source, String message) {
        assertThatThrownBy(() -> open(source, "")).isInstanceOf(InvalidInput.class).hasMessage(message)
                .hasMessageNotContaining("secret ");
    }

    @Test
    void theMainModelOrANamedOne() throws IOException {
        assertThat(lines(open("other.xml", ""))).containsExactly("A__x = 1.0");
        assertThat(lines(open("./other.xml", "comp:modelRef=\"top\""))).containsExactly("A__x = 1.0");
        assertThat(lines(open("other.xml", "comp:modelRef=\"second\""))).containsExactly("A__y = 2.0");
        assertThat(open("other.xml", "").remarks()).contains("draws in other.xml");
        assertThatThrownBy(() -> open("other.xml", "comp:modelRef=\"third\"")).isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "main.xml, line 8: externalModelDefinition ext asks for the model third, which other.xml does not define.");
    }

    @Test
    void theFingerprintIsOfAllFiles() throws IOException {
        open("other.xml", "");
        Path main = folder.resolve("main.xml");
        String before = new SbmlModelReader().read(main).source().sha256();
        assertThat(new SbmlModelReader().read(main).source().sha256()).isEqualTo(before);
        Files.writeString(folder.resolve("other.xml"), OTHER.replace("value=\"1.0\"", "value=\"1.5\""));
        assertThat(new SbmlModelReader().read(main).source().sha256()).isNotEqualTo(before);
    }

    @Test
    void filesBelowAndFilesOfFiles() throws IOException {
        Files.createDirectory(folder.resolve("sub dir"));
        Files.writeString(folder.resolve("sub dir/chain.xml"), document(submodels(submodel("B", "ext")),
                external("../other.xml", "comp:modelRef=\"second\"")));
        assertThat(lines(open("sub%20dir/chain.xml", ""))).containsExactly("A__B__y = 2.0");
        assertThat(lines(open("sub dir/chain.xml", "comp:modelRef=\"ext\""))).containsExactly("A__y = 2.0");
    }

    @Test
    void errorsNameTheFileTheyAreIn() throws IOException {
        Files.writeString(folder.resolve("broken.xml"), OTHER.replace("value=\"1.0\"", "value=\"one\""));
        assertMessage("broken.xml", "broken.xml, line 4: <parameter> has value=\"one\", which is not a number.");
        Files.writeString(folder.resolve("torn.xml"), OTHER.substring(0, 200));
        assertThatThrownBy(() -> open("torn.xml", "")).isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("torn.xml, line 3: is not well-formed XML");
    }

    @Test
    void filesThatAreNotThere() {
        assertMessage("none.xml", "main.xml, line 8: external model ext is in none.xml, and there is no such file.");
        assertMessage(".", "main.xml, line 8: external model ext is in ., which is not a file.");
    }

    @Test
    void filesThatAreNoModel() throws IOException {
        Files.writeString(folder.resolve("page.html"), "<html><body/></html>");
        assertMessage("page.html",
                "main.xml, line 8: external model ext is in page.html, which is not SBML: its root element is <html>.");
        Files.writeString(folder.resolve("old.xml"),
                "<sbml xmlns=\"http://www.sbml.org/sbml/level2\" level=\"2\" version=\"1\"><model/></sbml>");
        assertMessage("old.xml",
                "main.xml, line 8: external model ext is in old.xml, which is SBML level 2; models can be composed in level 3 only.");
        Files.writeString(folder.resolve("empty.xml"),
                "<sbml xmlns=\"http://www.sbml.org/sbml/level3/version2/core\" level=\"3\" version=\"2\"/>");
        assertMessage("empty.xml", "main.xml, line 8: asks for the main model of empty.xml, which has none.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.xml", "sub/../../secret.xml", "%2e%2e/secret.xml", "./.././secret.xml"})
    void noWayLeadsOut(String source) {
        assertMessage(source,
                "main.xml, line 8: external model ext is in " + source + ", which is outside the model's folder.");
    }

    @Test
    void noAbsolutePathLeadsOut() {
        assertMessage(outside.resolve("secret.xml").toString(), "main.xml, line 8: external model ext is in "
                + outside.resolve("secret.xml") + ", which is not a relative path.");
    }

    @Test
    void noLinkLeadsOut() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.xml"), outside.resolve("secret.xml"));
        assertMessage("link.xml",
                "main.xml, line 8: external model ext is in link.xml, which is a link to a place outside the model's folder.");
        Files.createSymbolicLink(folder.resolve("up"), outside);
        assertMessage("up/secret.xml",
                "main.xml, line 8: external model ext is in up/secret.xml, which is a link to a place outside the model's folder.");
        Files.createSymbolicLink(folder.resolve("inside.xml"), folder.resolve("other.xml"));
        assertThat(lines(open("inside.xml", ""))).containsExactly("A__x = 1.0");
    }

    @Test
    void aModelOpenedThroughALinkFindsWhatLiesBesideTheRealFile() throws IOException {
        open("other.xml", "");
        Path link = Files.createSymbolicLink(outside.resolve("link-to-main.xml"), folder.resolve("main.xml"));
        assertThat(lines(new SbmlReader().read(link))).containsExactly("A__x = 1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/m.xml", "https://example.org/m.xml", "file:///etc/passwd",
            "ftp://h/m.xml",
            "urn:miriam:biomodels.db:BIOMD0000000002", "//host/share/m.xml", "jar:file:x.jar!/m.xml"})
    void nothingIsFetched(String source) {
        assertThatThrownBy(() -> open(source, "")).isInstanceOf(Refusal.class)
                .hasMessage("main.xml, line 8: external model ext is in "
                        + source + ", which is not a path of a file; nothing is fetched.");
    }

    @Test
    void theBillionLaughsOfAnotherFile() throws IOException {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE sbml [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            laughs.append("<!ENTITY l%d \"&l%d;&l%d;\">".formatted(i, i - 1, i - 1));
        }
        Files.writeString(folder.resolve("laughs.xml"), laughs + "]>\n" + OTHER.replace("</model>", "&l39;</model>"));
        assertMessage("laughs.xml", "laughs.xml, line 1: declares a document type; entities are not read.");
    }

    @Test
    void filesThatAskForEachOther() throws IOException {
        Files.writeString(folder.resolve("b.xml"), document("", external("main.xml", "comp:modelRef=\"ext\"")));
        assertThatThrownBy(() -> open("b.xml", "comp:modelRef=\"ext\"")).isInstanceOf(InvalidInput.class).hasMessage(
                "main.xml, line 8: external model ext refers to itself, by way of main.xml#ext, b.xml#ext.");
        Files.writeString(folder.resolve("c.xml"), document(submodels(submodel("B", "ext")), external("main.xml", "")));
        assertThatThrownBy(() -> open("c.xml", "")).isInstanceOf(InvalidInput.class).hasMessage(
                "c.xml, line 4: submodel B makes model top contain itself: model top, model top, model top.");
    }

    @Test
    void aFileThatChangedIsRemarked() throws IOException, NoSuchAlgorithmException {
        String sum = HexFormat.of().withUpperCase()
                .formatHex(MessageDigest.getInstance("MD5").digest(OTHER.getBytes(StandardCharsets.UTF_8)));
        assertThat(open("other.xml", "comp:md5=\"" + sum + "\"").remarks()).containsExactly("draws in other.xml");
        assertThat(open("other.xml", "comp:md5=\"00112233445566778899aabbccddeeff\"").remarks())
                .contains("external model ext: other.xml has changed since it was referred to (its md5 is another)");
    }

    @Test
    void aModelThatIsInNoFileHasNothingBesideIt() {
        assertThatThrownBy(() -> read(document(submodels(submodel("A", "ext")), external("other.xml", ""))))
                .isInstanceOf(InvalidInput.class).hasMessage("small.xml, line 8: external model ext is in other.xml, "
                        + "and this model was not read from a file, so that nothing lies beside it.");
    }

    @Test
    void packagesOfAnotherFileAreLookedAtToo() throws IOException {
        Files.writeString(folder.resolve("arrays.xml"), OTHER.replaceFirst(" level=", " xmlns:arrays="
                + "\"http://www.sbml.org/sbml/level3/version1/arrays/version1\" arrays:required=\"true\" level="));
        assertThatThrownBy(() -> open("arrays.xml", "")).isInstanceOf(Refusal.class).hasMessageStartingWith(
                "arrays.xml, line 1: uses the SBML package arrays, which is required");
    }

    @Test
    void manyOrLargeFilesAreTurnedAway() throws IOException {
        StringBuilder asked = new StringBuilder();
        String[] externals = new String[101];
        for (int i = 0; i < externals.length; i++) {
            Files.writeString(folder.resolve("m" + i + ".xml"), OTHER);
            asked.append(submodel("A" + i, "ext" + i)).append('\n');
            externals[i] = external("m" + i + ".xml", "").replace("\"ext\"", "\"ext" + i + "\"");
        }
        assertThatThrownBy(() -> open(document(submodels(asked.toString()), externals)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageMatching("main.xml, line \\d+: the model draws in more than 100 files.");
    }
}
