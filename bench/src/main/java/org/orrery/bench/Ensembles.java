package org.orrery.bench;

import java.io.DataOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.World;
import org.orrery.dynamics.SbmlModelReader;
import org.orrery.dynamics.lanes.LaneEquations;
import org.orrery.dynamics.lanes.LaneRun;
import org.orrery.dynamics.lanes.LaneSettings;
import org.orrery.dynamics.lanes.LaneSolver;
import org.orrery.dynamics.lanes.LaneStep;
import org.orrery.dynamics.lanes.LaneVisitor;
import org.orrery.dynamics.solve.Choice;
import org.orrery.dynamics.solve.SparsityPattern;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.LaneCompiler;
import org.orrery.equation.Layout;
import org.orrery.equation.SparseJacobian;

/**
 * Our side of {@code bench/ensembles.py}. {@code solver} measures the lanes alone on two textbook systems, on one thread;
 * {@code model FILE T READING,... INPUT,... MEMBERS RTOL THREADS DRAWS OUT} runs an ensemble as {@code ask} does, in blocks on
 * some threads, and writes the readings of all members. Times are those of a warm program: the median of the later passes.
 */
public final class Ensembles {
    private static final int BLOCK = 512;
    private static final int LANES = 128;

    private Ensembles() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("solver")) {
            lorenz();
            robertson();
        } else {
            model(arguments);
        }
    }

    private static void lorenz() {
        Layout layout = new Layout(List.of("x", "y", "z"), List.of("s", "r", "b"));
        List<Expr> rates = List.of(Infix.parse("s*(y-x)"), Infix.parse("x*(r-z)-y"), Infix.parse("x*y-b*z"));
        SplittableRandom random = new SplittableRandom(1);
        double[][] own = new double[131_072][1];
        for (double[] draw : own) {
            draw[0] = random.nextDouble(0, 21);
        }
        double[] time = passes(layout, rates, "r", new double[]{10, 28, 8.0 / 3}, new double[]{1, 0, 0}, own, 1e-3,
                new double[]{1e-6, 1e-6, 1e-6}, 1, Choice.AUTO);
        System.out.printf("Lorenz, t = 0..1, rtol 1e-3, 131,072 members: %.3f us a trajectory and core%n", time[0]);
    }

    private static void robertson() {
        Layout layout = new Layout(List.of("a", "b", "c"), List.of("k1", "k2", "k3"));
        List<Expr> rates = List.of(Infix.parse("-k1*a+k3*b*c"), Infix.parse("k1*a-k3*b*c-k2*b*b"),
                Infix.parse("k2*b*b"));
        SplittableRandom random = new SplittableRandom(1);
        double[][] own = new double[65_536][1];
        for (double[] draw : own) {
            draw[0] = 0.04 * random.nextDouble(0.8, 1.2);
        }
        double[][] nominal = {{0.04}};
        double[] parameters = {0.04, 3e7, 1e4};
        double[] start = {1, 0, 0};
        double[] exact = passes(layout, rates, "k1", parameters, start, nominal, 1e-11,
                new double[]{1e-13, 1e-18, 1e-13},
                4e4, Choice.RODAS5P);
        for (double relative : new double[]{1e-3, 1e-4, 1e-5, 1e-6}) {
            double[] absolute = {1e-2 * relative, 1e-6 * relative, 1e-2 * relative};
            double[] got = passes(layout, rates, "k1", parameters, start, nominal, relative, absolute, 4e4,
                    Choice.RODAS5P);
            double error = 0;
            for (int i = 1; i <= 3; i++) {
                error = Math.max(error, Math.abs(got[i] / exact[i] - 1));
            }
            double[] time = passes(layout, rates, "k1", parameters, start, own, relative, absolute, 4e4,
                    Choice.RODAS5P);
            System.out.printf("Robertson, t = 4e4, rtol %s, error %.1e: %.2f us a trajectory and core%n", relative,
                    error, time[0]);
        }
    }

    /** Microseconds a member, then the last state of the first member. */
    private static double[] passes(Layout layout, List<Expr> rates, String input, double[] parameters, double[] start,
            double[][] own, double relative, double[] absolute, double end, Choice choice) {
        LaneSettings settings = new LaneSettings(relative, Double.POSITIVE_INFINITY, 1_000_000, choice, new int[0]);
        SparseJacobian jacobian = SparseJacobian.of(rates, layout.states());
        int n = rates.size();
        LaneEquations.Stiff stiff = LaneEquations.Stiff.of(
                new SparsityPattern(n, n, jacobian.rowPointer(), jacobian.column()),
                LaneCompiler.compile(layout, List.of(input), jacobian.entries(), LANES), null);
        LaneEquations equations = new LaneEquations(n, 1,
                LaneCompiler.compile(layout, List.of(input), rates, LANES), () -> stiff);
        LaneSolver solver = new LaneSolver(equations, settings);
        solver.share(parameters);
        List<Double> times = new ArrayList<>();
        double[] last = {};
        for (int pass = 0; pass < 30; pass++) {
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int from = 0; from < own.length; from += BLOCK) {
                List<LaneRun> runs = new ArrayList<>();
                for (int i = from; i < Math.min(own.length, from + BLOCK); i++) {
                    LaneRun run = new LaneRun(i, 0, start.clone(), own[i], absolute, settings);
                    run.setLimit(end);
                    runs.add(run);
                }
                solver.solve(runs, new ToTheEnd());
                last = from == 0 ? runs.getFirst().state() : last;
            }
            times.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e3 / own.length);
        }
        return new double[]{median(times), last[0], last[1], last[2]};
    }

    private static double median(List<Double> times) {
        List<Double> later = new ArrayList<>(times.subList(times.size() / 2, times.size()));
        Collections.sort(later);
        return later.get(later.size() / 2);
    }

    private record ToTheEnd() implements LaneVisitor {
        @Override
        public boolean watchesSteps() {
            return false;
        }

        @Override
        public void stepped(LaneRun run, LaneStep step) {
            throw new IllegalStateException("nobody watches");
        }

        @Override
        public Next arrived(LaneRun run) {
            return Next.LEAVE;
        }

        @Override
        public void failed(LaneRun run) {
            throw new IllegalStateException("member " + run.number + " failed");
        }
    }

    private static void model(String[] a) throws Exception {
        Path file = Path.of(a[1]);
        Model model = new SbmlModelReader().read(file);
        List<Quantity> readings = Arrays.stream(a[3].split(",")).map(name -> Quantity.parse(name + " @ " + a[2]))
                .toList();
        List<String> inputs = List.of(a[4].split(","));
        int members = Integer.parseInt(a[5]);
        int threads = Integer.parseInt(a[7]);
        double[][] draws = new double[members][inputs.size()];
        List<String> lines = Files.readAllLines(Path.of(a[8]), StandardCharsets.UTF_8);
        for (int i = 0; i < members; i++) {
            draws[i] = Arrays.stream(lines.get(i).split(",")).mapToDouble(Double::parseDouble).toArray();
        }
        long began = System.nanoTime();
        Machine machine = model
                .prepare(new Plan(inputs, List.of(), readings, List.of(), List.of(), Map.of("rtol", a[6])));
        double[][] results = new double[members][];
        List<Double> times = new ArrayList<>();
        double cold = 0;
        for (int pass = 0; pass < 30; pass++) {
            long start = System.nanoTime();
            pass(machine, draws, results, threads);
            times.add((System.nanoTime() - start) / 1e9);
            cold = pass == 0 ? (System.nanoTime() - began) / 1e9 : cold;
        }
        try (DataOutputStream out = new DataOutputStream(new java.io.BufferedOutputStream(
                Files.newOutputStream(Path.of(a[9]))))) {
            for (double[] row : results) {
                for (double value : row) {
                    out.writeDouble(value);
                }
            }
        }
        System.out.printf("%.4f %.4f%n", median(times.subList(times.size() / 2, times.size())), cold);
    }

    private static void pass(Machine machine, double[][] draws, double[][] results, int threads) throws Exception {
        int block = Math.min(BLOCK, (draws.length + 2 * threads - 1) / (2 * threads));
        try (ExecutorService crew = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> shifts = new ArrayList<>();
            for (int from = 0; from < draws.length; from += block) {
                int first = from;
                shifts.add(crew.submit(() -> {
                    List<World> worlds = new ArrayList<>();
                    for (int i = first; i < Math.min(draws.length, first + block); i++) {
                        worlds.add(new World(World.Arming.OFF, draws[i], i));
                    }
                    List<Outcome> outcomes = machine.runAll(worlds);
                    for (int i = 0; i < outcomes.size(); i++) {
                        results[first + i] = switch (outcomes.get(i)) {
                            case Outcome.Finished(var run) -> run.readings();
                            case Outcome.Failed(var failure) -> throw failure;
                        };
                    }
                }));
            }
            for (Future<?> shift : shifts) {
                shift.get();
            }
        }
    }
}
