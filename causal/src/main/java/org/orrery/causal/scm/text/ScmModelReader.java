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
        try {
            byte[] bytes = Files.readAllBytes(file);
            String name = String.valueOf(file.getFileName());
            String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new ScmModel(new Model.Source(name, sha256),
                    ScmText.parse(new String(bytes, StandardCharsets.UTF_8), name));
        } catch (IOException e) {
            throw new InvalidInput("'" + file + "' cannot be read.", "Maybe you are not allowed to read it.");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }
}
