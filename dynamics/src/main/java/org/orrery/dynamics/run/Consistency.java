package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.orrery.core.Numbers;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.lower.Algebra;
import org.orrery.dynamics.solve.ConstraintSolver;
import org.orrery.dynamics.solve.ConstraintSolver.Outcome;
import org.orrery.dynamics.solve.Tolerances;

/**
 * Keeps the algebraic states of one run on their equations wherever it starts or is disturbed: at the start, after
 * events, at the edges of interventions, where a condition on time turns. Between these moments the solver does.
 *
 * <p>Variables of algebraic rules are found by Newton's method from where they are. Fast reactions are let run to their
 * rest ({@link FastRest}).
 */
final class Consistency {
    /** Tried one after the other where the search from the declared value fails. */
    private static final double[] SCALES = {1, 0.1, 10, 0.01, 100, -1, -0.1, -10, 1e-4, 1e4, -100};

    private static final double SAME = 1e-6;
    /** Reserves and extents have no size of their own; what they make of the amounts is what counts. */
    private static final double ANY = 1e300;

    private final Stage stage;
    private final Algebra algebra;
    private final int[] rules;
    private final List<String> remarks = new ArrayList<>();
    private final ConstraintSolver solver;
    private final ConstraintSolver followers;
    private final FastRest fast;
    private boolean begun;
    private boolean rested;

    Consistency(Stage stage) {
        this.stage = stage;
        algebra = stage.program.lowered.algebra();
        rules = algebra.rules().stream().mapToInt(rule -> stage.program.state(rule.state())).toArray();
        Set<String> first = algebra.states();
        first.removeAll(algebra.followers());
        solver = new ConstraintSolver(stage.system, stage.program.places(first));
        followers = new ConstraintSolver(stage.system, stage.program.places(algebra.followers()));
        fast = new FastRest(stage, algebra, solver);
    }

    /** As {@link #restore}, before interventions have begun: fast reactions, which one may yet stop, are not let run. */
    void begin(double t) {
        if (fast.isEmpty()) {
            find(t, solver);
            follow(t);
        } else {
            fast.rebase(t);
            find(t, fast.slowSolver());
        }
        begun = true;
    }

    /** Changes the algebraic states such that their equations hold at t. */
    void restore(double t) {
        begin(t);
        if (!fast.isEmpty()) {
            Outcome outcome = fast.rest(t, rested);
            if (outcome != Outcome.SOLVED) {
                throw failure(t, outcome, fast.touched() < 0 ? solver.worstState() : fast.touched(), stage.states);
            }
            rested = true;
            follow(t);
        }
    }

    /** Solves for the derivatives of algebraic states alone. */
    void follow(double t) {
        if (followers.solveLinear(t, stage.states) != Outcome.SOLVED) {
            throw new RunFailure("at time " + Numbers.round(t, 6) + " the equations do not determine "
                    + stage.program.lowered.layout().states().get(followers.worstState())
                    + ", the derivative of what follows from an equation. Maybe the equation has a double root there.");
        }
    }

    private void find(double t, ConstraintSolver search) {
        double[] start = stage.states.clone();
        boolean declared = true;
        for (int place : rules) {
            declared &= Double.isFinite(start[place]);
        }
        Outcome outcome = declared ? search.solve(t, stage.states) : Outcome.NOT_FINITE;
        int worst = declared ? search.worstState() : rules[0];
        for (int i = 0; i < SCALES.length && outcome != Outcome.SOLVED && rules.length > 0; i++) {
            startFrom(start, SCALES[i]);
            outcome = search.solve(t, stage.states);
            if (outcome == Outcome.SOLVED && declared) {
                remark("At time %s the search from %s = %s led nowhere; another start gave %s.", t, start);
            }
        }
        if (outcome != Outcome.SOLVED) {
            throw failure(t, outcome, worst, start);
        }
        if (!begun) {
            checkDeclared(start);
            lookForOthers(t, search, start);
        }
    }

    private void checkDeclared(double[] start) {
        for (int i = 0; i < rules.length; i++) {
            Algebra.Rule rule = algebra.rules().get(i);
            double declared = start[rules[i]];
            double found = stage.states[rules[i]];
            if (rule.declaredCounts() && !(Math.abs(found - declared) <= SAME * Math.abs(found))) {
                throw new RunFailure(
                        ("at time 0 %s follows from the algebraic rule %s and is %s, but other initial values"
                                + " are computed from its declared value, %s. Maybe declare the value that the rule asks for.")
                                .formatted(rule.state(), rule.text(), Numbers.round(found, 6),
                                        Numbers.round(declared, 6)));
            }
        }
    }

    private void startFrom(double[] start, double scale) {
        System.arraycopy(start, 0, stage.states, 0, start.length);
        for (int place : rules) {
            double size = Math.abs(start[place]);
            stage.states[place] = scale * (size > 0 && size < Double.POSITIVE_INFINITY ? size : 1);
        }
    }

    private void remark(String text, double t, double[] start) {
        for (int i = 0; i < rules.length; i++) {
            remarks.add(text.formatted(Numbers.round(t, 6), algebra.rules().get(i).state(),
                    Numbers.round(start[rules[i]], 6), Numbers.round(stage.states[rules[i]], 6)));
        }
    }

    /** Says which solution was taken where there is another. */
    private void lookForOthers(double t, ConstraintSolver search, double[] start) {
        double[] taken = stage.states.clone();
        boolean[] said = new boolean[rules.length];
        for (double scale : SCALES) {
            startFrom(taken, scale);
            if (search.solve(t, stage.states) != Outcome.SOLVED) {
                continue;
            }
            for (int i = 0; i < rules.length; i++) {
                double other = stage.states[rules[i]];
                double here = taken[rules[i]];
                if (!said[i] && Math.abs(other - here) > SAME * Math.max(Math.abs(other), Math.abs(here))) {
                    said[i] = true;
                    String from = Double.isNaN(start[rules[i]])
                            ? "; the file gives no value to start from"
                            : ", found from the declared value " + Numbers.round(start[rules[i]], 6);
                    remarks.add(algebra.rules().get(i).text() + " has more than one solution: "
                            + algebra.rules().get(i).state() + " starts at " + Numbers.round(here, 6) + from
                            + "; " + Numbers.round(other, 6) + " is another");
                }
            }
        }
        System.arraycopy(taken, 0, stage.states, 0, taken.length);
    }

    private RunFailure failure(double t, Outcome outcome, int worst, double[] start) {
        String state = stage.program.lowered.layout().states().get(worst);
        for (Algebra.Extent extent : algebra.extents()) {
            if (extent.state().equals(state)) {
                return new RunFailure(
                        ("at time %s the fast reaction %s finds no rest: its rate law does not come to zero,"
                                + " or does so where all that it takes is used up at once. Maybe fast=\"false\" and a large rate.")
                                .formatted(Numbers.round(t, 6), extent.reaction()));
            }
        }
        String equation = algebra.rules().stream().filter(rule -> rule.state().equals(state))
                .map(rule -> "the algebraic rule " + rule.text()).findFirst().orElse("the balance of " + state);
        String problem = switch (outcome) {
            case SOLVED, LOST -> "has no solution that could be found";
            case SINGULAR -> "does not determine it there";
            case NOT_FINITE -> "has no finite value";
        };
        return new RunFailure(
                "at time %s %s %s, for %s from %s. Maybe there is none there, or another initial value of %s leads to one."
                        .formatted(Numbers.round(t, 6), equation, problem, state, Numbers.round(start[worst], 6),
                                state));
    }

    /** Whether the extents of fast reactions have grown so much that rounding would be felt: time to restart. */
    boolean isStrained() {
        return !fast.isEmpty() && fast.isStrained();
    }

    /** Whether fast reactions would no longer run back to where they are. */
    boolean isLost(double t, double[] states) {
        return !fast.isEmpty() && fast.isLost(t, states);
    }

    /** Lets fast reactions run to another rest than the one they are at. */
    boolean leave(double t) {
        return fast.leave(t);
    }

    /** Why a run ends that cannot leave such a rest. */
    RunFailure stuck(double t) {
        return fast.stuck(t);
    }

    /** Tolerances that leave out what has no size of its own. */
    Tolerances loosened(Tolerances tolerances) {
        double[] absolute = tolerances.absolute().clone();
        algebra.pools().forEach(pool -> absolute[stage.program.state(pool.reserve())] = ANY);
        algebra.extents().forEach(extent -> absolute[stage.program.state(extent.state())] = ANY);
        return new Tolerances(tolerances.relative(), absolute);
    }

    List<String> remarks() {
        return remarks;
    }
}
