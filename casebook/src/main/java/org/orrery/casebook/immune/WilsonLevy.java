package org.orrery.casebook.immune;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.orrery.core.Model;
import org.orrery.dynamics.MechanismModel;
import org.orrery.dynamics.antimony.AntimonyReader;

/** The mechanism of Wilson and Levy (2012), doi:10.1007/s11538-012-9722-4, in this project's own words. */
final class WilsonLevy {
    private static final String FILE = "wilson-levy.ant";

    private WilsonLevy() {}

    static Model model() {
        try (InputStream in = WilsonLevy.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the program");
            }
            byte[] bytes = in.readAllBytes();
            String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new MechanismModel(new Model.Source(FILE, sha),
                    new AntimonyReader().read(new String(bytes, StandardCharsets.UTF_8), FILE));
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
