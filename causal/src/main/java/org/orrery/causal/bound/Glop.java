package org.orrery.causal.bound;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
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
     * Finds shares that add up to 1.
     *
     * @param cost of each share
     * @param answers of each share in each setting
     * @param demanded how much of the shares gives an answer in a setting; NaN where that is open
     */
    static Outcome solve(double[] cost, int[][] answers, double[][] demanded, boolean largest) {
        if (!Native.LOADED) {
            throw new Refusal(
                    "Bounds by linear programming need the native library of OR-tools, which cannot be loaded here.",
                    "Linux and macOS (x64, arm64) and Windows (x64) have one; maybe build on the machine that runs it.");
        }
        MPSolver solver = MPSolver.createSolver("GLOP");
        try {
            MPVariable[] share = new MPVariable[cost.length];
            MPObjective objective = solver.objective();
            MPConstraint whole = solver.makeConstraint(1, 1, "");
            for (int j = 0; j < share.length; j++) {
                share[j] = solver.makeNumVar(0, 1, "");
                objective.setCoefficient(share[j], cost[j]);
                whole.setCoefficient(share[j], 1);
            }
            objective.setOptimizationDirection(largest);
            for (int setting = 0; setting < demanded.length; setting++) {
                MPConstraint[] rows = new MPConstraint[demanded[setting].length];
                for (int answer = 0; answer < rows.length; answer++) {
                    double demand = demanded[setting][answer];
                    rows[answer] = Double.isNaN(demand)
                            ? solver.makeConstraint(0, 1, "")
                            : solver.makeConstraint(demand, demand, "");
                }
                for (int j = 0; j < share.length; j++) {
                    rows[answers[j][setting]].setCoefficient(share[j], 1);
                }
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

    private static Outcome optimal(MPObjective objective, MPVariable[] share) {
        double[] shares = new double[share.length];
        for (int j = 0; j < shares.length; j++) {
            shares[j] = share[j].solutionValue();
        }
        return new Outcome.Optimal(objective.value(), shares);
    }
}
