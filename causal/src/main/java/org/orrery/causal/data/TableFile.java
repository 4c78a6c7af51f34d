package org.orrery.causal.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/**
 * Reads tables of text with a line of names (RFC 4180, and the dialects of spreadsheets and statistics programs), plain or
 * gzipped, and Parquet files. The separator (tab, semicolon or comma) is the one that the line of names has most of; where it is a semicolon,
 * numbers may have a decimal comma. A column is one of numbers where every field is a number or missing (empty, NA, NaN or a
 * single point), else a factor whose levels are in alphabetical order, so that the order of the rows decides nothing. The
 * file is read twice: once to see what the columns are, once to fill arrays of the right size.
 */
public final class TableFile {
    private TableFile() {}

    /**
     * Reads a file.
     *
     * @throws InvalidInput with the line, if the file cannot be read, rows are ragged, or a name is empty or stands twice
     * @throws Refusal if the file is of a kind that is not supported (Arrow, spreadsheets)
     */
    public static Table read(Path file) {
        String name = String.valueOf(file.getFileName());
        refuse(file, name);
        if (name.toLowerCase(Locale.ROOT).endsWith(".parquet")) {
            return ParquetTable.read(file, name);
        }
        try {
            Survey survey = new Survey(name);
            try (Reader reader = open(file)) {
                new Fields(reader, name).each(survey);
            }
            Filling filling = survey.filling();
            try (Reader reader = open(file)) {
                new Fields(reader, name).each(filling);
            }
            return filling.table();
        } catch (NoSuchFileException e) {
            throw new InvalidInput("There is no file '" + file + "'.", "Maybe the folder is another one.");
        } catch (CharacterCodingException e) {
            throw new InvalidInput(name + " is not a text in UTF-8.", "Maybe save it as CSV in UTF-8.");
        } catch (ZipException e) {
            throw new InvalidInput(name + " is not a sound gzip file: " + e.getMessage() + ".",
                    "Maybe it was cut off on the way; fetch it again.");
        } catch (IOException e) {
            throw new InvalidInput("Cannot read '" + file + "': " + e.getMessage() + ".", "Maybe look at its rights.");
        }
    }

    private static void refuse(Path file, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".feather") || lower.endsWith(".arrow")) {
            throw new Refusal("Tables in " + lower.substring(lower.lastIndexOf('.') + 1)
                    + " files are not read so far: " + name + ".",
                    "Maybe save it as CSV or Parquet.");
        }
        if (lower.endsWith(".xlsx") || lower.endsWith(".xls") || lower.endsWith(".ods")) {
            throw new Refusal("Spreadsheets are not read: " + name + ".", "Maybe save the sheet as CSV.");
        }
        if (Files.isDirectory(file)) {
            throw new InvalidInput("'" + file + "' is a folder.", "Maybe name a file in it.");
        }
    }

    private static Reader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            bytes.mark(2);
            boolean gzipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            return new InputStreamReader(gzipped ? new GZIPInputStream(bytes, 1 << 16) : bytes,
                    StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }
}
