package org.orrery.dynamics.logical;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.orrery.core.RunFailure;

/** The steps of one world. The state at step 0 is the start as the moves left it. */
final class Walk {
    /** Updates in search of a rest, all species at once. */
    private static final long MOST = 10_000_000;
    /** Updates in search of a rest, one species at a time. */
    private static final long MOST_BY_CHANCE = 100_000;

    private final Update.Worker worker;
    private final Moves moves;
    private final boolean synchronous;
    private final SplittableRandom random;
    private final List<Update.Unit> units;
    private final int[] next;
    private final int[] changing;
    final int[] state;
    long step;

    Walk(Update update, Moves moves, boolean synchronous, int[] start, long seed) {
        worker = update.worker();
        this.moves = moves;
        this.synchronous = synchronous;
        random = new SplittableRandom(seed);
        state = start;
        next = new int[start.length];
        units = synchronous ? List.of() : update.units();
        changing = new int[Math.max(start.length, units.size())];
        moves.at(0, state);
    }

    void advance() {
        int changes = look();
        if (synchronous) {
            for (int i = 0; i < changes; i++) {
                state[changing[i]] = next[changing[i]];
            }
        } else {
            // One draw a step, so that the draws of both worlds stay in step with each other.
            double draw = random.nextDouble();
            if (changes > 0) {
                happen(units.get(changing[(int) (draw * changes)]));
            }
        }
        step++;
        moves.at(step, state);
    }

    private void happen(Update.Unit unit) {
        System.arraycopy(state, 0, next, 0, next.length);
        worker.act(unit, next);
        for (int i = 0; i < next.length; i++) {
            if (next[i] != state[i] && !moves.holds(i, step + 1)) {
                worker.check(unit, i, state[i], next[i]);
                state[i] = next[i];
            }
        }
    }

    /** Finds the species, or what else acts by itself, that the next update would change; how many they are. */
    private int look() {
        if (synchronous) {
            worker.next(state, next);
            int changes = 0;
            for (int i = 0; i < next.length; i++) {
                if (next[i] != state[i] && !moves.holds(i, step + 1)) {
                    worker.require(i, state[i], next[i]);
                    changing[changes++] = i;
                }
            }
            return changes;
        }
        worker.look(state);
        int changes = 0;
        for (int u = 0; u < units.size(); u++) {
            if (worker.moves(units.get(u), state, place -> moves.holds(place, step + 1))) {
                changing[changes++] = u;
            }
        }
        return changes;
    }

    /**
     * Goes on to the fixed point. After the last move's last edge the same state is always followed by the same state, so
     * that one which comes again closes a cycle; it is looked for by Brent's method (R. P. Brent, BIT 20 (1980) 176-184).
     *
     * @throws RunFailure if the network goes round, or does not rest in the steps that are tried
     */
    void settle() {
        if (!synchronous) {
            for (long tried = 0; look() > 0; tried++) {
                if (tried == MOST_BY_CHANCE) {
                    throw new RunFailure("no fixed point was reached in " + MOST_BY_CHANCE
                            + " updates of one species each; the network may go round for ever");
                }
                advance();
            }
            return;
        }
        int[] marked = state.clone();
        long power = 1;
        long length = 0;
        for (long tried = 0; tried < MOST; tried++) {
            advance();
            length++;
            if (Arrays.equals(state, marked)) {
                if (length == 1) {
                    return;
                }
                throw new RunFailure("the network comes to no rest: it goes round a cycle of length " + length
                        + " when all species are updated at once");
            }
            if (length == power) {
                System.arraycopy(state, 0, marked, 0, state.length);
                power *= 2;
                length = 0;
            }
        }
        throw new RunFailure("no state came again in " + MOST + " updates, so that no rest is known");
    }
}
