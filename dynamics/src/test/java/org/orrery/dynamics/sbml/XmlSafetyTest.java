package org.orrery.dynamics.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orrery.dynamics.sbml.SbmlText.level3;
import static org.orrery.dynamics.sbml.SbmlText.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.core.InvalidInput;
import org.orrery.dynamics.sbml.xml.Limits;

/** A file is not trusted: it may not fetch, blow up or dig down. */
class XmlSafetyTest {
    private static final String MODEL = level3("");

    @Test
    void aDocumentTypeIsTurnedAway() {
        assertThatThrownBy(() -> read("<?xml version=\"1.0\"?>\n<!DOCTYPE sbml>\n" + MODEL))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("small.xml, line 2: declares a document type; entities are not read.");
    }

    @Test
    void anExternalEntityIsNeverFetched(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "do not read");
        String text = "<!DOCTYPE sbml [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + MODEL.replace("id=\"m\"", "id=\"m\" name=\"&x;\"");
        assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("declares a document type").hasMessageNotContaining("do not read");
    }

    @Test
    void aBillionLaughsAreTurnedAwayBeforeTheFirst() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE sbml [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            laughs.append("<!ENTITY l%d \"&l%d;&l%d;\">".formatted(i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> read(laughs + "]>" + MODEL.replace("</model>", "&l39;</model>")))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("declares a document type");
    }

    @Test
    void anUndeclaredEntityIsNotText() {
        assertThatThrownBy(() -> read(MODEL.replace("</model>", "&nobody;</model>"))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void elementsMayNotBeNestedForEver() {
        SbmlReader shallow = new SbmlReader(new Limits(1 << 20, 50));
        String deep = MODEL.replace("</model>",
                "<annotation>" + "<a>".repeat(60) + "</a>".repeat(60) + "</annotation></model>");
        assertThatThrownBy(() -> shallow.read(deep.getBytes(StandardCharsets.UTF_8), "deep.xml"))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("nested deeper than 50");
        String core = MODEL.replace("</model>", "<listOfRules>".repeat(60) + "</listOfRules>".repeat(60) + "</model>");
        assertThatThrownBy(() -> shallow.read(core.getBytes(StandardCharsets.UTF_8), "deep.xml"))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("nested deeper than 50");
        String usual = MODEL.replace("</model>",
                "<listOfRules>".repeat(5_000) + "</listOfRules>".repeat(5_000) + "</model>");
        assertThatThrownBy(() -> read(usual)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nested deeper than 1000");
    }

    @Test
    void aZippedModelIsRead(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("m.xml.gz"), zipped(MODEL.getBytes(StandardCharsets.UTF_8)));
        assertThat(new SbmlReader().read(file).id()).isEqualTo("m");
        assertThat(SbmlReader.accepts(file, new String(zipped(new byte[9]), StandardCharsets.ISO_8859_1))).isTrue();
    }

    @Test
    void aZipBombStopsAtTheLimit() throws IOException {
        byte[] bomb = zipped(new byte[1 << 20]);
        assertThat(bomb.length).isLessThan(10_000);
        SbmlReader small = new SbmlReader(new Limits(100_000, 50));
        assertThatThrownBy(() -> small.read(bomb, "bomb.xml.gz")).isInstanceOf(InvalidInput.class)
                .hasMessage("bomb.xml.gz: is larger than 100000 bytes.");
    }

    @Test
    void aFileThatIsTooLargeIsNotReadToItsEnd(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("large.xml"), new byte[2_000]);
        assertThatThrownBy(() -> new SbmlReader(new Limits(1_000, 50)).read(file)).isInstanceOf(InvalidInput.class)
                .hasMessage("large.xml: is larger than 1000 bytes.");
    }

    @Test
    void aBrokenZipIsSaid() throws IOException {
        byte[] cut = java.util.Arrays.copyOf(zipped(MODEL.getBytes(StandardCharsets.UTF_8)), 40);
        assertThatThrownBy(() -> new SbmlReader().read(cut, "cut.xml.gz")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("cut.xml.gz: begins like a gzip file");
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }
}
