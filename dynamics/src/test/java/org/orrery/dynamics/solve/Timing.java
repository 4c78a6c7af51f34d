package org.orrery.dynamics.solve;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Thread time of warm solves; run by hand: {@code java -cp dynamics/target/classes:dynamics/target/test-classes:core/target/classes
 * org.orrery.dynamics.solve.Timing}.
 */
final class Timing {
    private Timing() {}

    public static void main(String[] arguments) {
        report("Lorenz t=20", new Problem.Lorenz(20), Choice.TSIT5, 1e-6, 1e-6);
        report("Lorenz t=20", new Problem.Lorenz(20), Choice.AUTO, 1e-6, 1e-6);
        for (double relative : new double[]{1e-4, 1e-6, 1e-8}) {
            report("Robertson t=4e4", new Problem.Robertson(4e4), Choice.RODAS5P, relative, relative * 1e-4);
            report("Robertson t=4e4", new Problem.Robertson(4e4), Choice.AUTO, relative, relative * 1e-4);
        }
        report("Van der Pol 1e-3", new Problem.VanDerPol(1e-3, 2), Choice.AUTO, 1e-6, 1e-6);
        report("Van der Pol 1e-6", new Problem.VanDerPol(1e-6, 2), Choice.AUTO, 1e-6, 1e-6);
        report("Van der Pol 1e-6", new Problem.VanDerPol(1e-6, 2), Choice.RODAS5P, 1e-6, 1e-6);
        report("Oregonator t=360", new Problem.Oregonator(360), Choice.AUTO, 1e-6, 1e-6);
        report("Oregonator t=360", new Problem.Oregonator(360), Choice.RODAS5P, 1e-6, 1e-6);
        report("Brusselator 500", new LargeSystemTest.Brusselator(250, 10), Choice.AUTO, 1e-6, 1e-8);
        report("Lotka-Volterra t=20", new Problem.LotkaVolterra(20), Choice.AUTO, 1e-6, 1e-9);
    }

    private static void report(String name, Problem problem, Choice choice, double relative, double absolute) {
        double[] truth = problem.solve(Choice.RODAS5P, 1e-12, absolute * 1e-6 / relative * 1e-3).state().clone();
        Tolerances tolerances = Tolerances.uniform(relative, absolute, problem.dimension());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] nanos = new long[15];
        Integrator integrator = problem.solve(choice, relative, absolute);
        for (int block = 0; block < nanos.length; block++) {
            long start = threads.getCurrentThreadCpuTime();
            int repeats = problem.dimension() > 100 ? 1 : 200;
            for (int i = 0; i < repeats; i++) {
                integrator = new Integrator(problem, tolerances, choice, 1_000_000);
                integrator.restart(0, problem.start());
                while (integrator.time() < problem.end()) {
                    integrator.step(problem.end());
                }
            }
            nanos[block] = (threads.getCurrentThreadCpuTime() - start) / repeats;
        }
        Arrays.sort(nanos);
        double error = 0;
        for (int i = 0; i < truth.length; i++) {
            error = Math.max(error,
                    Math.abs(integrator.state()[i] - truth[i]) / (Math.abs(truth[i]) + absolute / relative));
        }
        System.out.printf(
                "%-20s %-8s rtol %.0e: %8.1f us, relative error %.1e, %s%n",
                name, choice, relative, nanos[nanos.length / 2] * 1e-3, error, integrator.statistics());
    }
}
