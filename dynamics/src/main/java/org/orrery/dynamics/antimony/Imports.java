package org.orrery.dynamics.antimony;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;

/** Opens a file and those that it imports: only such as lie in the same folder, each once. */
final class Imports {
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_FILES = 100;
    private final Path folder;
    private final Set<Path> opened = new HashSet<>();

    private Imports(Path folder) {
        this.folder = folder;
    }

    static Library library(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            throw new InvalidInput(file + ": there is no such file.", "Maybe the path is mistyped.");
        }
        Imports imports = new Imports(folder);
        Library library = new Library();
        Source source = new Source(name.toString(), text(file, name.toString()));
        imports.opened.add(real(file, file.toString()));
        Parser.read(source, library, imports::open);
        return library;
    }

    /** The file of that name; null where it was opened before, because importing twice changes nothing. */
    private @Nullable Source open(Token token, Source from) {
        Path file = beside(token, from);
        if (!opened.add(file)) {
            return null;
        }
        if (opened.size() > MOST_FILES) {
            throw from.invalid(token.start(), "more than " + MOST_FILES + " files are imported.",
                    "Maybe put models that belong together into one file.");
        }
        String text = text(file, token.text());
        if (text.stripLeading().startsWith("<")) {
            throw from.refused(token.start(), token.text()
                    + " is not Antimony; importing other formats is not supported yet.",
                    "Convert it first: orrery convert " + token.text() + " --to antimony.");
        }
        return new Source(token.text(), text);
    }

    private Path beside(Token token, Source from) {
        try {
            Path name = Path.of(token.text());
            Path file = folder.resolve(name);
            if (!name.isAbsolute() && name.getNameCount() == 1 && !token.text().equals("..")
                    && Files.isRegularFile(file) && folder.toRealPath().equals(file.toRealPath().getParent())) {
                return file.toRealPath();
            }
        } catch (InvalidPathException | IOException e) {
            throw from.invalid(token.start(), "the file " + token.text() + " cannot be opened.",
                    "Maybe the name is mistyped.");
        }
        throw from.invalid(token.start(), "there is no file " + token.text() + " beside the model.",
                "Only files in the model's own folder are imported, by their plain names.");
    }

    private static Path real(Path file, String name) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new InvalidInput(name + ": there is no such file.", "Maybe the path is mistyped.");
        }
    }

    private static String text(Path file, String name) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInput(name + ": is larger than " + MOST_BYTES + " bytes.",
                        "Maybe this is not a model.");
            }
            return notEmpty(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), name);
        } catch (CharacterCodingException e) {
            throw new InvalidInput(name + ": is not UTF-8 text.", "Save it as UTF-8.");
        } catch (NoSuchFileException e) {
            throw new InvalidInput(name + ": there is no such file.", "Maybe the path is mistyped.");
        } catch (IOException e) {
            throw new InvalidInput(name + ": cannot be read: " + e.getMessage(), "Look at the file's permissions.");
        }
    }

    static String notEmpty(String text, String name) {
        if (text.isBlank()) {
            throw new InvalidInput(name + ": is empty.", "Maybe the download failed; fetch it again.");
        }
        return text;
    }
}
