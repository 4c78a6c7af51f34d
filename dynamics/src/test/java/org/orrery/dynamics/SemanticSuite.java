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
import org.orrery.core.Address;
import org.orrery.core.Model;
import org.orrery.core.OrreryException;
import org.orrery.core.Plan;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.World;

/** Runs a folder of cases laid out like the SBML semantic test suite, by the suite's own tolerance rule. */
final class SemanticSuite {
    private SemanticSuite() {}

    /** How a case ended. */
    record Outcome(String file, Verdict verdict, String detail) {}

    enum Verdict {
        PASSED, REFUSED, WRONG, FAILED
    }

    static List<Outcome> run(Path folder) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        try (Stream<Path> cases = Files.list(folder)) {
            for (Path each : cases.filter(Files::isDirectory).sorted().toList()) {
                outcomes.addAll(runCase(each));
            }
        }
        return outcomes;
    }

    private static List<Outcome> runCase(Path folder) throws IOException {
        String id = folder.getFileName().toString();
        Map<String, String> settings = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve(id + "-settings.txt"))) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                settings.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches(id + "-sbml-l\\dv\\d\\.xml"))
                    .sorted().toList()) {
                outcomes.add(judge(file, folder.resolve(id + "-results.csv"), settings));
            }
        }
        return outcomes;
    }

    private static Outcome judge(Path file, Path results, Map<String, String> settings) throws IOException {
        String name = file.getFileName().toString();
        try {
            Model model = new SbmlModelReader().read(file);
            String wrong = compare(model, settings, Files.readAllLines(results));
            return new Outcome(name, wrong.isEmpty() ? Verdict.PASSED : Verdict.WRONG, wrong);
        } catch (OrreryException refused) {
            return new Outcome(name, Verdict.REFUSED, String.valueOf(refused.getMessage()));
        } catch (RunFailure failed) {
            return new Outcome(name, Verdict.FAILED, String.valueOf(failed.getMessage()));
        }
    }

    private static List<String> list(Map<String, String> settings, String key) {
        return Arrays.stream(settings.getOrDefault(key, "").split(",")).map(String::strip).filter(s -> !s.isEmpty())
                .toList();
    }

    private static String compare(Model model, Map<String, String> settings, List<String> expected) {
        int steps = Integer.parseInt(settings.getOrDefault("steps", "0"));
        double start = Double.parseDouble(settings.getOrDefault("start", "0"));
        double duration = Double.parseDouble(settings.getOrDefault("duration", "0"));
        List<Double> grid = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            grid.add(start + duration * i / steps);
        }
        List<String> amounts = list(settings, "amount");
        List<String> concentrations = list(settings, "concentration");
        List<String> variables = list(settings, "variables");
        List<Address> addresses = variables.stream().map(variable -> Address.of(
                amounts.contains(variable)
                        ? variable + ".amount"
                        : concentrations.contains(variable) ? variable + ".concentration" : variable))
                .toList();
        Run run = model.prepare(new Plan(List.of(), List.of(), List.of(), addresses, grid, Map.of()))
                .run(new World(World.Arming.OFF, new double[0], 1));
        List<String> header = Arrays.stream(expected.getFirst().split(",")).map(h -> h.strip().replace("\"", ""))
                .toList();
        double absolute = Double.parseDouble(settings.get("absolute"));
        double relative = Double.parseDouble(settings.get("relative"));
        for (int row = 1; row < expected.size() && row - 1 <= steps; row++) {
            String[] cells = expected.get(row).split(",");
            for (int column = 1; column < cells.length; column++) {
                double want = number(cells[column]);
                double got = run.courses()[variables.indexOf(header.get(column))][row - 1];
                boolean same = Double.isNaN(want)
                        ? Double.isNaN(got)
                        : Double.isInfinite(want)
                                ? got == want
                                : Math.abs(want - got) <= absolute + relative * Math.abs(want);
                if (!same) {
                    return header.get(column) + " at " + cells[0] + ": expected " + want + ", got " + got;
                }
            }
        }
        return "";
    }

    private static double number(String cell) {
        return switch (cell.strip().toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(cell.strip());
        };
    }

    /** Prints a line for each file of the folder given. */
    public static void main(String[] arguments) throws IOException {
        Map<Verdict, Integer> totals = new HashMap<>();
        for (Outcome outcome : run(Path.of(arguments[0]))) {
            totals.merge(outcome.verdict(), 1, Integer::sum);
            System.out.println(outcome.verdict() + " " + outcome.file() + " " + outcome.detail());
        }
        System.out.println(totals);
    }
}
