package org.orrery.dynamics.logical;

import java.util.ArrayList;
import java.util.List;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.logical.LogicalNetwork.Species;

/** The moves of one run, and the proof that they took hold. The control writes each level back as it was. */
final class Moves {
    private final List<Move> moves;
    private final List<Species> species;
    private final World.Arming arming;
    private final int[] held;
    private final int[] before;
    private final long[] seen;
    private final boolean[] kept;

    Moves(List<Move> moves, List<Species> species, World.Arming arming) {
        this.moves = moves;
        this.species = species;
        this.arming = arming;
        held = new int[moves.size()];
        before = new int[moves.size()];
        seen = new long[moves.size()];
        kept = new boolean[moves.size()];
    }

    /** Acts on the levels that an update gave for a step. */
    void at(long step, int[] state) {
        if (arming == World.Arming.OFF) {
            return;
        }
        for (int i = 0; i < held.length; i++) {
            Move move = moves.get(i);
            if (move.isActive(step)) {
                int level = state[move.species()];
                if (step == move.from()) {
                    before[i] = level;
                    held[i] = aim(move, level);
                    kept[i] = true;
                }
                state[move.species()] = arming == World.Arming.ON ? held[i] : level;
            }
        }
        for (int i = 0; i < held.length; i++) {
            if (moves.get(i).isActive(step)) {
                seen[i]++;
                kept[i] &= arming == World.Arming.NO_OP || state[moves.get(i).species()] == held[i];
            }
        }
    }

    private int aim(Move move, int level) {
        if (arming == World.Arming.NO_OP) {
            return level;
        }
        return switch (move.kind()) {
            case HOLD -> move.value();
            case FREEZE -> level;
            case JUMP -> {
                int aim = level + move.value();
                Species moved = species.get(move.species());
                if (aim < 0 || aim > moved.max()) {
                    throw new RunFailure("'" + move.text() + "' takes " + moved.id() + " from level " + level + " to "
                            + aim + " at step " + move.from() + ", outside of its levels 0 to " + moved.max());
                }
                yield aim;
            }
        };
    }

    /** Whether the transition of a species is cut at a step. */
    boolean holds(int position, long step) {
        if (arming == World.Arming.ON) {
            for (Move move : moves) {
                if (move.species() == position && move.isHold() && move.isActive(step)) {
                    return true;
                }
            }
        }
        return false;
    }

    List<Run.Firing> firings(long end) {
        List<Run.Firing> firings = new ArrayList<>();
        for (int i = 0; i < held.length; i++) {
            Move move = moves.get(i);
            if (seen[i] == 0) {
                firings.add(new Run.Firing(false, arming == World.Arming.OFF
                        ? move.text() + " rested"
                        : move.text() + " begins at step " + move.from() + ", after the run's end at " + end));
                continue;
            }
            firings.add(new Run.Firing(kept[i], species.get(move.species()).id() + " went from " + before[i] + " to "
                    + held[i] + " at step " + move.from()
                    + (move.isHold()
                            ? " and " + (kept[i] ? "stood" : "did not stand") + " there for " + seen[i]
                                    + (seen[i] == 1 ? " step" : " steps")
                            : "")));
        }
        return firings;
    }
}
