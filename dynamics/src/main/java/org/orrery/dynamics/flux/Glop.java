package org.orrery.dynamics.flux;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import org.orrery.core.Method;
import org.orrery.core.Refusal;
import org.orrery.dynamics.flux.LinearProgram.Outcome;

/**
 * Solves linear programs with GLOP, the simplex method of OR-tools (L. Perron, V. Furnon, Google, or-tools). Its native
 * library is loaded when the first program is solved. Every program is solved from scratch by one thread, so equal
 * programs have equal answers, bit for bit.
 */
final class Glop {
    static final Method METHOD = new Method("GLOP (OR-tools)",
            "L. Perron, V. Furnon, OR-Tools, Google, https://developers.google.com/optimization/; the problem: J. D. Orth,"
                    + " I. Thiele, B. O. Palsson, What is flux balance analysis?, Nature Biotechnology 28 (2010)"
                    + " 245-248. doi:10.1038/nbt.1614");

    private Glop() {}

    /** Loaded once, and only if a program is to be solved. */
    private static final class Native {
        private Native() {}

        static final boolean LOADED = load();

        private static boolean load() {
            try {
                Loader.loadNativeLibraries();
                return true;
            } catch (UnsatisfiedLinkError | RuntimeException unavailable) {
                return false;
            }
        }
    }

    static Outcome solve(LinearProgram program) {
        Outcome outcome = optimise(program);
        if (!(outcome instanceof Outcome.Infeasible)) {
            return outcome;
        }
        // GLOP's presolve may not tell apart what cannot be met and what has no end; without a cost there is an end.
        Outcome feasible = optimise(program.withCost(new double[program.variables()]));
        return feasible instanceof Outcome.Optimal ? new Outcome.Unbounded() : feasible;
    }

    private static Outcome optimise(LinearProgram program) {
        if (!Native.LOADED) {
            throw new Refusal("Flux balance needs the native library of OR-tools, which cannot be loaded here.",
                    "Linux and macOS (x64, arm64) and Windows (x64) have one; maybe build on the machine that runs it.");
        }
        MPSolver solver = MPSolver.createSolver("GLOP");
        try {
            MPVariable[] x = new MPVariable[program.variables()];
            MPObjective objective = solver.objective();
            for (int j = 0; j < x.length; j++) {
                x[j] = solver.makeNumVar(program.lower()[j], program.upper()[j], "");
                if (program.cost()[j] != 0) {
                    objective.setCoefficient(x[j], program.cost()[j]);
                }
            }
            objective.setMinimization();
            MPConstraint[] rows = new MPConstraint[program.rows()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = solver.makeConstraint(program.rowLower()[i], program.rowUpper()[i], "");
                for (int k = program.start()[i]; k < program.start()[i + 1]; k++) {
                    rows[i].setCoefficient(x[program.column()[k]], program.value()[k]);
                }
            }
            MPSolver.ResultStatus status = solver.solve();
            return switch (status) {
                case OPTIMAL -> optimal(x, rows);
                case UNBOUNDED -> new Outcome.Unbounded();
                case INFEASIBLE -> new Outcome.Infeasible();
                case FEASIBLE, ABNORMAL, MODEL_INVALID, NOT_SOLVED -> new Outcome.Unsolved(status.name());
            };
        } finally {
            solver.delete();
        }
    }

    private static Outcome optimal(MPVariable[] x, MPConstraint[] rows) {
        double[] point = new double[x.length];
        for (int j = 0; j < point.length; j++) {
            point[j] = x[j].solutionValue();
        }
        double[] prices = new double[rows.length];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = rows[i].dualValue();
        }
        return new Outcome.Optimal(point, prices);
    }
}
