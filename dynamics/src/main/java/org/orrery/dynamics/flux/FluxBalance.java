package org.orrery.dynamics.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Numbers;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.flux.LinearProgram.Outcome;

/**
 * The linear program of a flux problem (J. D. Orth, I. Thiele, B. O. Palsson, What is flux balance analysis?, Nature
 * Biotechnology 28 (2010) 245-248): a column for each reaction, a row for each metabolite that must balance and for each
 * further constraint. Built once; each world brings its bounds.
 */
final class FluxBalance {
    private static final int NAMED = 5;
    private static final double IMBALANCE = 1e-7;

    private final FluxProblem problem;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> rowNames = new ArrayList<>();
    private final LinearProgram shape;
    private final double sign;

    FluxBalance(FluxProblem problem) {
        this.problem = problem;
        int n = problem.reactions().size();
        Map<String, Map<Integer, Double>> rows = new LinkedHashMap<>();
        problem.metabolites().stream().filter(pool -> !pool.boundary())
                .forEach(pool -> rows.put(pool.id(), new LinkedHashMap<>()));
        for (int j = 0; j < n; j++) {
            int column = j;
            columns.put(problem.reactions().get(j).id(), j);
            problem.reactions().get(j).stoichiometry().forEach((pool, amount) -> {
                Map<Integer, Double> row = rows.get(pool);
                if (row != null && amount != 0) {
                    row.put(column, amount);
                }
            });
        }
        List<Map<Integer, Double>> all = new ArrayList<>(rows.values());
        rowNames.addAll(rows.keySet());
        double[] low = new double[all.size() + problem.constraints().size()];
        double[] high = low.clone();
        for (FluxProblem.Constraint constraint : problem.constraints()) {
            low[all.size()] = constraint.lower();
            high[all.size()] = constraint.upper();
            rowNames.add(constraint.id());
            Map<Integer, Double> row = new LinkedHashMap<>();
            constraint.coefficients().forEach((reaction, factor) -> row.put(column(reaction), factor));
            all.add(row);
        }
        sign = problem.objective().maximize() ? -1 : 1;
        double[] cost = functional(problem.objective().coefficients());
        for (int j = 0; j < n; j++) {
            cost[j] *= sign;
        }
        shape = program(all, cost, low, high);
    }

    private static LinearProgram program(List<Map<Integer, Double>> rows, double[] cost, double[] low, double[] high) {
        int entries = rows.stream().mapToInt(Map::size).sum();
        int[] start = new int[rows.size() + 1];
        int[] column = new int[entries];
        double[] value = new double[entries];
        int at = 0;
        for (int i = 0; i < rows.size(); i++) {
            for (Map.Entry<Integer, Double> entry : rows.get(i).entrySet()) {
                column[at] = entry.getKey();
                value[at++] = entry.getValue();
            }
            start[i + 1] = at;
        }
        return new LinearProgram(new double[cost.length], new double[cost.length], cost, low, high, start, column,
                value);
    }

    int column(String reaction) {
        Integer column = columns.get(reaction);
        if (column == null) {
            throw new IllegalStateException("no reaction " + reaction);
        }
        return column;
    }

    /** Weights for all fluxes from weights by name. */
    double[] functional(Map<String, Double> coefficients) {
        double[] weights = new double[problem.reactions().size()];
        coefficients.forEach((reaction, factor) -> weights[column(reaction)] += factor);
        return weights;
    }

    /** One flux alone. */
    double[] unit(int column) {
        double[] weights = new double[problem.reactions().size()];
        weights[column] = 1;
        return weights;
    }

    /**
     * The best fluxes within the bounds.
     *
     * @throws RunFailure if there are none, if the objective has no end, or if what the solver says does not prove itself
     */
    Optimum solve(double[] lower, double[] upper) {
        for (int j = 0; j < lower.length; j++) {
            if (!(lower[j] <= upper[j])) {
                throw new RunFailure("the bounds of " + problem.reactions().get(j).id() + " leave no flux: "
                        + Numbers.print(lower[j]) + " to " + Numbers.print(upper[j]));
            }
        }
        LinearProgram program = shape.withBounds(lower, upper);
        String goal = (problem.objective().maximize() ? "maximum" : "minimum") + " of " + problem.active();
        return switch (Glop.solve(program)) {
            case Outcome.Optimal(double[] x, double[] prices) -> {
                Certificate certificate = Certificate.of(program, x, prices);
                if (!certificate.holds()) {
                    throw new RunFailure("the " + goal + " that the solver gives does not prove itself: "
                            + certificate.told());
                }
                yield new Optimum(program, x, prices, sign * program.cost(x), certificate);
            }
            case Outcome.Infeasible _ -> throw new RunFailure(infeasible(program));
            case Outcome.Unbounded _ -> throw new RunFailure("the " + goal
                    + " is without end: the bounds leave a cycle or a path open. Maybe a bound is missing");
            case Outcome.Unsolved(String status) ->
                throw new RunFailure("the solver gave the linear program up (" + status + ")");
        };
    }

    /** Says why by the least imbalance that the bounds force, and checks that there is one. */
    private String infeasible(LinearProgram program) {
        LinearProgram elastic = elastic(program);
        if (Glop.solve(elastic) instanceof Outcome.Optimal(double[] x, double[] prices)) {
            Certificate certificate = Certificate.of(elastic, x, prices);
            if (certificate.holds() && certificate.bound() > IMBALANCE) {
                List<String> names = new ArrayList<>();
                int n = program.variables();
                for (int i = 0; i < program.rows(); i++) {
                    if (x[n + i] > IMBALANCE || x[n + program.rows() + i] > IMBALANCE) {
                        names.add(rowNames.get(i));
                    }
                }
                String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
                return "no fluxes meet the balance and all bounds: infeasible. The least imbalance is "
                        + Numbers.round(certificate.value(), 4) + ", of "
                        + String.join(", ", names.subList(0, Math.min(NAMED, names.size()))) + more;
            }
        }
        return "the solver finds no fluxes that meet the balance and all bounds: infeasible";
    }

    /** Each row may be missed, in either direction, at a cost of 1 a unit. */
    private static LinearProgram elastic(LinearProgram program) {
        int n = program.variables();
        int m = program.rows();
        double[] lower = Arrays.copyOf(program.lower(), n + 2 * m);
        double[] upper = Arrays.copyOf(program.upper(), n + 2 * m);
        Arrays.fill(upper, n, n + 2 * m, Double.POSITIVE_INFINITY);
        double[] cost = new double[n + 2 * m];
        Arrays.fill(cost, n, n + 2 * m, 1);
        int[] start = new int[m + 1];
        int[] column = new int[program.column().length + 2 * m];
        double[] value = new double[column.length];
        int at = 0;
        for (int i = 0; i < m; i++) {
            for (int k = program.start()[i]; k < program.start()[i + 1]; k++) {
                column[at] = program.column()[k];
                value[at++] = program.value()[k];
            }
            column[at] = n + i;
            value[at++] = 1;
            column[at] = n + m + i;
            value[at++] = -1;
            start[i + 1] = at;
        }
        return new LinearProgram(lower, upper, cost, program.rowLower(), program.rowUpper(), start, column, value);
    }
}
