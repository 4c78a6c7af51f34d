package org.orrery.dynamics.sbml.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.orrery.core.InvalidInput;

/** The bytes of a model's file: plain, or inflated where they begin like a gzip file. */
public final class ModelBytes {
    private ModelBytes() {}

    /**
     * The bytes of a file.
     *
     * @param name the file's name, for messages
     */
    public static byte[] of(Path file, String name, Limits limits) {
        try (InputStream in = Files.newInputStream(file)) {
            return bounded(in, name, limits);
        } catch (NoSuchFileException e) {
            throw new InvalidInput(name + ": there is no such file.", "Maybe the path is mistyped.");
        } catch (IOException e) {
            throw new InvalidInput(name + ": cannot be read: " + e.getMessage(), "Look at the file's permissions.");
        }
    }

    /** The bytes, inflated where they begin like a gzip file. */
    public static byte[] inflated(byte[] bytes, String name, Limits limits) {
        if (!looksZipped(bytes)) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return bounded(in, name, limits);
        } catch (IOException e) {
            throw new InvalidInput(name + ": begins like a gzip file and cannot be inflated: " + e.getMessage(),
                    "Maybe it was cut off on its way; fetch it again.");
        }
    }

    private static boolean looksZipped(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    private static byte[] bounded(InputStream in, String name, Limits limits) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16L, limits.bytes() + 1));
        if (bytes.length > limits.bytes()) {
            throw new InvalidInput(name + ": is larger than " + limits.bytes() + " bytes.",
                    "Maybe this is not a model; models of whole cells stay well below.");
        }
        return bytes;
    }
}
