package org.orrery.casebook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.orrery.core.Model;
import org.orrery.dynamics.MechanismModel;
import org.orrery.dynamics.antimony.AntimonyReader;

/** A mechanism that comes with the program, in Antimony. */
public final class EmbeddedMechanism {
    private EmbeddedMechanism() {}

    /**
     * @param beside a class in the package of the file
     * @param file its name
     */
    public static Model read(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the program");
            }
            byte[] bytes = in.readAllBytes();
            String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new MechanismModel(new Model.Source(file, sha),
                    new AntimonyReader().read(new String(bytes, StandardCharsets.UTF_8), file));
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
