package org.orrery.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;
import org.orrery.core.ModelReader;
import org.orrery.core.Nearest;

/**
 * A file that some reader may open.
 *
 * @param path where it lies
 * @param head its first bytes as Latin-1 text
 */
record ModelFile(Path path, String head) {
    private static final int HEAD = 4096;

    /**
     * Finds a file and looks at its first bytes.
     *
     * @throws InvalidInput if there is nothing to read, with what was probably meant
     */
    static ModelFile find(String name) {
        Path path = path(name);
        if (Files.isDirectory(path)) {
            throw new InvalidInput("'" + name + "' is a folder.", inside(path));
        }
        if (!Files.exists(path)) {
            throw new InvalidInput("There is no file '" + name + "'.", beside(path));
        }
        String head = head(path, name);
        if (head.isEmpty()) {
            throw new InvalidInput("'" + name + "' is empty.", "Maybe it was not written to its end.");
        }
        return new ModelFile(path, head);
    }

    /** Reads the model with the first reader that accepts the file. */
    Model read() {
        List<ModelReader> readers = ServiceLoader.load(ModelReader.class).stream()
                .sorted(Comparator.comparing(provider -> provider.type().getName()))
                .map(ServiceLoader.Provider::get).toList();
        for (ModelReader reader : readers) {
            if (reader.accepts(path, head)) {
                return reader.read(path);
            }
        }
        String formats = readers.stream().map(ModelReader::format).distinct().collect(Collectors.joining(", "));
        throw new InvalidInput("'" + path + "' is no model that can be read" + (isBinary() ? ": it is binary." : "."),
                formats.isEmpty() ? "No reader is installed." : "What can be read: " + formats + ".");
    }

    private boolean isBinary() {
        return head.indexOf('\0') >= 0;
    }

    /** A path, or the reason why the text is none. */
    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new InvalidInput("'" + name.replace('\0', '?') + "' cannot be the name of a file.",
                    "Maybe a character in it does not belong there.");
        }
    }

    private static String head(Path path, String name) {
        try (InputStream bytes = Files.newInputStream(path)) {
            return new String(bytes.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new InvalidInput("'" + name + "' cannot be read.", "Maybe you are not allowed to read it.");
        }
    }

    private static String inside(Path folder) {
        List<String> files = files(folder);
        return files.isEmpty()
                ? "There is no file in it."
                : "Maybe one of its files: " + files.stream().limit(3).collect(Collectors.joining(", ")) + ".";
    }

    private static String beside(Path missing) {
        Path parent = missing.getParent();
        Path folder = parent == null ? Path.of("") : parent;
        if (!Files.isDirectory(folder)) {
            return "Nor is there a folder '" + folder + "'.";
        }
        List<String> names = Nearest.to(String.valueOf(missing.getFileName()), files(folder));
        return names.isEmpty()
                ? "Maybe the folder is another one."
                : "Maybe '" + folder.resolve(names.getFirst()) + "' is meant.";
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).map(file -> String.valueOf(file.getFileName())).sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
