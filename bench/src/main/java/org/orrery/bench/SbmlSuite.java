package org.orrery.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.orrery.cli.Main;
import org.orrery.dynamics.SuiteCase;

/**
 * Runs a folder of cases laid out like the SBML semantic test suite, each by {@code orrery simulate} as a user would, and
 * writes a table of verdicts. The judge is {@link SuiteCase}, the same as in the tests.
 */
public final class SbmlSuite {
    private SbmlSuite() {}

    private record Job(SuiteCase suiteCase, Path model) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments);
        List<Job> jobs = new ArrayList<>();
        for (Path folder : SuiteCase.under(options.folder())) {
            SuiteCase suiteCase = SuiteCase.read(folder);
            suiteCase.models().forEach(model -> jobs.add(new Job(suiteCase, model)));
        }
        List<Verdict> verdicts = TimedRuns.of(jobs, SbmlSuite::verdict, options);
        Map<String, String> tags = tags(options.folder());
        List<String> lines = new ArrayList<>(List.of("case,level,verdict,detail,seconds"));
        Map<String, Map<Verdict.Kind, Integer>> totals = new TreeMap<>();
        for (int i = 0; i < jobs.size(); i++) {
            SuiteCase suiteCase = jobs.get(i).suiteCase();
            Verdict verdict = verdicts.get(i);
            String level = jobs.get(i).model().getFileName().toString().replaceAll(".*-sbml-|\\.xml$", "");
            lines.add(suiteCase.id() + "," + level + "," + verdict.told());
            count(totals, "all files", verdict);
            for (String tag : tags.getOrDefault(suiteCase.id(), described(suiteCase)).split(";")) {
                if (!tag.isBlank()) {
                    count(totals, tag.strip(), verdict);
                }
            }
        }
        options.write(lines);
        totals.forEach((tag, counts) -> System.out.println(tag + ": " + counts));
        System.exit(0); // runs past their limit may still be going
    }

    private static void count(Map<String, Map<Verdict.Kind, Integer>> totals, String tag, Verdict verdict) {
        totals.computeIfAbsent(tag, _ -> new TreeMap<>()).merge(verdict.kind(), 1, Integer::sum);
    }

    private static Verdict verdict(Job job) throws IOException {
        long start = System.nanoTime();
        SuiteCase asked = job.suiteCase();
        Path table = Files.createTempFile("suite", ".csv");
        try {
            List<String> select = new ArrayList<>(asked.names("variables"));
            List<String> amounts = asked.names("amount").stream().filter(select::remove).toList();
            List<String> concentrations = asked.names("concentration").stream().filter(select::remove).toList();
            List<String> command = new ArrayList<>(List.of("simulate", job.model().toString(), "--out",
                    table.toString(), "--from", Double.toString(asked.start()), "--to",
                    Double.toString(asked.start() + asked.duration()), "--steps", Integer.toString(asked.steps())));
            add(command, "--select", select);
            add(command, "--amount", amounts);
            add(command, "--concentration", concentrations);
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int exit = Main.run(command.toArray(String[]::new), new PrintStream(new ByteArrayOutputStream()),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            String said = err.toString(StandardCharsets.UTF_8);
            if (exit != 0) {
                return Verdict.of(exit == 3 ? Verdict.Kind.REFUSED : Verdict.Kind.FAILED, said, start);
            }
            String wrong = compare(asked, Files.readAllLines(table));
            return Verdict.of(wrong.isEmpty() ? Verdict.Kind.PASSED : Verdict.Kind.WRONG, wrong, start);
        } finally {
            Files.deleteIfExists(table);
        }
    }

    private static void add(List<String> command, String option, List<String> names) {
        if (!names.isEmpty()) {
            command.addAll(List.of(option, String.join(",", names)));
        }
    }

    private static String compare(SuiteCase asked, List<String> lines) {
        List<String> header = List.of(lines.getFirst().split(","));
        int first = header.getFirst().equals("time") ? 1 : 0;
        double[][] rows = lines.stream().skip(1).map(line -> {
            String[] cells = line.split(",");
            double[] row = new double[cells.length - first];
            for (int i = 0; i < row.length; i++) {
                row[i] = SuiteCase.number(cells[i + first]);
            }
            return row;
        }).toArray(double[][]::new);
        return asked.difference(header.subList(first, header.size()), rows);
    }

    /** Tags by case, where the folder has a table of them. */
    private static Map<String, String> tags(Path folder) throws IOException {
        Map<String, String> tags = new HashMap<>();
        Path table = folder.resolve("cases.csv");
        if (Files.exists(table)) {
            for (String line : Files.readAllLines(table)) {
                String[] cells = line.split(",", -1);
                if (cells.length > 5) {
                    tags.put(cells[0], cells[3] + ";" + cells[4] + ";" + cells[5]);
                }
            }
        }
        return tags;
    }

    /** Tags from the description that the suite itself puts beside each case. */
    private static String described(SuiteCase asked) throws IOException {
        Path description = asked.folder().resolve(asked.id() + "-model.m");
        StringBuilder tags = new StringBuilder();
        if (Files.exists(description)) {
            for (String line : Files.readAllLines(description)) {
                if (line.startsWith("componentTags:") || line.startsWith("testTags:")) {
                    tags.append(line.substring(line.indexOf(':') + 1).replace(',', ';')).append(';');
                }
            }
        }
        return tags.toString();
    }
}
