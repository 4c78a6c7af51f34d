package org.orrery.network.data;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.network.onnx.Tensor;
import org.orrery.table.Column;
import org.orrery.table.ParquetFile;

/** Data in files: which format, and what is in it. */
public final class DataFile {
    private static final long LARGEST_TEXT = 1L << 30;

    private DataFile() {}

    /**
     * The arrays of a {@code .npz} file by name.
     *
     * @throws InvalidInput if it cannot be read or is none
     */
    public static Map<String, Tensor> arrays(Path file) {
        require(file);
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        Archive.read(file, name -> name.endsWith(".npy")).forEach((name, bytes) -> arrays.put(
                name.substring(0, name.length() - ".npy".length()), Npy.read(bytes, file.getFileName() + ": " + name)));
        if (arrays.isEmpty()) {
            throw new InvalidInput(file + " holds no array.", "Maybe save it with numpy.savez(file, x=...).");
        }
        return arrays;
    }

    /**
     * @param width how many features a network expects, for files that leave the last ones out
     * @param first number of the first feature where it has one, NaN where nobody says
     */
    static Table read(Path file, int width, double first) {
        require(file);
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        if (Files.isDirectory(file)) {
            return Pictures.many(name, Pictures.inFolder(file), beside(file.resolveSibling(name + ".csv")));
        }
        if (lower.endsWith(".npz")) {
            return new Table(name, Table.Form.ARRAYS, arrays(file), "");
        }
        if (lower.endsWith(".npy")) {
            return new Table(name, Table.Form.ARRAY, Map.of(Table.FEATURES, Npy.read(bytes(file), name)), "");
        }
        if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
            return new Table(name, Table.Form.COLUMNS, CsvFile.read(text(file), name), "");
        }
        if (lower.endsWith(".libsvm") || lower.endsWith(".svm") || lower.endsWith(".svmlight")) {
            return Libsvm.read(text(file), name, width, first);
        }
        if (lower.endsWith(".zip")) {
            return Pictures.many(name, Archive.read(file, Pictures::isPicture),
                    beside(file.resolveSibling(name.substring(0, name.length() - 4) + ".csv")));
        }
        if (Pictures.isPicture(name)) {
            return Pictures.one(bytes(file), name);
        }
        if (lower.endsWith(".parquet")) {
            return new Table(name, Table.Form.COLUMNS, columns(ParquetFile.read(file)), "");
        }
        throw new InvalidInput("'" + name + "' is no kind of data that is read.",
                "What can be read: .npz, .npy, .csv, .tsv, .parquet, .libsvm, .png, and a .zip or folder of .png.");
    }

    private static Map<String, Tensor> columns(List<Column> columns) {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        for (Column column : columns) {
            arrays.put(column.name(), switch (column) {
                case Column.Numbers(_, double[] values) -> Tensor.of(values, values.length);
                case Column.Texts(_, List<@Nullable String> values) -> Tensor.of(values.stream()
                        .map(text -> ByteString.copyFromUtf8(text == null ? "" : text)).toList(), values.size());
            });
        }
        return arrays;
    }

    private static Map<String, Tensor> beside(Path table) {
        return Files.isRegularFile(table) ? CsvFile.read(text(table), String.valueOf(table.getFileName())) : Map.of();
    }

    private static void require(Path file) {
        if (!Files.exists(file)) {
            throw new InvalidInput("There is no file '" + file + "'.", "Maybe the folder is another one.");
        }
    }

    /** SHA-256 of the data: of the file, of all pictures of a folder, and of the table beside them. */
    static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            if (Files.isDirectory(file)) {
                Pictures.inFolder(file).forEach((name, bytes) -> {
                    digest.update(name.getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                });
            } else {
                digest.update(Files.readAllBytes(file));
            }
            String name = String.valueOf(file.getFileName());
            Path table = file.resolveSibling(name.replaceFirst("\\.zip$", "") + ".csv");
            if ((name.endsWith(".zip") || Files.isDirectory(file)) && Files.isRegularFile(table)) {
                digest.update(Files.readAllBytes(table));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw unreadable(file);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > Integer.MAX_VALUE - 8) {
                throw new InvalidInput("'" + file + "' is larger than 2 GiB.", "Maybe split it.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST_TEXT) {
                throw new InvalidInput("'" + file + "' is larger than 1 GiB.", "Maybe save it as .npz.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static InvalidInput unreadable(Path file) {
        return new InvalidInput("'" + file + "' cannot be read.",
                "Maybe it is no text, or you are not allowed to read it.");
    }
}
