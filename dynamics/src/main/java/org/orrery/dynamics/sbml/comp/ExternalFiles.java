package org.orrery.dynamics.sbml.comp;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Limits;
import org.orrery.dynamics.sbml.xml.ModelBytes;

/**
 * The files that a model may draw in: those in its own folder or below, named by a relative path, followed through symbolic
 * links before they are opened. Nothing is ever fetched.
 */
final class ExternalFiles {
    private static final int MOST_FILES = 100;

    private final @Nullable Path main;
    private final @Nullable Path folder;
    private final Limits limits;
    private final Map<Path, String> sums = new HashMap<>();
    private final List<Path> opened = new ArrayList<>();
    private long read;

    /**
     * A file that may be read.
     *
     * @param path the real one, without links
     * @param name as seen from the main model's folder, for messages
     */
    record Source(Path path, String name) {}

    ExternalFiles(@Nullable Path file, Limits limits) {
        this.limits = limits;
        Path real = null;
        if (file != null) {
            try {
                real = file.toRealPath();
            } catch (IOException e) {
                throw new InvalidInput(file + ": cannot be read: " + e.getMessage(), "Look at the file's permissions.");
            }
        }
        main = real;
        folder = real == null ? null : real.getParent();
    }

    /** The main file without links, or null where the model is not in a file. */
    @Nullable
    Path main() {
        return main;
    }

    /**
     * Says which file an external model definition means.
     *
     * @param from the file that the definition stands in
     */
    Source locate(@Nullable Path from, Element external) {
        String text = Comp.required(external, "source");
        String what = "external model " + Comp.required(external, "id") + " is in " + text + ", ";
        if (from == null || folder == null) {
            throw external.invalid(what + "and this model was not read from a file, so that nothing lies beside it.",
                    "Open the model from its file.");
        }
        Path relative = relative(text, external, what);
        Path base = from.getParent() == null ? folder : from.getParent();
        Path wanted = base.resolve(relative).normalize();
        if (!wanted.startsWith(folder)) {
            throw external.invalid(what + "which is outside the model's folder.",
                    "Only files in the folder of the model or below it are read; put it there.");
        }
        String name = folder.relativize(wanted).toString();
        try {
            Path real = wanted.toRealPath();
            if (!real.startsWith(folder)) {
                throw external.invalid(what + "which is a link to a place outside the model's folder.",
                        "Only files in the folder of the model or below it are read; put it there.");
            }
            if (!Files.isRegularFile(real)) {
                throw external.invalid(what + "which is not a file.", "Correct the source.");
            }
            return new Source(real, name);
        } catch (IOException e) {
            throw external.invalid(what + "and there is no such file.",
                    "Put it beside the model, or correct the source.");
        }
    }

    private static Path relative(String text, Element external, String what) {
        try {
            URI uri = new URI(text.replace(" ", "%20"));
            if (uri.getScheme() != null || uri.getRawAuthority() != null) {
                throw new Refusal(external.where() + what + "which is not a path of a file; nothing is fetched.",
                        "Download it into the model's folder and give its name as the source.");
            }
            String path = uri.getPath();
            if (path == null || path.isEmpty() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw external.invalid(what + "which is not a path of a file.", "Correct the source.");
            }
            Path relative = Path.of(path);
            if (relative.isAbsolute() || path.startsWith("/")) {
                throw external.invalid(what + "which is not a relative path.",
                        "Only files in the folder of the model or below it are read; put it there.");
            }
            return relative;
        } catch (URISyntaxException | InvalidPathException e) {
            throw external.invalid(what + "which is not a path of a file.", "Correct the source.");
        }
    }

    /** The bytes of the file, inflated where it is zipped. */
    byte[] read(Source source, Element external) {
        if (opened.size() == MOST_FILES) {
            throw external.invalid("the model draws in more than " + MOST_FILES + " files.",
                    "Put models that belong together into one file.");
        }
        byte[] stored = ModelBytes.of(source.path(), source.name(), limits);
        byte[] bytes = ModelBytes.inflated(stored, source.name(), limits);
        read += bytes.length;
        if (read > limits.bytes()) {
            throw external.invalid("the files that the model draws in are larger than " + limits.bytes()
                    + " bytes together.", "Maybe one of them is not a model.");
        }
        opened.add(source.path());
        sums.put(source.path(), digest(stored));
        return bytes;
    }

    /** The MD5 of the file as it was read, in hexadecimal digits; of the main file as it is now. */
    String md5(Source source) {
        return sums.computeIfAbsent(source.path(), path -> digest(ModelBytes.of(path, source.name(), limits)));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has MD5", impossible);
        }
    }

    List<Path> opened() {
        return List.copyOf(opened);
    }
}
