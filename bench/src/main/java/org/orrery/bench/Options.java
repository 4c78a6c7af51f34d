package org.orrery.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run over a folder is given.
 *
 * @param out where the table goes, or the empty string for stdout
 * @param limit seconds for each file
 * @param to end of a course, for models that come without one
 */
record Options(Path folder, String out, int limit, int threads, double to) {
    static Options of(String[] arguments) {
        Path folder = Path.of(arguments.length == 0 ? "." : arguments[0]);
        String out = "";
        int limit = 60;
        int threads = Runtime.getRuntime().availableProcessors();
        double to = 100;
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--out" -> out = value;
                case "--limit" -> limit = Integer.parseInt(value);
                case "--threads" -> threads = Integer.parseInt(value);
                case "--to" -> to = Double.parseDouble(value);
                default -> throw new IllegalArgumentException("options: --out FILE --limit S --threads N --to T");
            }
        }
        return new Options(folder, out, limit, threads, to);
    }

    void write(List<String> lines) throws IOException {
        if (out.isEmpty()) {
            lines.forEach(System.out::println);
        } else {
            Files.write(Path.of(out), lines);
        }
    }
}
