package org.orrery.network.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.orrery.core.InvalidInput;

/** Files in a zip, with bounds: a small archive must not become a large heap. */
final class Archive {
    static final long MOST_BYTES = 4L << 30;
    private static final int MOST_FILES = 1_000_000;

    private Archive() {}

    /** The bytes of all files that are wanted, in the archive's order. */
    static Map<String, byte[]> read(Path file, Predicate<String> wanted) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        long total = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_FILES) {
                throw new InvalidInput(file + " holds " + zip.size() + " files; up to " + MOST_FILES + " are read.",
                        "Maybe split it.");
            }
            for (ZipEntry entry : List.copyOf(zip.stream().<ZipEntry>map(each -> each).toList())) {
                if (entry.isDirectory() || !wanted.test(entry.getName())) {
                    continue;
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    // The size that the archive claims may be a lie: what is read is counted.
                    byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, MOST_BYTES - total + 1));
                    total += bytes.length;
                    if (total > MOST_BYTES || bytes.length >= Integer.MAX_VALUE - 8) {
                        throw new InvalidInput(file + " unpacks to more than " + (MOST_BYTES >> 30) + " GiB.",
                                "Maybe split it.");
                    }
                    files.put(entry.getName(), bytes);
                }
            }
            return files;
        } catch (ZipException e) {
            throw new InvalidInput(file + " is no whole zip archive: " + e.getMessage() + ".",
                    "Maybe the file was cut off.");
        } catch (IOException e) {
            throw new InvalidInput(file + " cannot be unpacked: " + e.getMessage() + ".", "Maybe the file is broken.");
        }
    }
}
