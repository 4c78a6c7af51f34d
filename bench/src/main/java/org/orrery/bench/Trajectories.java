package org.orrery.bench;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.orrery.core.Address;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.OrreryException;
import org.orrery.core.Plan;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.SbmlModelReader;

/**
 * Our side of {@code bench/trajectories}: reads jobs from standard input and runs one trajectory each, for time and for
 * its numbers. A job is one line of fields with tabs between: file, end time, number of intervals, options as {@code
 * name=value} with commas between, columns with commas between ("-" for none), file to write the courses to ("-" for none), seconds to
 * spend. The answer is one line: milliseconds of the first run, the median and the best of the later ones; of the whole
 * call (read, compile, solve) the first and the median; the work. Times are the thread's own CPU time.
 */
public final class Trajectories {
    private static final int MOST = 2000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Trajectories() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = System.out;
        for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
            answers.println(answer(line.split("\t", -1)));
            answers.flush();
        }
    }

    private static String answer(String[] job) throws IOException {
        Path file = Path.of(job[0]);
        double end = Double.parseDouble(job[1]);
        int intervals = Integer.parseInt(job[2]);
        double budget = Double.parseDouble(job[6]) * 1e9;
        List<Double> grid = new ArrayList<>();
        for (int i = 0; i <= intervals; i++) {
            grid.add(end * i / intervals);
        }
        Map<String, String> options = new java.util.HashMap<>();
        for (String option : job[3].split(",")) {
            if (!option.isEmpty()) {
                options.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
            }
        }
        List<Address> columns = job[4].equals("-")
                ? List.of()
                : Arrays.stream(job[4].split(",")).map(Address::of).toList();
        Plan plan = new Plan(List.of(), List.of(), List.of(), columns, grid, options);
        World world = new World(World.Arming.OFF, new double[0], 1);
        try {
            List<Long> whole = new ArrayList<>();
            Machine machine = null;
            long began = System.nanoTime();
            while (machine == null || whole.size() < 50 && System.nanoTime() - began < budget / 2) {
                long start = THREADS.getCurrentThreadCpuTime();
                Model model = new SbmlModelReader().read(file);
                machine = model.prepare(plan);
                machine.run(world);
                whole.add(THREADS.getCurrentThreadCpuTime() - start);
            }
            List<Long> solves = new ArrayList<>();
            Run run = machine.run(world);
            began = System.nanoTime();
            while (solves.size() < 3 || solves.size() < MOST && System.nanoTime() - began < budget) {
                long start = THREADS.getCurrentThreadCpuTime();
                run = machine.run(world);
                solves.add(THREADS.getCurrentThreadCpuTime() - start);
            }
            write(run, job[5]);
            long first = whole.getFirst();
            List<Long> late = solves.subList(solves.size() / 2, solves.size());
            return String.join("\t", "ok", millis(median(late)), millis(late.stream().min(Long::compare).orElseThrow()),
                    millis(first), millis(median(whole.subList(whole.size() / 2, whole.size()))), run.work());
        } catch (OrreryException failure) {
            return "failed\t" + String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
        }
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static String millis(long nanos) {
        return Double.toString(nanos * 1e-6);
    }

    private static void write(Run run, String file) throws IOException {
        if (file.equals("-")) {
            return;
        }
        try (DataOutputStream out = new DataOutputStream(
                new java.io.BufferedOutputStream(Files.newOutputStream(Path.of(file))))) {
            for (double[] course : run.courses()) {
                for (double value : course) {
                    out.writeDouble(value);
                }
            }
        }
    }
}
