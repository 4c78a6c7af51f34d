package org.orrery.network.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Tensor;

/**
 * PNG pictures: one, or those of a folder or a zip in the order of the table of the same name beside them ({@code file,label}),
 * or of their names. Values are those of the file, 0 to 255 in 8 bits; colours come as red, green, blue.
 */
final class Pictures {
    private static final long MOST_PIXELS = 1L << 28;

    private Pictures() {}

    static boolean isPicture(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".png");
    }

    static Table one(byte[] bytes, String name) {
        return table(name, Map.of(name, bytes), Map.of());
    }

    /**
     * @param files bytes by name
     * @param beside the columns of the table beside the pictures, empty where there is none
     */
    static Table many(String name, Map<String, byte[]> files, Map<String, Tensor> beside) {
        if (files.isEmpty()) {
            throw new InvalidInput(name + " holds no PNG picture.", "Pictures of other kinds are not read.");
        }
        String key = beside.entrySet().stream()
                .filter(column -> column.getValue().texts().stream()
                        .allMatch(text -> files.containsKey(text.toStringUtf8()))
                        && !column.getValue().texts().isEmpty())
                .map(Map.Entry::getKey).findFirst().orElse("");
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        if (key.isEmpty()) {
            if (!beside.isEmpty()) {
                throw new InvalidInput("No column of the table beside " + name + " names its pictures one by one.",
                        "Maybe a file is missing, or its name is written otherwise.");
            }
            files.keySet().stream().sorted().forEach(file -> ordered.put(file, bytes(files, file)));
            return table(name, ordered, Map.of());
        }
        Tensor names = beside.get(key);
        for (var text : names == null ? List.<com.google.protobuf.ByteString>of() : names.texts()) {
            if (ordered.put(text.toStringUtf8(), bytes(files, text.toStringUtf8())) != null) {
                throw new InvalidInput("The table beside " + name + " names '" + text.toStringUtf8() + "' twice.",
                        "Maybe drop one of the two rows.");
            }
        }
        Map<String, Tensor> columns = new LinkedHashMap<>(beside);
        columns.remove(key);
        return table(name, ordered, columns);
    }

    static Map<String, byte[]> inFolder(Path folder) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            long total = 0;
            for (Path file : entries.filter(each -> isPicture(each.toString())).sorted().toList()) {
                total += Files.size(file);
                if (total > Archive.MOST_BYTES) {
                    throw new InvalidInput(folder + " holds more than 4 GiB of pictures.", "Maybe split it.");
                }
                files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
            return files;
        } catch (IOException e) {
            throw new InvalidInput("The folder " + folder + " cannot be read.",
                    "Maybe you are not allowed to read it.");
        }
    }

    private static byte[] bytes(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new InvalidInput("There is no picture '" + name + "'.", "Maybe its name is written otherwise.");
        }
        return bytes;
    }

    private static Table table(String name, Map<String, byte[]> files, Map<String, Tensor> columns) {
        float @Nullable [] pixels = null;
        long[] shape = new long[0];
        int next = 0;
        float full = 1;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Raster raster = raster(file.getValue(), file.getKey());
            long[] own = {raster.getHeight(), raster.getWidth(), raster.getNumBands()};
            full = raster.getSampleModel().getSampleSize(0) > 8 ? 65535 : 255;
            if (pixels == null) {
                shape = own;
                long all = own[0] * own[1] * own[2] * files.size();
                if (all > MOST_PIXELS) {
                    throw new InvalidInput(name + " holds " + all + " pixels; up to " + MOST_PIXELS + " are read.",
                            "Maybe split it.");
                }
                pixels = new float[(int) all];
            } else if (!java.util.Arrays.equals(own, shape)) {
                throw new InvalidInput("'" + file.getKey() + "' is " + size(own) + ", and the pictures before it are "
                        + size(shape) + ".", "Maybe scale them to one size first.");
            }
            float[] values = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (float[]) null);
            System.arraycopy(values, 0, pixels, next, values.length);
            next += values.length;
        }
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put(Table.FEATURES, Tensor.of(pixels == null ? new float[0] : pixels, files.size(), shape[0], shape[1],
                shape[2]));
        arrays.putAll(columns);
        return new Table(name, Table.Form.PICTURES, arrays, Float.toString(full));
    }

    private static String size(long[] shape) {
        return shape[1] + " x " + shape[0] + (shape[2] == 1 ? " grey" : " in " + shape[2] + " colours");
    }

    private static Raster raster(byte[] bytes, String name) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                // The header is looked at before the pixels take their room.
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new InvalidInput("'" + name + "' is larger than any picture that is read.",
                            "Maybe scale it.");
                }
                BufferedImage image = reader.read(0);
                if (image.getColorModel() instanceof java.awt.image.IndexColorModel) {
                    throw new Refusal("'" + name + "' has a palette of colours.",
                            "Save it in grey or in full colours.");
                }
                return image.getRaster();
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new InvalidInput("'" + name + "' is no whole PNG picture: " + e.getMessage() + ".",
                    "Maybe the file was cut off.");
        }
    }
}
