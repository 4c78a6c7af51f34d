package org.orrery.dynamics.antimony;

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

    /** Reads a file, whatever it holds, and the files beside it that it imports. */
    public AntimonyContent open(Path file) {
        return Assembly.of(Imports.library(file));
    }

    /** Reads a file that holds a mechanism in time. */
    public Mechanism read(Path file) {
        return kinetic(open(file), file.toString());
    }

    /**
     * Reads a mechanism in time from a text, which lies in no folder and so imports nothing.
     *
     * @param fileName for messages
     */
    public Mechanism read(String text, String fileName) {
        return kinetic(open(text, fileName), fileName);
    }

    private static Mechanism kinetic(AntimonyContent content, String fileName) {
        return switch (content) {
            case AntimonyContent.Kinetic(Mechanism mechanism) -> mechanism;
            case AntimonyContent.Flux _ -> throw new Refusal(
                    fileName + " is a flux balance problem (it has an objective), not a course in time.",
                    "Take the objective out, or ask for fluxes.");
        };
    }

    /** Reads what is in a text, whatever it holds. */
    AntimonyContent open(String text, String fileName) {
        Source source = new Source(fileName, Imports.notEmpty(text, fileName));
        Library library = new Library();
        Parser.read(source, library, (token, from) -> {
            throw from.invalid(token.start(), "a text that is no file cannot import " + token.text() + ".",
                    "Save it in the folder of what it imports.");
        });
        return Assembly.of(library);
    }
}
