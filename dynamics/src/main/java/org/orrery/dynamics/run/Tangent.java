package org.orrery.dynamics.run;

import java.util.Arrays;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.RunFailure;
import org.orrery.core.Window;
import org.orrery.dynamics.solve.Tolerances;
import org.orrery.equation.Kernel;

/**
 * The derivatives beside the states where a run jumps. The moment of an event moves with a parameter: at a trigger g by
 * {@code theta = -(dg/dk) / (dg/dt along the run)}. Seen from the moving moment the states move by {@code s + f theta}; there the
 * event's assignments act, and afterwards {@code s = (what they give) - f theta} with the new rates (Rozenwasser; Galan,
 * Feehery and Barton, Applied Numerical Mathematics 31 (1999) 17). A switch in time is the same without assignments.
 */
final class Tangent {
    private static final double AT_ONCE = 1e-9;
    private static final double SAME = 1e-6;

    private final TangentCode code;
    private final Stage stage;
    private final double[] theta;
    private final double[] rates;
    /** What each reading gains by jumps that move. */
    private final double[] gains;
    private final ExtremeSlopes extremes;
    private double[] integrands = {};
    private boolean open;

    Tangent(TangentCode code, Stage stage) {
        this.code = code;
        this.stage = stage;
        gains = new double[code.by.length];
        theta = new double[code.count];
        rates = new double[stage.states.length];
        extremes = new ExtremeSlopes(stage, code);
    }

    /** Derivatives of extreme values, which follow the jumps. */
    ExtremeSlopes extremes() {
        return extremes;
    }

    private double[] at(Kernel kernel, double t) {
        double[] workspace = new double[kernel.workspaceSize()];
        double[] out = new double[kernel.outputs()];
        kernel.prepare(stage.parameters, workspace);
        kernel.apply(t, stage.past.widened(t, stage.states, code.uses(kernel)), stage.parameters, workspace, out);
        return out;
    }

    /** Each derivative is held to its state's tolerance for a change of the parameter by its own size. */
    Tolerances fitted(Tolerances tolerances) {
        double[] each = tolerances.absolute().clone();
        double[] sizes = at(code.nominal, Horizon.START);
        for (int k = 0; k < code.count; k++) {
            double size = Math.abs(sizes[k]);
            for (int i = 0; i < code.states; i++) {
                each[code.states * (k + 1) + i] = each[i] / (size > 0 && Double.isFinite(size) ? size : 1);
            }
        }
        return new Tolerances(tolerances.relative(), each);
    }

    /** How the moment moves at which an event is triggered now. */
    double[] moment(int event, double t) {
        if (open) {
            return theta.clone();
        }
        double[] moves = new double[code.count];
        double[] differences = at(code.crossings[event], t);
        if (t == Horizon.START || differences.length == 0) {
            return moves;
        }
        double[] flows = flows(event, t);
        double[] tangents = at(code.crossingTangents[event], t);
        double close = SAME * Math.max(1, Math.abs(t));
        int found = 0;
        for (int row = 0; row < differences.length; row++) {
            double away = differences[row] == 0 ? 0 : Math.abs(differences[row] / flows[row]);
            if (!(away <= close)) {
                continue;
            }
            double[] here = new double[code.count];
            for (int k = 0; k < code.count; k++) {
                double tangent = tangents[row * code.count + k];
                here[k] = tangent == 0 ? 0 : -tangent / flows[row];
                if (!Double.isFinite(here[k])) {
                    throw new RunFailure("at time " + Numbers.round(t, 6) + " an event touches its threshold without"
                            + " crossing it, so there is no sensitivity. Maybe ask at another value of the parameter");
                }
            }
            if (found++ > 0) {
                requireSame(here, moves, t);
            }
            moves = here;
        }
        return moves;
    }

    /** How fast the differences of a trigger change along the run. */
    private double[] flows(int event, double t) {
        if (stage.program.lowered.algebra().isEmpty()) {
            return at(code.crossingFlows[event], t);
        }
        // Where the states move as the run does, and the moment with them, algebraic states move by their own rates.
        double[] before = stage.states.clone();
        double[] parameters = stage.parameters.clone();
        Arrays.fill(stage.states, code.states, stage.states.length, 0);
        for (int moving : code.moving) {
            stage.parameters[moving] = 0;
        }
        double[] moves = new double[code.count];
        moves[0] = 1;
        shift(moves, t, 1);
        set(moves);
        stage.follow(t);
        double[] tangents = at(code.crossingTangents[event], t);
        double[] flows = at(code.crossingDrifts[event], t);
        for (int row = 0; row < flows.length; row++) {
            flows[row] += tangents[row * code.count];
        }
        set(new double[code.count]);
        System.arraycopy(before, 0, stage.states, 0, before.length);
        System.arraycopy(parameters, 0, stage.parameters, 0, parameters.length);
        stage.parametersChanged();
        return flows;
    }

    private static void requireSame(double[] a, double[] b, double t) {
        for (int k = 0; k < a.length; k++) {
            if (Math.abs(a[k] - b[k]) > SAME * Math.max(Math.abs(a[k]), Math.abs(b[k]))) {
                throw new RunFailure("at time " + Numbers.round(t, 6) + " two things happen at once whose moments move"
                        + " differently, so there is no sensitivity. Maybe ask at another value of the parameter");
            }
        }
    }

    /** A row of tangents that hold at the moment, which moves so. */
    double[] during(double[] moves, double t, Kernel kernel) {
        if (open) {
            return at(kernel, t);
        }
        double[] before = stage.states.clone();
        enter(moves, t);
        double[] tangents = at(kernel, t);
        System.arraycopy(before, 0, stage.states, 0, before.length);
        set(new double[code.count]);
        open = false;
        return tangents;
    }

    /** When something happens that is due after a delay. */
    double[] due(int event, double[] moves, double t) {
        double[] delays = during(moves, t, code.delayTangents[event]);
        double[] due = new double[code.count];
        Arrays.setAll(due, k -> moves[k] + delays[k]);
        return due;
    }

    double[] values(int event, double[] moves, double t) {
        return during(moves, t, code.valueTangents[event]);
    }

    double[] volumes(int event, double t) {
        return at(code.volumeTangents[event], t);
    }

    /** From here on the states are seen at the moving moment. */
    void enter(double[] moves, double t) {
        if (open) {
            requireSame(moves, theta, t);
            return;
        }
        open = true;
        integrands = at(code.integrands, t);
        shift(moves, t, 1);
        set(moves);
        stage.follow(t);
    }

    /** The moment is over: the rates are what they are after it. */
    void leave(double t) {
        if (open) {
            double[] moves = theta.clone();
            shift(moves, t, -1);
            set(new double[code.count]);
            stage.follow(t);
            passed(moves, t);
            extremes.jumped(t, moves);
            open = false;
        }
    }

    private void set(double[] moves) {
        System.arraycopy(moves, 0, theta, 0, theta.length);
        for (int k = 0; k < theta.length; k++) {
            stage.parameters[code.theta[k]] = theta[k];
        }
        stage.parametersChanged();
    }

    private void shift(double[] moves, double t, double sign) {
        stage.system.derivative(t, stage.states, rates);
        for (int k = 0; k < code.count; k++) {
            for (int i = 0; i < code.states && moves[k] != 0; i++) {
                // The "rate" of an algebraic state is none; what it moves by follows from the others.
                stage.states[code.states * (k + 1) + i] += stage.program.algebraic[i] ? 0 : sign * moves[k] * rates[i];
            }
        }
    }

    /** What an integral gains because a jump of what is integrated moves. */
    private void passed(double[] moves, double t) {
        double[] after = at(code.integrands, t);
        for (int i = 0; i < after.length; i++) {
            if (code.by[i] >= 0 && stage.program.quantities.get(i) instanceof Quantity.Over over) {
                Window window = over.window();
                boolean inside = window.from() < t && t < window.to();
                double share = over.fold() == Quantity.Fold.MEAN ? window.to() - window.from() : 1;
                gains[i] += inside ? (integrands[i] - after[i]) * moves[code.by[i]] / share : 0;
            }
        }
    }

    void addGains(Observer observer) {
        for (int i = 0; i < gains.length; i++) {
            if (gains[i] != 0) {
                observer.add(i, gains[i]);
            }
        }
    }

    /** A base symbol gets a value whose tangents are these. */
    void assign(String target, double[] tangents, int row) {
        Integer state = stage.program.stateIndex.get(target);
        for (int k = 0; k < code.count; k++) {
            double tangent = tangents[row * code.count + k];
            if (state != null) {
                stage.states[code.states * (k + 1) + state] = tangent;
            } else {
                stage.parameters[stage.program.parameter(code.system.beside(target, k))] = tangent;
            }
        }
    }

    /** Rows of {@code value * volume}. */
    double[] product(double value, double[] values, double volume, double[] volumes, int row) {
        double[] product = new double[values.length];
        for (int k = 0; k < code.count; k++) {
            int at = row * code.count + k;
            product[at] = values[at] * volume + value * volumes[at];
        }
        return product;
    }

    /** A switch in time is passed: the rates jump at a moment that may move. */
    void turn(double moment, double now) {
        double[] moments = stage.moments.at(moment, stage.states).clone();
        double[] tangents = at(code.momentTangents, moment);
        double[] moves = null;
        for (int m = 0; m < moments.length; m++) {
            if (Math.abs(moments[m] - moment) <= AT_ONCE * Math.abs(moment)) {
                double[] here = Arrays.copyOfRange(tangents, m * code.count, (m + 1) * code.count);
                if (moves != null) {
                    requireSame(here, moves, moment);
                }
                moves = here;
            }
        }
        if (moves != null && Arrays.stream(moves).anyMatch(move -> move != 0)) {
            if (!stage.program.lowered.algebra().isEmpty()) {
                if (!turns(Math.nextDown(moment), now)) {
                    return; // it is the trigger of an event alone
                }
                throw new RunFailure("at time " + Numbers.round(moment, 6)
                        + " a condition turns at a moment that moves,"
                        + " and beside algebraic rules or fast reactions sensitivities do not follow that. Maybe compare"
                        + " two runs");
            }
            double before = Math.nextDown(moment);
            integrands = at(code.integrands, before);
            shift(moves, before, 1);
            shift(moves, now, -1);
            passed(moves, now);
            extremes.jumped(now, moves);
        }
    }

    /** Whether the equations are others at a time than just before. */
    private boolean turns(double before, double now) {
        double[] earlier = new double[rates.length];
        stage.system.derivative(before, stage.states, earlier);
        stage.system.derivative(now, stage.states, rates);
        for (int i = 0; i < code.states; i++) {
            if (!(Math.abs(rates[i] - earlier[i]) <= AT_ONCE * (1 + Math.abs(rates[i])))) {
                return true;
            }
        }
        return false;
    }

    /** A move sets, scales or shifts a state at a fixed moment. Called before the state is changed. */
    void jump(Move move, int state, double t, boolean hold, double factor, double addend) {
        double[] tangents = at(code.movedTangents, t);
        double[] volumes = at(code.movedVolumeTangents, t);
        double volume = stage.movedVolumes.at(t, stage.states)[move.gear()];
        for (int k = 0; k < code.count; k++) {
            int place = code.states * (k + 1) + state;
            int row = move.gear() * code.count + k;
            double beside = stage.states[place];
            stage.states[place] = move.target().total()
                    ? beside + ((hold ? 0 : factor * tangents[row]) - tangents[row]) * volume
                    : hold ? addend * volumes[row] : beside * factor + addend * volumes[row];
        }
    }
}
