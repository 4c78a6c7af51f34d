package org.orrery.dynamics.antimony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;

/** Files that import others: only from their own folder. */
class ImportTest {
    @TempDir
    Path folder;

    @Test
    void modelsFunctionsAndImportsOfImportsAreThere() throws IOException {
        write("rates.ant", "function twice(x)\n 2*x\nend\nimport \"main.ant\"");
        write("decay.ant", "import \"rates.ant\"\nmodel decay(S)\n S -> ; twice(k)*S; k = 0.5\nend");
        write("main.ant", "import \"decay.ant\"\nimport \"decay.ant\"\nmodel *m()\n A: decay(X); X = 4\nend");
        Mechanism mechanism = new AntimonyReader().read(folder.resolve("main.ant"));
        assertThat(mechanism.id()).isEqualTo("m");
        assertThat(mechanism.reactions()).extracting(Mechanism.Reaction::id).containsExactly("A___J0");
        assertThat(mechanism.functions()).extracting(Mechanism.Function::id).containsExactly("twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.ant", "sub/inner.ant", "/etc/hostname", "..", ".", "", "absent.ant", "link.ant"})
    void nothingOutsideOfTheFolderIsOpened(String name) throws IOException {
        Path inside = Files.createDirectory(folder.resolve("models"));
        Files.createDirectory(inside.resolve("sub"));
        write("secret.ant", "model secret()\n x = 1\nend");
        Files.writeString(inside.resolve("sub/inner.ant"), "model secret()\n x = 1\nend");
        Files.createSymbolicLink(inside.resolve("link.ant"), folder.resolve("secret.ant"));
        Path main = Files.writeString(inside.resolve("main.ant"), "import \"" + name + "\"\ny = 1");
        assertThatThrownBy(() -> new AntimonyReader().read(main)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("main.ant, line 1, column 8");
    }

    @Test
    void anErrorNamesTheFileItIsIn() throws IOException {
        write("part.ant", "model part()\n x = 1 +\nend");
        write("main.ant", "import \"part.ant\"\nA: part()");
        assertThatThrownBy(() -> new AntimonyReader().read(folder.resolve("main.ant")))
                .isInstanceOf(InvalidInput.class).hasMessageStartingWith("part.ant, line 2, column 6");
    }

    @Test
    void anImportStandsOutsideOfModelsAndInAFile() throws IOException {
        write("main.ant", "model m()\n import \"a.ant\"\nend");
        assertThatThrownBy(() -> new AntimonyReader().read(folder.resolve("main.ant")))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("an import stands outside of every model");
        assertThatThrownBy(() -> new AntimonyReader().read("import \"a.ant\"", "small.ant"))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("cannot import a.ant");
    }

    @Test
    void otherFormatsAreRefusedByName() throws IOException {
        write("oscli.xml", "<?xml version=\"1.0\"?><sbml/>");
        write("main.ant", "import \"oscli.xml\"\nA: oscli()");
        assertThatThrownBy(() -> new AntimonyReader().read(folder.resolve("main.ant"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("oscli.xml is not Antimony");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
