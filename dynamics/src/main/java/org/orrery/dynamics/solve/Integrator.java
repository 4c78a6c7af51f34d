package org.orrery.dynamics.solve;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Method;
import org.orrery.core.Refusal;

/**
 * The one loop: steps of {@code M y' = f(t, y)} with control of the local error, dense output in the last step, and, by
 * {@link Choice#AUTO}, a change of the method where the system turns stiff. A method is a tableau and a {@link Stepper};
 * all else is here.
 *
 * <p>A step allocates nothing. The same calls give the same bits. An instance belongs to one thread.
 */
public final class Integrator {
    private static final double STRETCH = 1.01;
    private static final int LARGEST_FOR_ROSENBROCK = 50;
    private static final double TIGHT = 1e-8;

    private final Tolerances tolerances;
    private final Counters counters = new Counters();
    private final FirstStep firstStep;
    private final Diagnosis diagnosis;
    private final StiffnessWatch watch;
    private final boolean switching;
    private final long maxSteps;
    private final Stepper explicit;
    private final Supplier<Stepper> makeImplicit;
    private @Nullable Stepper implicit;
    private final @Nullable Overlap overlap;
    private Stepper current;
    private Stepper lastUsed;

    private final Set<Method> methods = new LinkedHashSet<>();

    private final double[] y;
    private final double[] before;
    private final double[] next;
    private double time = Double.NaN;
    private double previous = Double.NaN;
    private double size;
    private double lastError;
    private boolean started;
    private boolean first;
    private long epoch;

    public Integrator(OdeSystem system, Tolerances tolerances, Choice choice, long maxSteps) {
        this(system, tolerances, choice, maxSteps, index -> "y[" + index + "]");
    }

    /**
     * @param names of the states, for messages
     * @throws Refusal if an explicit method is asked for and a state is algebraic
     */
    public Integrator(
            OdeSystem system, Tolerances tolerances, Choice choice, long maxSteps, IntFunction<String> names) {
        int n = system.dimension();
        if (tolerances.absolute().length != n) {
            throw new IllegalArgumentException("%d absolute tolerances for %d states. Maybe Tolerances.uniform."
                    .formatted(tolerances.absolute().length, n));
        }
        this.tolerances = tolerances;
        this.maxSteps = maxSteps;
        Mass mass = Mass.of(system);
        boolean algebraic = !mass.isWhole();
        ExplicitTableau tableau = choice == Choice.VERN7 || choice == Choice.AUTO && tolerances.relative() < TIGHT
                ? Verner.VERN7
                : ExplicitTableau.TSIT5;
        if (algebraic && (choice == Choice.TSIT5 || choice == Choice.VERN7)) {
            throw new Refusal(
                    tableau.method().name()
                            + " cannot take algebraic equations: an explicit method knows rates of change only.",
                    "Maybe rodas5p, or auto, which takes an implicit method for them.");
        }
        switching = choice == Choice.AUTO && !algebraic;
        explicit = new ExplicitStepper(system, tolerances, tableau, counters);
        makeImplicit = () -> switch (choice) {
            case TSIT5, VERN7 -> explicit;
            case RODAS5P -> new RosenbrockStepper(system, tolerances, RosenbrockTableau.RODAS5P, counters);
            case RADAU5 -> new RadauStepper(system, tolerances, counters);
            case BDF -> new BdfStepper(system, tolerances, counters);
            case AUTO -> n > LARGEST_FOR_ROSENBROCK
                    ? new BdfStepper(system, tolerances, counters)
                    : new RosenbrockStepper(system, tolerances, RosenbrockTableau.RODAS5P, counters);
        };
        current = choice == Choice.AUTO && !algebraic ? explicit : implicit();
        lastUsed = current;
        watch = new StiffnessWatch(tableau.stability(), n <= LARGEST_FOR_ROSENBROCK);
        overlap = system instanceof DelaySystem delayed ? new Overlap(delayed, tolerances) : null;
        firstStep = new FirstStep(system, tolerances, counters);
        diagnosis = new Diagnosis(names, mass);
        y = new double[n];
        before = new double[n];
        next = new double[n];
    }

    /**
     * Starts (again) at t with y copied, as after an event: what was known of the past step is forgotten, the counters,
     * the method in use and the order of size of its steps are kept. Algebraic states must meet their equations.
     */
    public void restart(double t, double[] start) {
        if (!Double.isFinite(t)) {
            throw new IllegalArgumentException("the time to start from is " + t);
        }
        System.arraycopy(start, 0, y, 0, y.length);
        System.arraycopy(start, 0, before, 0, y.length);
        time = t;
        previous = t;
        started = false;
        epoch++;
        current.forget();
    }

    /**
     * One accepted step that ends at {@code limit} to the bit or before it. With {@link Choice#AUTO} a method that finds
     * no step short enough leaves the step to the other one before it is given up.
     *
     * @throws org.orrery.core.RunFailure when no step is short enough, a rate is not finite, or maxSteps is spent
     */
    public void step(double limit) {
        step(limit, Double.POSITIVE_INFINITY);
    }

    /**
     * The same, with a step no longer than this; what is no longer for that reason is no reason for shorter steps later.
     */
    public void step(double limit, double longest) {
        if (!(limit > time)) {
            throw new IllegalArgumentException(
                    "a step from %s to %s. Maybe restart first: a step goes forward.".formatted(time, limit));
        }
        current.prepare(time, y);
        if (!started) {
            begin(limit);
        }
        size = Math.max(size, 16 * Math.ulp(time));
        int attempts = 0;
        boolean otherTried = !switching;
        while (true) {
            if (counters.steps + counters.rejected >= maxSteps) {
                throw diagnosis.spent(time, size, maxSteps, current.worstState(), y, current.name());
            }
            double rest = limit - time;
            double free = Math.min(size, longest);
            boolean reaches = rest <= STRETCH * free;
            double wanted = reaches ? rest : rest < 2 * free ? rest / 2 : free;
            if (attempts > 0 && Math.min(wanted, size) <= 8 * Math.ulp(time)) {
                if (otherTried) {
                    throw stuck();
                }
                otherTried = true;
                change();
                current.prepare(time, y);
                begin(limit);
                continue;
            }
            double end = reaches ? limit : time + wanted;
            double h = end - time;
            attempts++;
            double error = overlap == null
                    ? current.attempt(time, y, h, next)
                    : overlap.attempt(current, time, y, h, next);
            if (error <= 1) {
                double factor = current.afterAccepted(error, lastError, first);
                boolean shortened = wanted < size;
                double proposed = h * (attempts > 1 ? Math.min(1, factor) : factor);
                size = shortened ? Math.max(size * Math.min(1, factor), proposed) : proposed;
                lastError = shortened ? lastError : error;
                first = false;
                accept(end);
                if (switching) {
                    reconsider(h, limit - end, attempts);
                }
                return;
            }
            counters.rejected++;
            size = h * current.afterRejected(error);
        }
    }

    /** A step of this size whatever its error, for measuring the order of a method. */
    void fixedStep(double h) {
        current.prepare(time, y);
        current.attempt(time, y, h, next);
        accept(time + h);
    }

    private void accept(double end) {
        current.accepted();
        counters.steps++;
        epoch++;
        System.arraycopy(y, 0, before, 0, y.length);
        System.arraycopy(next, 0, y, 0, y.length);
        previous = time;
        time = end;
        if (lastUsed != current || methods.isEmpty()) {
            methods.add(current.method());
        }
        lastUsed = current;
    }

    private void begin(double limit) {
        double[] slope = current.slope();
        double finite = tolerances.norm(slope, y, y);
        if (!(finite < Double.POSITIVE_INFINITY)) {
            throw diagnosis.notFinite(time, y, slope);
        }
        double fresh = firstStep.size(time, y, slope, current.order(), limit - time);
        size = size > fresh ? Math.sqrt(size) * Math.sqrt(fresh) : fresh;
        lastError = 1;
        first = true;
        started = true;
    }

    private void reconsider(double h, double way, int attempts) {
        boolean change = current == explicit
                ? watch.looks() && watch.toImplicit(current.stiffness(), h, way, attempts)
                : watch.toExplicit(current.stiffness(), h);
        if (change) {
            change();
        }
    }

    /** Made when it is first needed: what is not stiff needs no Jacobian. */
    private Stepper implicit() {
        if (implicit == null) {
            implicit = makeImplicit.get();
        }
        return implicit;
    }

    private void change() {
        current = current == explicit ? implicit() : explicit;
        current.forget();
        started = false;
        counters.switches++;
    }

    private RuntimeException stuck() {
        double[] slope = current.slope();
        return tolerances.norm(slope, y, y) < Double.POSITIVE_INFINITY
                ? diagnosis.stuck(time, size, current.worstState(), y, slope, current.name())
                : diagnosis.notFinite(time, y, slope);
    }

    public double time() {
        return time;
    }

    /** The state at {@link #time()}: always the same array, read only by convention. */
    public double[] state() {
        return y;
    }

    /** Where the last step began; {@link #time()} after a restart. */
    public double previousTime() {
        return previous;
    }

    /** Writes the state at a time in the last step. Exact at both ends, of order 4 between. */
    public void interpolate(double t, double[] out) {
        if (t == time || t == previous) {
            System.arraycopy(t == time ? y : before, 0, out, 0, y.length);
        } else {
            lastUsed.interpolate(theta(t), time - previous, before, y, out);
        }
    }

    /** The same for some states only: the others are not written. */
    public void interpolate(double t, int[] components, double[] out) {
        if (t == time || t == previous) {
            double[] known = t == time ? y : before;
            for (int component : components) {
                out[component] = known[component];
            }
        } else {
            lastUsed.interpolate(theta(t), time - previous, before, y, components, out);
        }
    }

    /** One state at a time in the last step. */
    public double interpolate(double t, int component) {
        if (t == time || t == previous) {
            return t == time ? y[component] : before[component];
        }
        return lastUsed.interpolate(theta(t), time - previous, before, y, component);
    }

    private double theta(double t) {
        if (!(t > previous && t < time)) {
            throw new IllegalArgumentException(
                    "time %s is outside of the last step [%s, %s]".formatted(t, previous, time));
        }
        return (t - previous) / (time - previous);
    }

    /** Another number after each change of the last step. */
    long epoch() {
        return epoch;
    }

    /** The methods that have made steps, in the order of their first. */
    public List<Method> methods() {
        return List.copyOf(methods);
    }

    public Statistics statistics() {
        return counters.read();
    }
}
