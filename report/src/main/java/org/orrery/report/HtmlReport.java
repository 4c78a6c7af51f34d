package org.orrery.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.orrery.core.InvalidInput;

/** Writes a page as one HTML file that needs nothing else. */
public final class HtmlReport {
    private HtmlReport() {}

    /** The page as HTML; the same page gives the same text. */
    public static String html(Page page) {
        return new PageHtml(page).toString();
    }

    /**
     * Writes the page whole or not at all; folders on the way are made.
     *
     * @throws InvalidInput if the place cannot be written
     */
    public static void write(Page page, Path file) {
        String html = html(page);
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new InvalidInput("Cannot write the report " + file + ": it is a folder.",
                    "Maybe name a file in it: " + file.resolve("report.html"));
        }
        try {
            Path folder = target.getParent();
            if (folder == null) {
                throw new InvalidInput("Cannot write the report " + file + ".", "Maybe name a file in a folder.");
            }
            Files.createDirectories(folder);
            // No createTempFile: its file would be for the owner's eyes only, and so would the report.
            Path draft = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try {
                Files.writeString(draft, html, StandardCharsets.UTF_8);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new InvalidInput("Cannot write the report " + file + ": " + reason(e),
                    "Maybe choose a folder that you may write to.");
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + " (" + e.getMessage() + ")";
    }
}
