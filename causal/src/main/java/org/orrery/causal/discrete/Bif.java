package org.orrery.causal.discrete;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.orrery.core.InvalidInput;

/**
 * Files in the interchange format for Bayesian networks (BIF 0.15), plain or compressed. Understood are variables with named
 * states, and probabilities as rows, as a table (in which the own state changes slowest) or by default; properties are left out.
 */
public final class Bif {
    private static final int MOST_BYTES = 64 << 20;
    private static final Pattern LOOKS_LIKE_IT = Pattern.compile(
            "\\A\\s*+(?://[^\\n]*+\\s*+)*+network\\b[^{\\n]{0,200}+\\{");

    private Bif() {}

    /**
     * Whether a file looks like one.
     *
     * @param head its first bytes as Latin-1 text
     */
    public static boolean accepts(Path file, String head) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".bif.gz") || name.endsWith(".bif") && head.indexOf('\0') < 0
                || LOOKS_LIKE_IT.matcher(head).find() && head.contains("variable");
    }

    /**
     * Reads a network.
     *
     * @throws InvalidInput if it is broken, with the line; if it is too large; if a row is no distribution
     */
    public static BayesianNetwork read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            byte[] bytes = limited(Files.newInputStream(file), name);
            boolean packed = bytes.length > 1 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
            byte[] text = packed ? limited(new GZIPInputStream(new ByteArrayInputStream(bytes)), name) : bytes;
            return read(new String(text, StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new InvalidInput("Cannot read " + name + ": it is no whole file.",
                    "Maybe it was cut off on the way.");
        }
    }

    /**
     * Reads a network from its text.
     *
     * @param name of the file, for messages
     */
    public static BayesianNetwork read(String text, String name) {
        return new BifParser(text, name).network();
    }

    private static byte[] limited(InputStream stream, String name) throws IOException {
        try (stream) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInput(name + " holds more than " + MOST_BYTES + " bytes.", "Maybe it is no network.");
            }
            return bytes;
        }
    }
}
