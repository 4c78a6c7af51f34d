package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
    @TempDir
    private Path folder;

    @Test
    void writesToStdoutAndSaysWhatIsLost() {
        Shell shell = Shell.run("convert", Shell.model(folder, "plain"), "--to", "FAKE");
        assertThat(shell.exit()).isZero();
        assertThat(shell.out()).isEqualTo("plain\n");
        assertThat(shell.err()).isEqualToNormalizingNewlines("Note: all but the name of decay.fake\n");
    }

    @Test
    void theEndingOfTheFileSaysTheFormat() throws IOException {
        Path out = folder.resolve("model.fk");
        Shell shell = Shell.run("convert", Shell.model(folder, "plain"), "--out", out);
        assertThat(shell.exit()).isZero();
        assertThat(shell.out()).isEmpty();
        assertThat(out).hasContent("plain");
    }

    @Test
    void anUnknownFormatOrNoneIsWrongUsage() {
        Path model = Shell.model(folder, "plain");
        assertThat(Shell.run("convert", model).exit()).isEqualTo(2);
        assertThat(Shell.run("convert", model).err()).contains("Neither --out nor --to", "Maybe add --to fake");
        Shell near = Shell.run("convert", model, "--to", "fale");
        assertThat(near.exit()).isEqualTo(2);
        assertThat(near.err()).contains("There is no format 'fale'", "Maybe 'fake' is meant.");
        Shell ending = Shell.run("convert", model, "--out", folder.resolve("model.docx"));
        assertThat(ending.exit()).isEqualTo(2);
        assertThat(ending.err()).contains("model.docx", "Maybe end it in .fake, or add --to.");
        assertThat(folder.resolve("model.docx")).doesNotExist();
    }

    @Test
    void whatCannotBeReadIsNotWritten() {
        Path out = folder.resolve("out.fake");
        assertThat(Shell.run("convert", folder.resolve("absent.fake"), "--out", out).exit()).isEqualTo(4);
        assertThat(Shell.run("convert", Shell.model(folder, "broken"), "--out", out).exit()).isEqualTo(4);
        assertThat(Shell.run("convert", Shell.model(folder, "unsupported"), "--out", out).exit()).isEqualTo(3);
        assertThat(out).doesNotExist();
    }
}
