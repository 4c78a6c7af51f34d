package org.orrery.dynamics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A case laid out like those of the SBML semantic test suite, and the suite's own rule of when a table passes. The one
 * judge: the tests and the runner of whole suites both ask it.
 *
 * @param settings by name, as the file gives them
 * @param header names of the expected columns; the first is {@code time} where the model runs in time
 * @param expected row by row
 */
public record SuiteCase(String id, Path folder, Map<String, String> settings, List<String> header,
        double[][] expected) {

    /** Whether a folder holds a case. */
    public static boolean isCase(Path folder) {
        return Files.exists(folder.resolve(folder.getFileName() + "-settings.txt"));
    }

    public static SuiteCase read(Path folder) throws IOException {
        String id = folder.getFileName().toString();
        Map<String, String> settings = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve(id + "-settings.txt"))) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                settings.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        List<String> lines = Files.readAllLines(folder.resolve(id + "-results.csv")).stream()
                .filter(line -> !line.isBlank()).toList();
        List<String> header = Arrays.stream(lines.getFirst().split(",")).map(h -> h.strip().replace("\"", ""))
                .toList();
        double[][] expected = lines.stream().skip(1)
                .map(line -> Arrays.stream(line.split(",")).mapToDouble(SuiteCase::number).toArray())
                .toArray(double[][]::new);
        return new SuiteCase(id, folder, settings, header, expected);
    }

    /** The case's model at each level that is there. */
    public List<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().matches(id + "-sbml-l\\dv\\d\\.xml")).sorted()
                    .toList();
        }
    }

    public boolean isTimed() {
        return header.getFirst().equalsIgnoreCase("time");
    }

    public double start() {
        return number(settings.getOrDefault("start", "0"));
    }

    public double duration() {
        return number(settings.getOrDefault("duration", "0"));
    }

    public int steps() {
        return (int) number(settings.getOrDefault("steps", "0"));
    }

    /** The names in a setting that lists some. */
    public List<String> names(String setting) {
        return Arrays.stream(settings.getOrDefault(setting, "").split(",")).map(String::strip)
                .filter(name -> !name.isEmpty()).toList();
    }

    /**
     * What is wrong first with a table, or the empty string.
     *
     * @param names of its columns, without the time
     * @param rows its rows, without the time
     */
    public String difference(List<String> names, double[][] rows) {
        double absolute = number(settings.getOrDefault("absolute", "0"));
        double relative = number(settings.getOrDefault("relative", "0"));
        int first = isTimed() ? 1 : 0;
        for (int column = first; column < header.size(); column++) {
            int at = names.indexOf(header.get(column));
            if (at < 0) {
                return "no column " + header.get(column);
            }
            for (int row = 0; row < expected.length; row++) {
                if (row >= rows.length) {
                    return rows.length + " rows instead of " + expected.length;
                }
                double want = expected[row][column];
                double got = rows[row][at];
                if (!same(want, got, absolute, relative)) {
                    return header.get(column) + (isTimed() ? " at " + expected[row][0] : "") + ": expected " + want
                            + ", got " + got;
                }
            }
        }
        return "";
    }

    private static boolean same(double want, double got, double absolute, double relative) {
        if (Double.isNaN(want) || Double.isInfinite(want)) {
            return Double.compare(want, got) == 0;
        }
        return Math.abs(want - got) <= absolute + relative * Math.abs(want);
    }

    /** Numbers as the suite writes them; an empty one is 0. */
    public static double number(String cell) {
        return switch (cell.strip().toLowerCase(Locale.ROOT)) {
            case "" -> 0;
            case "nan" -> Double.NaN;
            case "inf", "infinity", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(cell.strip());
        };
    }

    /** Folders of cases under a folder, the folder itself included, in order. */
    public static List<Path> under(Path folder) throws IOException {
        List<Path> cases = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isDirectory).filter(SuiteCase::isCase).sorted().forEach(cases::add);
        }
        return cases;
    }
}
