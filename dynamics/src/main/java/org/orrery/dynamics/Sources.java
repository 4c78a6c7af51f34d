package org.orrery.dynamics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;

/** Fingerprints of model files. */
final class Sources {
    private Sources() {}

    static Model.Source of(Path file) {
        return of(file, List.of());
    }

    /** The fingerprint of a model in several files is that of their bytes one after the other, the main file first. */
    static Model.Source of(Path file, List<Path> others) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(file));
            for (Path other : others) {
                digest.update(Files.readAllBytes(other));
            }
            Path name = file.getFileName();
            return new Model.Source(name == null ? file.toString() : name.toString(),
                    HexFormat.of().formatHex(digest.digest()));
        } catch (IOException failed) {
            throw new InvalidInput("Cannot read " + file + ": " + failed.getMessage() + ".", "Maybe check the path.");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
