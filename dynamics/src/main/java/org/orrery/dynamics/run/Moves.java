package org.orrery.dynamics.run;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.lower.Gate;

/** The interventions of one run: when each takes hold, when it lets go, and the proof that it did. */
final class Moves {
    private static final double CLOSE = 1e-9;

    private final List<Move> moves;
    private final World.Arming arming;
    private final Stage stage;
    private final boolean[] begun;
    private final boolean[] ended;
    private final boolean[] fired;
    private final String[] details;
    private @Nullable Tangent tangent;
    /** Where each holding move holds its symbol. */
    private final double[] held;

    Moves(List<Move> moves, World.Arming arming, Stage stage) {
        this.moves = moves;
        this.arming = arming;
        this.stage = stage;
        begun = new boolean[moves.size()];
        ended = new boolean[moves.size()];
        fired = new boolean[moves.size()];
        details = new String[moves.size()];
        held = new double[moves.size()];
        for (int i = 0; i < details.length; i++) {
            held[i] = moves.get(i).addend();
            details[i] = moves.get(i).text() + " begins at " + Numbers.round(moves.get(i).from(), 6)
                    + ", after the run's end at " + Numbers.round(stage.program.end, 6);
        }
    }

    void watch(@Nullable Tangent beside) {
        tangent = beside;
    }

    /** Lets go of what ends by now and takes hold of what begins by now; whether anything did. */
    boolean at(double t) {
        boolean changed = false;
        for (int i = 0; i < moves.size(); i++) {
            changed |= begun[i] && !ended[i] && moves.get(i).to() <= t && end(i, t);
        }
        for (int i = 0; i < moves.size(); i++) {
            Move move = moves.get(i);
            if (!begun[i] && move.from() <= t) {
                changed |= begin(i, t);
                if (move.to() <= t) {
                    end(i, t);
                }
            }
        }
        if (changed) {
            stage.restore(t);
        }
        return changed;
    }

    private boolean begin(int i, double t) {
        begun[i] = true;
        Move move = moves.get(i);
        double before = stage.moved.at(t, stage.states)[move.gear()];
        held[i] = move.freeze() ? before : move.addend();
        switch (arming) {
            case OFF -> {
                return true;
            }
            case NO_OP -> {
                jump(move, t, false, 1, 0);
                gate(move, Gate.ADJUST, 1, 0);
            }
            case ON -> {
                if (!move.freeze()) {
                    jump(move, t, move.hold(), move.factor(), move.addend());
                }
                if (move.hold()) {
                    gate(move, Gate.HOLD, 0, held[i]);
                } else if (!move.isState()) {
                    gate(move, Gate.ADJUST, move.factor(), move.addend());
                }
            }
        }
        stage.parametersChanged();
        double after = stage.moved.at(t, stage.states)[move.gear()];
        double expected = move.hold() ? held[i] : before * move.factor() + move.addend();
        boolean control = arming == World.Arming.NO_OP;
        fired[i] = control || close(after, expected);
        details[i] = move.gate().symbol() + " went from " + Numbers.round(before, 6) + " to " + Numbers.round(after, 6)
                + " at time " + Numbers.round(t, 6) + (fired[i] ? "" : ", not to " + Numbers.round(expected, 6));
        return true;
    }

    private void jump(Move move, double t, boolean hold, double factor, double addend) {
        String state = move.target().state();
        if (state != null) {
            int index = stage.program.state(state);
            double volume = stage.movedVolumes.at(t, stage.states)[move.gear()];
            if (tangent != null) {
                tangent.jump(move, index, t, hold, factor, addend);
            }
            if (move.target().total()) {
                double now = stage.moved.at(t, stage.states)[move.gear()];
                double wanted = hold ? addend : now * factor + addend;
                stage.states[index] += (wanted - now) * volume;
                Shortfall.check(move.gate().symbol(), wanted, state, stage.states[index], now * volume);
                return;
            }
            stage.states[index] = hold ? addend * volume : stage.states[index] * factor + addend * volume;
        }
    }

    private void gate(Move move, double mode, double factor, double addend) {
        stage.set(move.gate().mode(), mode);
        stage.set(move.gate().factor(), factor);
        stage.set(move.gate().addend(), addend);
    }

    private boolean end(int i, double t) {
        ended[i] = true;
        verify(i, t);
        if (arming != World.Arming.OFF) {
            gate(moves.get(i), Gate.REST, 1, 0);
            stage.parametersChanged();
        }
        return true;
    }

    /** A held symbol must still stand where it was put. */
    private void verify(int i, double t) {
        Move move = moves.get(i);
        if (arming == World.Arming.ON && move.hold()) {
            double value = stage.moved.at(t, stage.states)[move.gear()];
            boolean kept = close(value, held[i]);
            fired[i] &= kept;
            details[i] += (kept ? " and stood there until " : " but had left for " + Numbers.round(value, 6) + " by ")
                    + Numbers.round(t, 6);
        }
    }

    private static boolean close(double value, double expected) {
        return Math.abs(value - expected) <= CLOSE * Math.abs(expected);
    }

    /** Whether an intervention holds the symbol now, so that its own events are cut. */
    boolean holds(String symbol) {
        for (int i = 0; i < moves.size(); i++) {
            if (begun[i] && !ended[i] && arming == World.Arming.ON && moves.get(i).hold() && moves.get(i).isState()
                    && moves.get(i).gate().symbol().equals(symbol)) {
                return true;
            }
        }
        return false;
    }

    /** The states that are held now. */
    Set<String> held() {
        Set<String> held = new HashSet<>();
        for (Move move : moves) {
            if (holds(move.gate().symbol())) {
                held.add(move.gate().symbol());
            }
        }
        return held;
    }

    /** The proofs, after the last moment of the run. */
    List<Run.Firing> firings(double t) {
        for (int i = 0; i < moves.size(); i++) {
            if (begun[i] && !ended[i]) {
                verify(i, t);
            }
        }
        Run.Firing[] firings = new Run.Firing[moves.size()];
        Arrays.setAll(firings, i -> new Run.Firing(fired[i], details[i]));
        return List.of(firings);
    }
}
