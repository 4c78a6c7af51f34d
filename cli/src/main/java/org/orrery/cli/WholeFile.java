package org.orrery.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.orrery.core.InvalidInput;

/** A file that is there whole or not at all: written beside its place, then moved onto it. */
final class WholeFile {
    private final Path place;

    /**
     * Looks whether a file may be written there, before any work is done for it.
     *
     * @throws InvalidInput if not
     */
    WholeFile(String name) {
        Path given = ModelFile.path(name);
        Path folder = given.toAbsolutePath().getParent();
        if (Files.isDirectory(given)) {
            throw new InvalidInput("'" + given + "' is a folder, and a file is to be written.",
                    "Maybe add the name of a file.");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InvalidInput("There is no folder '" + folder + "' to write to.", "Maybe make it first.");
        }
        if (!Files.isWritable(Files.exists(given) ? given : folder)) {
            throw new InvalidInput("'" + given + "' cannot be written.", "Maybe choose another folder.");
        }
        this.place = given;
    }

    /** What writes the text. */
    @FunctionalInterface
    interface Text {
        void writeTo(Writer writer) throws IOException;
    }

    void write(Text text) throws IOException {
        boolean device = Files.exists(place) && !Files.isRegularFile(place);
        if (device) {
            fill(place, text, StandardOpenOption.WRITE);
            return;
        }
        Path target = Files.exists(place) ? place.toRealPath() : place.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        part.toFile().deleteOnExit(); // for Ctrl-C
        try {
            fill(part, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void fill(Path file, Text text, StandardOpenOption... options) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, options)) {
            text.writeTo(writer);
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
