package org.orrery.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.orrery.core.Claim;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.core.Scope;

/** A refusal that came before any run, as the claim that scripts expect. */
final class RefusedClaim {
    private RefusedClaim() {}

    static Claim of(Refusal refusal, Question question, Path model, long seed) {
        String message = String.valueOf(refusal.getMessage());
        String reason = (message + (message.endsWith(".") ? " " : ". ") + refusal.advice()).strip();
        Claim.Provenance provenance = new Claim.Provenance(String.valueOf(model.getFileName()), sha256(model), null,
                Version.orrery(), seed, "refused before any run", 0);
        return new Claim(question.toString(), Claim.Status.REFUSED, reason, question.rung(), Scope.MODEL, null, null,
                null, null, null, List.of(), List.of(), List.of(), "This question has no answer here. " + reason, null,
                provenance);
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
