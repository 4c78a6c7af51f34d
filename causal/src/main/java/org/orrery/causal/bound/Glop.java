package org.orrery.causal.bound;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.List;
import org.orrery.core.Refusal;

/** Solves the programme of shares with GLOP, the simplex method of OR-tools; by one thread, so equal ones have equal answers. */
final class Glop {
    private Glop() {}

    /** Loaded once, and only if a programme is to be solved. */
    private static final class Native {
        private static final boolean LOADED = load();

        private Native() {}

        private static boolean load() {
            try {
                Loader.loadNativeLibraries();
                return true;
            } catch (UnsatisfiedLinkError | RuntimeException unavailable) {
                return false;
            }
        }
    }

    sealed interface Outcome {
        record Optimal(double value, double[] shares) implements Outcome {}

        /** No shares give what is demanded. */
        record Contradiction() implements Outcome {}

        record Unsolved() implements Outcome {}
    }

    /**
     * What shares must give.
     *
     * @param answers of each share in each setting
     * @param shares how much of them gives an answer in a setting; NaN where that is open
     * @param weights of the settings
     * @param miss how far the shares may miss that: the sum over answers and weighted settings of what is too much or too little
     */
    record Demand(int[][] answers, double[][] shares, double[] weights, double miss) {}

    /** Finds shares that add up to 1 and give what is demanded, at the least or the largest cost. */
    static Outcome solve(double[] cost, Demand demand, boolean largest) {
        MPSolver solver = solver();
        try {
            MPVariable[] share = shares(solver, cost.length);
            MPObjective objective = solver.objective();
            for (int j = 0; j < share.length; j++) {
                objective.setCoefficient(share[j], cost[j]);
            }
            objective.setOptimizationDirection(largest);
            List<Gap> gaps = require(solver, share, demand, demand.miss > 0);
            if (!gaps.isEmpty()) {
                MPConstraint limit = solver.makeConstraint(0, demand.miss, "");
                gaps.forEach(gap -> limit.setCoefficient(gap.size, gap.weight));
            }
            return switch (solver.solve()) {
                case OPTIMAL -> optimal(objective, share);
                case INFEASIBLE -> new Outcome.Contradiction();
                case FEASIBLE, UNBOUNDED, ABNORMAL, MODEL_INVALID, NOT_SOLVED -> new Outcome.Unsolved();
            };
        } finally {
            solver.delete();
        }
    }

    /** The least by which shares miss what is demanded; NaN where it is not found. */
    static double miss(int count, Demand demand) {
        MPSolver solver = solver();
        try {
            List<Gap> gaps = require(solver, shares(solver, count), demand, true);
            MPObjective objective = solver.objective();
            gaps.forEach(gap -> objective.setCoefficient(gap.size, gap.weight));
            objective.setMinimization();
            return solver.solve() == MPSolver.ResultStatus.OPTIMAL ? Math.max(0, objective.value()) : Double.NaN;
        } finally {
            solver.delete();
        }
    }

    private static MPSolver solver() {
        if (!Native.LOADED) {
            throw new Refusal(
                    "Bounds by linear programming need the native library of OR-tools, which cannot be loaded here.",
                    "Linux and macOS (x64, arm64) and Windows (x64) have one; maybe build on the machine that runs it.");
        }
        return MPSolver.createSolver("GLOP");
    }

    private static MPVariable[] shares(MPSolver solver, int count) {
        MPVariable[] share = new MPVariable[count];
        MPConstraint whole = solver.makeConstraint(1, 1, "");
        for (int j = 0; j < count; j++) {
            share[j] = solver.makeNumVar(0, 1, "");
            whole.setCoefficient(share[j], 1);
        }
        return share;
    }

    /** By how much the shares of an answer are too many, or too few. */
    private record Gap(MPVariable size, double weight) {}

    private static List<Gap> require(MPSolver solver, MPVariable[] share, Demand demand, boolean loose) {
        List<Gap> gaps = new ArrayList<>();
        for (int setting = 0; setting < demand.shares.length; setting++) {
            MPConstraint[] rows = new MPConstraint[demand.shares[setting].length];
            for (int answer = 0; answer < rows.length; answer++) {
                double wanted = demand.shares[setting][answer];
                rows[answer] = Double.isNaN(wanted)
                        ? solver.makeConstraint(0, 1, "")
                        : solver.makeConstraint(wanted, wanted, "");
                for (int sign = -1; sign <= 1 && loose && !Double.isNaN(wanted); sign += 2) {
                    Gap gap = new Gap(solver.makeNumVar(0, 1, ""), demand.weights[setting]);
                    rows[answer].setCoefficient(gap.size, sign);
                    gaps.add(gap);
                }
            }
            for (int j = 0; j < share.length; j++) {
                rows[demand.answers[j][setting]].setCoefficient(share[j], 1);
            }
        }
        return gaps;
    }

    private static Outcome optimal(MPObjective objective, MPVariable[] share) {
        double[] shares = new double[share.length];
        for (int j = 0; j < shares.length; j++) {
            shares[j] = share[j].solutionValue();
        }
        return new Outcome.Optimal(objective.value(), shares);
    }
}
