package org.orrery.network.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;

/** Weights in files of their own. They must lie in the model's folder or below it: no path leads out, by no link either. */
final class ExternalData {
    private final String file;
    private final @Nullable Path folder;

    /** @param folder of the model; null for a model in memory, which has no files beside it */
    ExternalData(String file, @Nullable Path folder) {
        this.file = file;
        this.folder = folder;
    }

    ByteBuffer map(String tensor, Map<String, String> entries, ElementType element, long[] shape) {
        String location = entries.getOrDefault("location", "");
        String where = "In " + file + " the weights '" + tensor + "' lie in '" + location + "'";
        if (folder == null) {
            throw new InvalidInput(where + ", and the model was not opened from a folder.", "Open it as a file.");
        }
        Path path = beside(location, where);
        long needed = needed(element, shape, where);
        long offset = number(entries, "offset", 0, where);
        long length = number(entries, "length", needed, where);
        if (length != needed) {
            throw new InvalidInput(where + ": " + length + " bytes, and the tensor takes " + needed + ".",
                    "Maybe model and weights are of different exports.");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (offset > channel.size() || length > channel.size() - offset) {
                throw new InvalidInput(where + ", which ends at byte " + channel.size() + " before they do ("
                        + offset + " + " + length + ").", "Maybe the file of weights was cut off.");
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
        } catch (IOException e) {
            throw new InvalidInput(where + ", which cannot be read.", "Maybe put that file beside the model.");
        }
    }

    private Path beside(String location, String where) {
        try {
            Path root = folder == null ? Path.of("") : folder;
            Path real = root.toRealPath();
            Path relative = Path.of(location);
            if (location.isEmpty() || relative.isAbsolute() || !real.resolve(relative).normalize().startsWith(real)
                    || !real.resolve(relative).toRealPath().startsWith(real)) {
                throw new InvalidInput(where + ", outside the model's folder.",
                        "Weights are read from the model's folder and below only.");
            }
            return real.resolve(relative).toRealPath();
        } catch (InvalidPathException | IOException e) {
            throw new InvalidInput(where + ", and there is no such file beside the model.",
                    "Maybe put that file beside the model.");
        }
    }

    private static long needed(ElementType element, long[] shape, String where) {
        try {
            long elements = 1;
            for (long length : shape) {
                elements = Math.multiplyExact(elements, length);
            }
            long bytes = element.bytes(elements);
            if (bytes < 0 || bytes > Integer.MAX_VALUE) {
                throw new InvalidInput(where + " and take " + bytes + " bytes; one tensor may take 2 GiB.",
                        "Maybe the model is meant for another machine.");
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw new InvalidInput(where + " with a shape that no machine holds.", "Maybe the file is broken.");
        }
    }

    private static long number(Map<String, String> entries, String key, long byDefault, String where) {
        String text = entries.get(key);
        if (text == null) {
            return byDefault;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new InvalidInput(where + " with " + key + " '" + text + "', which is no place in a file.",
                "Maybe the file is broken.");
    }
}
