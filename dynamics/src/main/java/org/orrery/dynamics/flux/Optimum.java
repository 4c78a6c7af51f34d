package org.orrery.dynamics.flux;

import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.flux.LinearProgram.Outcome;

/**
 * One optimal point, and with it all the others: those feasible points at which every reaction with a price of its own
 * (a reduced cost) stands at the bound that the price holds it to.
 *
 * @param value of the objective
 */
record Optimum(LinearProgram program, double[] fluxes, double[] prices, double value, Certificate certificate) {
    /** Reduced costs below this may be rounding. The row for the objective sees to it that they change nothing. */
    private static final double PRICED = 1e-6;
    private static final double SLACK = 1e-8;
    private static final double WIDER = 1e-7;
    /** A range narrower than this, relative to its size, is a point: the solver's tolerance is 1e-8. */
    private static final double POINT = 1e-6;

    double of(double[] weights) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            if (weights[j] != 0) {
                sum += weights[j] * fluxes[j];
            }
        }
        return sum;
    }

    /**
     * The least and the largest value of a weighted sum of the fluxes over all optimal points (flux variability: R.
     * Mahadevan, C. H. Schilling, Metabolic Engineering 5 (2003) 264-276). Where there is one value only, both ends are
     * the value at this point.
     */
    Run.Range range(double[] weights) {
        double here = of(weights);
        double low = extreme(weights, 1);
        double high = extreme(weights, -1);
        double size = Math.max(1, Math.abs(here));
        if (high - low <= POINT * size) {
            return new Run.Range(here, here);
        }
        // The point itself is optimal: the solver's tolerance must not leave it out.
        return new Run.Range(Math.min(low, here), Math.max(high, here));
    }

    private LinearProgram face() {
        double[] reduced = program.reducedCosts(prices);
        double[] lower = program.lower().clone();
        double[] upper = program.upper().clone();
        for (int j = 0; j < reduced.length; j++) {
            double scale = PRICED * Math.max(1, Math.abs(program.cost()[j]));
            if (reduced[j] > scale && Double.isFinite(lower[j])) {
                upper[j] = lower[j];
            } else if (reduced[j] < -scale && Double.isFinite(upper[j])) {
                lower[j] = upper[j];
            }
        }
        return noWorse(program.withBounds(lower, upper), SLACK);
    }

    private LinearProgram noWorse(LinearProgram wide, double slack) {
        double best = program.cost(fluxes);
        return wide.withRow(program.cost(), Double.NEGATIVE_INFINITY, best + slack * Math.max(1, Math.abs(best)));
    }

    private double extreme(double[] weights, double sign) {
        double[] cost = new double[weights.length];
        for (int j = 0; j < cost.length; j++) {
            cost[j] = sign * weights[j];
        }
        LinearProgram search = face().withCost(cost);
        Outcome outcome = Glop.solve(search);
        if (outcome instanceof Outcome.Infeasible) {
            // Held exactly to their bounds, the priced fluxes may miss the balance by what the solver tolerates.
            search = noWorse(program, WIDER).withCost(cost);
            outcome = Glop.solve(search);
        }
        return switch (outcome) {
            case Outcome.Optimal(double[] x, double[] dual) -> {
                Certificate proof = Certificate.of(search, x, dual);
                if (!proof.holds()) {
                    throw new RunFailure("the range over the optimal fluxes does not prove itself: " + proof.told());
                }
                yield sign * search.cost(x);
            }
            case Outcome.Unbounded _ -> sign * Double.NEGATIVE_INFINITY;
            case Outcome.Infeasible _ -> throw new RunFailure("the solver loses the optimum that it found itself");
            case Outcome.Unsolved(String status) ->
                throw new RunFailure("the solver gave the range over the optimal fluxes up (" + status + ")");
        };
    }
}
