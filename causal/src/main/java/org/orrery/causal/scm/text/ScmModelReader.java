package org.orrery.causal.scm.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;
import org.orrery.core.ModelReader;

/** Opens structural causal models, {@code model.scm}. */
public final class ScmModelReader implements ModelReader {
    @Override
    public String format() {
        return "SCM";
    }

    @Override
    public boolean accepts(Path file, String head) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".scm");
    }

    @Override
    public Model read(Path file) {
        Model.Source source = new Model.Source(String.valueOf(file.getFileName()), sha256(file));
        Written written = ScmText.read(new String(bytes(file), StandardCharsets.UTF_8), source.file());
        return written.isWhole() ? new ScmModel(source, written.scm()) : new UnfittedModel(source, written);
    }

    /** In hexadecimal. */
    static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidInput("'" + file + "' cannot be read.", "Maybe you are not allowed to read it.");
        }
    }
}
