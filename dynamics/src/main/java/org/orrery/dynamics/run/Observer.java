package org.orrery.dynamics.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Quantity;
import org.orrery.core.Window;

/** What one run reports: single readings, folds over time, and courses over a grid. */
final class Observer {
    /** Parts into which a step is divided in search of an extreme value. */
    private static final int PARTS = 4;
    /** Where a step's end is compared with what is next to it, in such parts. */
    private static final double EDGE = 1e-3;
    private static final int GOLDEN_STEPS = 40;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /** Gauss-Legendre with four points, exact for polynomials of degree 7. */
    private static final double[] NODES = {-0.8611363115940526, -0.3399810435848563, 0.3399810435848563,
            0.8611363115940526};
    private static final double[] WEIGHTS = {0.34785484513745385, 0.6521451548625461, 0.6521451548625461,
            0.34785484513745385};

    private final Stage stage;
    private final DenseOutput solution;
    private final List<Quantity> quantities;
    private final double[] grid;
    private final double[] state;
    private final double[] values;
    private final double[] now;
    private final double[][] courses;
    private final @Nullable ExtremeSlopes slopes;
    private int written;

    /** @param slopes follows extreme values whose sensitivity is asked; null for none */
    Observer(Stage stage, DenseOutput solution, @Nullable ExtremeSlopes slopes) {
        this.slopes = slopes;
        this.stage = stage;
        this.solution = solution;
        quantities = stage.program.quantities;
        grid = stage.program.grid;
        state = new double[stage.states.length];
        values = new double[quantities.size()];
        now = new double[quantities.size()];
        courses = new double[stage.courses.outputs()][grid.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = quantities.get(i) instanceof Quantity.Over over ? switch (over.fold()) {
                case MAX -> Double.NEGATIVE_INFINITY;
                case MIN -> Double.POSITIVE_INFINITY;
                case MEAN, INTEGRAL -> 0;
            } : Double.NaN;
        }
    }

    /** Reads what lies strictly inside the solver's last step, up to {@code to}. */
    void between(double from, double to) {
        while (written < grid.length && grid[written] < to) {
            solution.interpolate(grid[written], state);
            write(state);
        }
        for (int i = 0; i < values.length; i++) {
            if (quantities.get(i) instanceof Quantity.Over over && !over.window().isInstant()) {
                double a = Math.max(from, over.window().from());
                double b = Math.min(to, over.window().to());
                if (a < b) {
                    fold(i, over, a, b);
                }
            }
        }
        if (slopes != null) {
            slopes.settle(solution, state);
        }
    }

    private void write(double[] y) {
        double[] row = stage.courses.at(grid[written], y);
        for (int k = 0; k < row.length; k++) {
            courses[k][written] = row[k];
        }
        written++;
    }

    /** Reads what is asked for at this very moment, after everything that happens at it. */
    void at(double t) {
        while (written < grid.length && grid[written] <= t) {
            write(stage.states);
        }
        boolean isRead = false;
        for (int i = 0; i < values.length; i++) {
            Quantity quantity = quantities.get(i);
            Window window = Program.window(quantity);
            if (!isRead && !(quantity instanceof Quantity.Steady) && window.from() <= t && t <= window.to()) {
                stage.readings.into(t, stage.states, now);
                isRead = true;
            }
            if (quantity instanceof Quantity.At || window.isInstant()) {
                if (window.from() == t && !(quantity instanceof Quantity.Over(Quantity.Fold fold, _, _)
                        && fold == Quantity.Fold.INTEGRAL)) {
                    values[i] = now[i];
                }
            } else if (quantity instanceof Quantity.Over over && window.from() <= t && t <= window.to()) {
                if (extreme(i, over.fold(), now[i]) && slopes != null) {
                    slopes.reached(i, t, stage.states);
                }
            }
        }
    }

    void add(int reading, double amount) {
        values[reading] += amount;
    }

    /** @param read the readings at rest */
    void atRest(double[] read) {
        for (int i = 0; i < values.length; i++) {
            if (quantities.get(i) instanceof Quantity.Steady) {
                values[i] = read[i];
            }
        }
    }

    private double value(int i, double t) {
        solution.interpolate(t, state);
        return stage.readings.at(t, state)[i];
    }

    private void fold(int i, Quantity.Over over, double a, double b) {
        switch (over.fold()) {
            case MEAN -> values[i] += integral(i, a, b) / (over.window().to() - over.window().from());
            case INTEGRAL -> values[i] += integral(i, a, b);
            case MAX, MIN -> search(i, over.fold(), a, b);
        }
    }

    private double integral(int i, double a, double b) {
        double middle = a + (b - a) / 2;
        double half = (b - a) / 2;
        double sum = 0;
        for (int k = 0; k < NODES.length; k++) {
            sum += WEIGHTS[k] * value(i, middle + half * NODES[k]);
        }
        return sum * half;
    }

    /** Whether the value is beyond all so far. */
    private boolean extreme(int i, Quantity.Fold fold, double value) {
        double before = values[i];
        if (fold == Quantity.Fold.MAX) {
            values[i] = Math.max(values[i], value);
        } else if (fold == Quantity.Fold.MIN) {
            values[i] = Math.min(values[i], value);
        }
        return values[i] != before;
    }

    private void extreme(int i, Quantity.Fold fold, double value, double t) {
        if (extreme(i, fold, value) && slopes != null) {
            slopes.reached(i, t);
        }
    }

    private void search(int i, Quantity.Fold fold, double a, double b) {
        double sign = fold == Quantity.Fold.MAX ? 1 : -1;
        double width = (b - a) / PARTS;
        double before = sign * value(i, a);
        double here = sign * value(i, a + width);
        extreme(i, fold, sign * before, a);
        if (before >= here) {
            climbFromEdge(i, fold, sign, before, a, a + width);
        }
        for (int k = 1; k <= PARTS; k++) {
            extreme(i, fold, sign * here, k == PARTS ? b : a + k * width);
            if (k == PARTS && here >= before) {
                climbFromEdge(i, fold, sign, here, b, b - width);
            }
            double after = k == PARTS
                    ? Double.NEGATIVE_INFINITY
                    : sign * value(i, k + 1 == PARTS ? b : a + (k + 1) * width);
            if (here > before && here > after && k < PARTS && sign * values[i] <= here) {
                climb(i, fold, sign, a + (k - 1) * width, Math.min(b, a + (k + 1) * width));
            }
            before = here;
            here = after;
        }
    }

    /** A step's end may stand higher than the next sample in the step, with the peak between them. */
    private void climbFromEdge(int i, Quantity.Fold fold, double sign, double atEdge, double edge, double inside) {
        if (sign * values[i] <= atEdge && sign * value(i, edge + EDGE * (inside - edge)) > atEdge) {
            climb(i, fold, sign, Math.min(edge, inside), Math.max(edge, inside));
        }
    }

    /** Golden-section search; the peak lies between the two times. */
    private void climb(int i, Quantity.Fold fold, double sign, double from, double to) {
        double low = from;
        double high = to;
        for (int step = 0; step < GOLDEN_STEPS; step++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            double atLeft = sign * value(i, left);
            double atRight = sign * value(i, right);
            extreme(i, fold, sign * Math.max(atLeft, atRight), atLeft > atRight ? left : right);
            if (atLeft > atRight) {
                high = right;
            } else {
                low = left;
            }
        }
    }

    double[] readings() {
        if (slopes != null) {
            slopes.into(values);
        }
        return values;
    }

    double[][] courses() {
        return courses;
    }
}
