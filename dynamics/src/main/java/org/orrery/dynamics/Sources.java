package org.orrery.dynamics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;

/** Fingerprints of model files. */
final class Sources {
    private Sources() {}

    static Model.Source of(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Path name = file.getFileName();
            return new Model.Source(name == null ? file.toString() : name.toString(),
                    HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
        } catch (IOException failed) {
            throw new InvalidInput("Cannot read " + file + ": " + failed.getMessage() + ".", "Maybe check the path.");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
