package org.orrery.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;
import org.orrery.core.ModelReader;
import org.orrery.core.Refusal;

/** Opens files that end in ".fake": words that say how a decay S -> P shall behave. */
public final class FakeReader implements ModelReader {
    @Override
    public String format() {
        return "Fake";
    }

    @Override
    public boolean accepts(Path file, String head) {
        return file.toString().endsWith(".fake");
    }

    @Override
    public Model read(Path file) {
        Set<String> words;
        try {
            words = Set.of(Files.readString(file).strip().split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (words.contains("broken")) {
            throw new InvalidInput(file.getFileName() + ":3: a bracket is open.", "Maybe close it.");
        }
        if (words.contains("unsupported")) {
            throw new Refusal("The model uses delays.", "A model without delays would do.");
        }
        if (words.contains("defect")) {
            throw new IllegalStateException("boom");
        }
        return new FakeModel(file, words);
    }
}
