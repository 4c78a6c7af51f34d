package org.orrery.causal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;

/** Fingerprints of files. */
final class Sources {
    private Sources() {}

    static Model.Source of(Path file) {
        return new Model.Source(String.valueOf(file.getFileName()), sha256(file));
    }

    /** In hexadecimal. */
    static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException failed) {
            throw new InvalidInput("Cannot read " + file + ".", "Maybe check the path.");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
