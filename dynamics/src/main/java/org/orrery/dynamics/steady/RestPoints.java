package org.orrery.dynamics.steady;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Method;
import org.orrery.dynamics.solve.OdeSystem;

/**
 * Searches for rest points by Newton's method with exact derivatives on what the conserved sums leave free, damped until
 * the rates, each relative to the sizes of its own terms, get smaller (Deuflhard, Newton Methods for Nonlinear Problems,
 * 2004, chapter 3). It converges where the start is near; bringing the start near is the caller's part.
 */
public final class RestPoints {
    /** What a claim says of it. */
    public static final Method METHOD = new Method("damped Newton on the conserved sums",
            "P. Deuflhard, Newton Methods for Nonlinear Problems, Springer (2004); C. Reder, Journal of Theoretical Biology"
                    + " 135 (1988) 175-201");

    private static final int MOST_STEPS = 60;
    private static final int HALVINGS = 8;
    private static final double CONVERGED = 1e-13;
    private static final double STALLED = 1e-7;
    private static final double RESIDUAL = 1e-9;
    private static final double ZERO_SINGULAR_VALUE = 1e-12;
    private static final int LARGEST_SEARCHED = 150;

    private final OdeSystem system;
    private final List<double[]> laws;
    private final @Nullable Lags lags;

    /**
     * A rest point.
     *
     * @param state the point
     * @param residual the largest rate, relative to the sizes of its terms
     * @param drift the largest change of a conserved sum since the start, relative to the sizes of its terms
     * @param laws the sums that were kept
     * @param hidden how many of the laws nobody gave: the point is one of a curve of rest points, or of a wider set
     */
    public record Root(double[] state, double residual, double drift, Laws laws, int hidden) {}

    /**
     * @param system with all that it looks back at as it is now
     * @param laws weights of the conserved sums over the states
     * @param lags what it looks back at, null for nothing
     */
    public RestPoints(OdeSystem system, List<double[]> laws, @Nullable Lags lags) {
        this.system = system;
        this.laws = List.copyOf(laws);
        this.lags = lags;
    }

    /**
     * The rest point near a state, with the state's own sums; null where none is found.
     *
     * @param t the time, which the rates no longer depend on
     * @param scale the usual size of each state, above zero
     */
    public @Nullable Root near(double t, double[] start, double[] scale) {
        double[] y = start.clone();
        double[] next = new double[y.length];
        double[] rates = new double[y.length];
        double last = Double.POSITIVE_INFINITY;
        for (int step = 1; step <= MOST_STEPS; step++) {
            Linearised here = new Linearised(system, t, y, scale);
            Linearised.Solver solver = here.isFinite() ? solver(here) : null;
            if (solver == null) {
                return null;
            }
            double[] move = solver.solve(negated(here.rates), lacking(solver.laws(), start, y));
            double merit = merit(here.rates, here.turnover);
            double share = damped(t, y, move, merit, here.turnover, next, rates);
            // The whole move is what is left to the root, however small the rates are.
            double size = size(move, scale);
            boolean stalled = size <= STALLED && size >= last / 2;
            if (share == 0 || stalled || !(size < Double.POSITIVE_INFINITY)) {
                return merit <= RESIDUAL && size <= STALLED
                        ? root(start, y, merit, solver.laws(), hidden(t, y, here, solver))
                        : null;
            }
            System.arraycopy(next, 0, y, 0, y.length);
            if (size <= CONVERGED) {
                system.derivative(t, y, rates);
                return root(start, y, merit(rates, here.turnover), solver.laws(), hidden(t, y, here, solver));
            }
            last = size;
        }
        return null;
    }

    /** A state that no longer moves, as it is: for systems that come to rest anywhere on a curve of rest points. */
    public Root asItIs(double t, double[] y, double[] scale) {
        Linearised here = new Linearised(system, t, y, scale);
        Laws kept = here.complete(laws);
        return root(y, y.clone(), merit(here.rates, here.turnover), kept, 0);
    }

    private Linearised.@Nullable Solver solver(Linearised here) {
        Linearised.Solver solver = here.solver(here.complete(laws));
        return solver == null && here.rates.length <= LARGEST_SEARCHED
                ? here.solver(here.hidden(ZERO_SINGULAR_VALUE))
                : solver;
    }

    /** The longest of a few shares of the move that makes the rates smaller, and where it leads; 0 for none. */
    private double damped(double t, double[] y, double[] move, double merit, double[] turnover, double[] next,
            double[] rates) {
        double share = 1;
        for (int k = 0; k <= HALVINGS; k++) {
            for (int i = 0; i < y.length; i++) {
                next[i] = y[i] + share * move[i];
            }
            system.derivative(t, next, rates);
            double reached = merit(rates, turnover);
            if (reached <= (1 - share / 4) * merit || merit <= CONVERGED && reached <= 2 * CONVERGED) {
                return share;
            }
            share /= 2;
        }
        return 0;
    }

    /** A rate that differs from zero only while the past differs from now gives no law: it fixes nothing. */
    private int hidden(double t, double[] y, Linearised here, Linearised.Solver solver) {
        int open = lags == null
                ? 0
                : (int) lags.at(t, y).stream().mapToInt(Lags.Lag::row).distinct().filter(i -> here.turnover[i] == 0)
                        .count();
        return Math.max(0, solver.laws().size() - here.complete(laws).size() + open);
    }

    private static Root root(double[] start, double[] y, double residual, Laws laws, int hidden) {
        double drift = 0;
        for (int k = 0; k < laws.size(); k++) {
            double terms = 0;
            for (int j = 0; j < y.length; j++) {
                terms += Math.abs(laws.weights().get(k)[j] * y[j]);
            }
            double change = Math.abs(laws.sum(k, y) - laws.sum(k, start));
            drift = Math.max(drift, change == 0 ? 0 : change / Math.max(terms, Double.MIN_NORMAL));
        }
        return new Root(y, residual, drift, laws, hidden);
    }

    private static double[] lacking(Laws laws, double[] start, double[] y) {
        double[] lacking = new double[laws.size()];
        for (int k = 0; k < lacking.length; k++) {
            lacking[k] = laws.sum(k, start) - laws.sum(k, y);
        }
        return lacking;
    }

    private static double[] negated(double[] rates) {
        double[] negated = new double[rates.length];
        for (int i = 0; i < rates.length; i++) {
            negated[i] = -rates[i];
        }
        return negated;
    }

    private static double merit(double[] rates, double[] turnover) {
        double largest = 0;
        for (int i = 0; i < rates.length; i++) {
            double relative = rates[i] == 0 ? 0 : Math.abs(rates[i]) / turnover[i];
            if (!(relative <= largest)) {
                largest = relative;
            }
        }
        return largest;
    }

    private static double size(double[] move, double[] scale) {
        double largest = 0;
        for (int i = 0; i < move.length; i++) {
            double relative = Math.abs(move[i]) / scale[i];
            if (!(relative <= largest)) {
                largest = relative;
            }
        }
        return largest;
    }

    /** The eigenvalues at a rest point, of what its laws leave free. */
    public Spectrum spectrum(double t, Root root, double[] scale) {
        return Spectrum.of(system, lags, t, root.state(), root.laws(), scale);
    }

    /**
     * How a rest point moves with a parameter, by the implicit function theorem.
     *
     * @param forcing the partial derivatives of the rates to the parameter
     * @param sums the derivatives of the laws' sums to it
     * @return null where the equations are singular
     */
    public double @Nullable [] response(double t, Root root, double[] scale, double[] forcing, double[] sums) {
        Linearised.Solver solver = new Linearised(system, t, root.state(), scale).solver(root.laws());
        return solver == null ? null : solver.solve(negated(forcing), sums);
    }
}
