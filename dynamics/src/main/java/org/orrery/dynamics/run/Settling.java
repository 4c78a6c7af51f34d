package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.lower.Algebra;
import org.orrery.dynamics.steady.RestPoints;
import org.orrery.dynamics.steady.Spectrum;

/**
 * Follows a run to where it comes to rest. The run goes on in rounds, each three times as long as all before; after each a
 * rest point is searched for by Newton's method from where the run is. A rest point is the answer only when the run has come
 * so near that what is left is a millionth of its size, and stays there: of several rest points that is the one to which the
 * start flows. A run that swings on, that events keep disturbing, or that grows without end has no answer.
 */
final class Settling {
    private static final double LONGER = 3;
    private static final int MOST_ROUNDS = 32;
    private static final long MOST_STEPS = 100_000;
    private static final double NEAR = 1e-6;
    /** A state that falls to nothing is at rest when this little is left of what it was. */
    private static final double REMAINS = 1e-3;
    private static final double BELOW_ZERO = 1e-9;
    /** A disturbance of the size of rounding that grows has shown itself after this many of its times. */
    private static final double SHOWS = 40;
    private static final int PATIENCE = 6;
    /** What a state at rest may have moved in the last two thirds of the time. */
    private static final double QUIET = 1e-8;
    private static final double CALM = 1e-4;
    private static final double CREEPS = 1e-2;

    private static final Claim.Check ON_A_CURVE = new Claim.Check("stable", false,
            "it is one of many rest points that hang together: a small disturbance leads to another one");

    private final Simulation run;
    private final Stage stage;
    private final EventQueue events;
    private final Standing standing;
    private final Swings swings;
    private final boolean[] nonNegative;
    private RestPoints.@Nullable Root known;
    private @Nullable Spectrum spectrum;
    private double nearSince = Double.NaN;
    private final double[] lastSeen;
    private int quiet;
    private double crept = Double.NaN;
    private int creeping;
    private long steps;

    /** @param readings what is asked for, where the run is at rest */
    record Settled(double[] readings, List<Claim.Check> checks) {}

    Settling(Simulation run, Stage stage, EventQueue events, Standing standing, boolean[] nonNegative) {
        this.run = run;
        this.stage = stage;
        this.events = events;
        this.standing = standing;
        this.nonNegative = new boolean[standing.size()];
        for (int i = 0; i < this.nonNegative.length; i++) {
            this.nonNegative[i] = nonNegative[standing.whole(i)];
        }
        lastSeen = here();
        swings = new Swings(lastSeen.length);
    }

    private double[] here() {
        return standing.seen(stage.states);
    }

    /** @throws RunFailure where the run does not settle, with what it does instead */
    Settled settle(double start) {
        double t = start;
        double span = shortest();
        long fired = events.executed();
        int disturbed = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            swings.begin(t, here());
            t = follow(t, start + span);
            double moment = run.nextMoment(t);
            span = LONGER * (Double.isInfinite(moment) ? span : Math.max(span, moment - start));
            swings.end(sizes());
            disturbed = events.executed() > fired ? disturbed + 1 : 0;
            fired = events.executed();
            Settled settled = Double.isInfinite(moment) && Double.isInfinite(events.nextDue()) ? look(t) : null;
            if (settled != null) {
                return settled;
            }
            if (round > PATIENCE && Double.isInfinite(moment) && standing.dependsOnTime(t)) {
                throw new RunFailure("it does not settle: at time " + Numbers.round(t, 4)
                        + " its equations still depend on time. Maybe read a late time instead");
            }
            boolean swinging = swings.last(unstable() ? 3 : 5);
            if (disturbed > 4 && fired > 10 || swinging && disturbed > 2) {
                throw new RunFailure("it does not settle: event " + events.lastName() + " fires again and again, "
                        + fired + " events until time " + Numbers.round(t, 4)
                        + ". Maybe read a mean over a late stretch of time instead");
            }
            if (swings.last(3) && known == null) {
                amid(t);
            }
            if (swinging) {
                throw swinging(t);
            }
            if (steps >= MOST_STEPS) {
                break;
            }
        }
        throw unsettled(t);
    }

    private double follow(double from, double target) {
        double t = from;
        while (t < target && steps < MOST_STEPS) {
            try {
                t = run.advanceTowards(t, target);
            } catch (RunFailure failure) {
                throw new RunFailure("it does not settle: " + failure.getMessage() + other());
            }
            steps++;
            swings.see(t, here());
        }
        return t;
    }

    /** The time in which the fastest state turns over. */
    private double shortest() {
        double[] rates = new double[stage.states.length];
        stage.system.derivative(Horizon.START, stage.states, rates);
        rates = standing.seen(rates);
        double[] sizes = scale(sizes());
        double fastest = 0;
        for (int i = 0; i < rates.length; i++) {
            fastest = Math.max(fastest, Math.abs(rates[i]) / sizes[i]);
        }
        return fastest > 0 && Double.isFinite(fastest) ? 1 / fastest : 1;
    }

    private double[] sizes() {
        return standing.seen(run.sizes());
    }

    /** The usual size of each state near where it is now, above zero. */
    private double[] scale(double[] sizes) {
        double least = Arrays.stream(sizes).filter(size -> size > 0).min().orElse(1);
        double[] scale = new double[sizes.length];
        double[] here = here();
        for (int i = 0; i < scale.length; i++) {
            double size = sizes[i] > 0 ? sizes[i] : least;
            scale[i] = Math.max(Math.abs(here[i]), REMAINS * size);
        }
        return scale;
    }

    private @Nullable Settled look(double t) {
        standing.renew(t);
        if (standing.dependsOnTime(t)) {
            return null;
        }
        double[] scale = scale(sizes());
        double[] here = here();
        RestPoints.Root root = standing.near(t, here, scale);
        double moved = Standing.distance(here, lastSeen, scale);
        creep(moved, here, scale);
        quiet = moved <= QUIET ? quiet + 1 : 0;
        System.arraycopy(here, 0, lastSeen, 0, lastSeen.length);
        if (root == null || !possible(root.state(), t, scale)) {
            nearSince = Double.NaN;
            return root == null && quiet >= 2 ? asItIs(t, scale) : null;
        }
        if (known == null || Standing.distance(known.state(), root.state(), scale) > NEAR) {
            spectrum = standing.spectrum(t, root, scale);
            nearSince = Double.NaN;
        }
        known = root;
        Spectrum found = spectrum == null ? standing.spectrum(t, root, scale) : spectrum;
        double distance = Math.max(Standing.distance(here, root.state(), scale),
                standing.farthest(t, root.state(), scale));
        // A sum that was found and not known may be one that grows slowly beside what turns over.
        double calm = standing.remembers() ? QUIET : CALM;
        if (!(distance <= NEAR) || root.hidden() > 0 && !(moved <= calm)) {
            nearSince = Double.NaN;
            return null;
        }
        if (Double.isNaN(nearSince)) {
            nearSince = t;
        }
        boolean stays = switch (found.verdict()) {
            case STABLE -> true;
            case MARGINAL -> t > nearSince;
            case UNSTABLE -> t - nearSince > SHOWS / found.growth();
        };
        return stays ? settled(t, root, checks(t, root, found, distance)) : null;
    }

    private Settled settled(double t, RestPoints.Root root, List<Claim.Check> checks) {
        return new Settled(standing.readings(t, root.state()), checks);
    }

    /** Notes which state moved most. */
    private void creep(double moved, double[] here, double[] scale) {
        crept = moved;
        creeping = 0;
        for (int i = 0; i < scale.length; i++) {
            if (Math.abs(here[i] - lastSeen[i]) / scale[i] == moved) {
                creeping = i;
            }
        }
    }

    private @Nullable Settled asItIs(double t, double[] scale) {
        RestPoints.Root root = standing.asItIs(t, here(), scale);
        List<Claim.Check> checks = new ArrayList<>();
        checks.add(new Claim.Check("at rest", true, "nothing moved by more than " + Numbers.round(QUIET, 2)
                + " of its size since time " + Numbers.round(t / LONGER, 4)
                + "; no equation fixes the point, so it is as exact as the run"));
        checks.add(ON_A_CURVE);
        checks.add(new Claim.Check("reached from the start", true, "the run was there at time " + Numbers.round(t, 4)));
        return possible(root.state(), t, scale) ? settled(t, root, checks) : null;
    }

    /** A run that swings around a rest point has its mean near it. */
    private void amid(double t) {
        standing.renew(t);
        double[] scale = scale(sizes());
        RestPoints.Root root = standing.near(t, swings.mean(), scale);
        if (root != null && possible(root.state(), t, scale)) {
            known = root;
            spectrum = standing.spectrum(t, root, scale);
        }
    }

    /** Whether no amount is below zero, what rounding left below it being set to zero, and no event waits there. */
    private boolean possible(double[] state, double t, double[] scale) {
        for (int i = 0; i < state.length; i++) {
            if (nonNegative[i] && state[i] < 0) {
                if (state[i] < -BELOW_ZERO * scale[i]) {
                    return false;
                }
                state[i] = 0;
            }
        }
        double[] triggers = events.isEmpty() ? new double[0] : standing.triggers(t, state);
        for (int i = 0; i < triggers.length; i++) {
            if ((triggers[i] != 0 && !Double.isNaN(triggers[i])) != events.last(i)) {
                return false;
            }
        }
        return true;
    }

    private static List<Claim.Check> checks(double t, RestPoints.Root root, Spectrum spectrum, double distance) {
        List<Claim.Check> checks = new ArrayList<>();
        checks.add(new Claim.Check("at rest", true, "rates are at most " + Numbers.round(root.residual(), 2)
                + " of what they add up from; " + root.laws().size() + " conserved sums kept, to "
                + Numbers.round(root.drift(), 2) + " of their size"));
        checks.add(root.hidden() > 0
                ? ON_A_CURVE
                : new Claim.Check("stable", spectrum.verdict() == Spectrum.Verdict.STABLE, switch (spectrum.verdict()) {
                    case STABLE -> "a small disturbance dies out: the eigenvalue of the largest real part is "
                            + spectrum.leading();
                    case UNSTABLE ->
                        "a small disturbance would grow, though the run itself stays: the eigenvalue of the"
                                + " largest real part is " + spectrum.leading();
                    case MARGINAL ->
                        "it cannot be told to first order whether a small disturbance dies out: the eigenvalue of"
                                + " the largest real part is " + spectrum.leading();
                }));
        checks.add(new Claim.Check("reached from the start", true, "at time " + Numbers.round(t, 4)
                + " the run was within " + Numbers.round(distance, 2) + " of it"));
        return checks;
    }

    private boolean unstable() {
        return spectrum != null && spectrum.verdict() == Spectrum.Verdict.UNSTABLE;
    }

    private RunFailure swinging(double t) {
        return turnsOver()
                ? turning(t)
                : new RunFailure("it does not settle: until time " + Numbers.round(t, 4) + " it keeps swinging, "
                        + swings.widest(standing::name) + other()
                        + ". Maybe read a mean over a late stretch of time instead");
    }

    /** Reserves and extents run on without end where fast reactions pass on what slow ones bring. */
    private boolean turnsOver() {
        return !standing.isReduced() && !stage.program.lowered.algebra().extents().isEmpty();
    }

    private RunFailure turning(double t) {
        String fast = stage.program.lowered.algebra().extents().stream().map(Algebra.Extent::reaction)
                .collect(Collectors.joining(", "));
        return new RunFailure("no steady state was found until time " + Numbers.round(t, 4) + ": the fast reactions ("
                + fast + ") may go on turning over while the amounts rest, and such a rest is not searched for. Maybe"
                + " read a late time instead, or a mean over one");
    }

    private RunFailure unsettled(double t) {
        if (turnsOver()) {
            return turning(t);
        }
        if (known == null && crept <= CREEPS) {
            return new RunFailure("it does not settle until time " + Numbers.round(t, 4) + ": it neither swings nor"
                    + " stops, but " + standing.name(creeping) + " still creeps, by " + Numbers.round(crept, 2)
                    + " of its size in the last two thirds of that time, and no rest point was found near. Maybe"
                    + " read a late time instead");
        }
        return new RunFailure("it does not settle until time " + Numbers.round(t, 4) + ": "
                + swings.widest(standing::name) + other() + ". Maybe something is made and never removed");
    }

    private String other() {
        if (known == null || spectrum == null) {
            return "";
        }
        double[] state = known.state();
        String values = IntStream.range(0, Math.min(6, state.length))
                .mapToObj(i -> standing.name(i) + " = " + Numbers.round(state[i], 6)).collect(Collectors.joining(", "));
        return switch (spectrum.verdict()) {
            case UNSTABLE -> "; the steady state it has is unstable, with the eigenvalue " + spectrum.leading() + ": "
                    + values;
            case STABLE, MARGINAL -> "; there is a steady state that the run does not reach: " + values;
        } + (state.length > 6 ? ", ..." : "");
    }
}
