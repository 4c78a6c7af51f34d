package org.orrery.dynamics.antimony;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;

/**
 * Reads Antimony text. What cannot be understood is an {@link InvalidInput} with line, column and a mark under the place;
 * what Antimony means and is not supported is a {@link Refusal} by name.
 */
public final class AntimonyReader {
    private static final int MOST_BYTES = 16 << 20;
    private static final Pattern LOOKS_LIKE_IT = Pattern.compile(
            "(?m)^\\s*(model\\s+\\*?\\w+|module\\s+\\*?\\w+|species\\s+\\$?\\w+|(\\w+\\s*:)?[\\w\\s+$.]*(->|=>)[^;\\n]*;)");

    /**
     * Whether a file looks like Antimony.
     *
     * @param file its path
     * @param head its first bytes as Latin-1 text
     */
    public static boolean accepts(Path file, String head) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".ant") || name.endsWith(".antimony") || name.endsWith(".sb")) {
            return true;
        }
        return name.endsWith(".txt") && !head.stripLeading().startsWith("<") && LOOKS_LIKE_IT.matcher(head).find();
    }

    /** Reads a file. */
    public Mechanism read(Path file) {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInput(name + ": is larger than " + MOST_BYTES + " bytes.",
                        "Maybe this is not a model.");
            }
            return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), name);
        } catch (CharacterCodingException e) {
            throw new InvalidInput(name + ": is not UTF-8 text.", "Save it as UTF-8.");
        } catch (NoSuchFileException e) {
            throw new InvalidInput(name + ": there is no such file.", "Maybe the path is mistyped.");
        } catch (IOException e) {
            throw new InvalidInput(name + ": cannot be read: " + e.getMessage(), "Look at the file's permissions.");
        }
    }

    /**
     * Reads a model from a text.
     *
     * @param fileName for messages
     */
    public Mechanism read(String text, String fileName) {
        if (text.isBlank()) {
            throw new InvalidInput(fileName + ": is empty.", "Maybe the download failed; fetch it again.");
        }
        Source source = new Source(fileName, text);
        return Assembly.of(source, Parser.sheet(source));
    }
}
