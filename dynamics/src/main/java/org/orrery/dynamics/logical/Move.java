package org.orrery.dynamics.logical;

import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Window;
import org.orrery.dynamics.logical.LogicalNetwork.Species;

/**
 * What a move means for a logical network: a species is held at a level (or where it stands) at each step of the window,
 * both ends included, and its transition is cut as long; or its level jumps by a whole number at one step.
 *
 * @param species its position
 * @param to the last step; {@code Long.MAX_VALUE} where there is none
 */
record Move(String text, int species, Kind kind, int value, long from, long to) {
    /** How the level moves. */
    enum Kind {
        HOLD, FREEZE, JUMP
    }

    /** Steps beyond it are no longer counted exactly. */
    private static final double FAR = 1e15;

    static Move of(Intervention move, int position, Species species) {
        String text = move.toString();
        Window window = move.window();
        long from = window.from() <= 0 ? 0 : step(window.from(), text);
        long to = window.isBounded() ? step(window.to(), text) : Long.MAX_VALUE;
        if (to < 0) {
            throw new InvalidInput("'" + text + "' ends before the run begins at step 0.",
                    "Maybe write a later window.");
        }
        return switch (move) {
            case Intervention.Clamp clamp ->
                new Move(text, position, Kind.HOLD, level(clamp.value(), species, text), from, to);
            case Intervention.Pulse pulse ->
                new Move(text, position, Kind.HOLD, level(pulse.value(), species, text), from, to);
            case Intervention.Knockout _ -> new Move(text, position, Kind.HOLD, 0, from, to);
            case Intervention.Freeze _ -> new Move(text, position, Kind.FREEZE, 0, from, to);
            case Intervention.Shift shift -> {
                if (shift.by() != Math.rint(shift.by()) || Math.abs(shift.by()) > species.max()) {
                    throw new Refusal("'" + text + "' shifts by " + Numbers.print(shift.by()) + " a level that is whole"
                            + " and lies from 0 to " + species.max() + ".", "Maybe shift by 1.");
                }
                if (window.isBounded() && from != to) {
                    throw new InvalidInput("'" + text + "': shifting a level is a jump at one step.",
                            "Maybe write one step: @ " + from + ".");
                }
                yield new Move(text, position, Kind.JUMP, (int) shift.by(), from, from);
            }
            case Intervention.Enter enter -> throw enter.meaningless();
            case Intervention.Scale _,Intervention.Removal _,Intervention.Swap _,Intervention.Patch _,Intervention.Steer _ ->
                throw new Refusal("'" + text + "' has no meaning for a logical network.",
                        "Maybe hold the species at a level, or knock it out: " + move.address() + " = knockout");
        };
    }

    private static long step(double time, String text) {
        if (time != Math.rint(time) || Math.abs(time) > FAR) {
            throw new InvalidInput("'" + text + "' speaks of time " + Numbers.print(time) + ", which is no whole step.",
                    "A logical network changes at whole steps only.");
        }
        return (long) time;
    }

    /** @throws InvalidInput if the species has no such level */
    static int level(double value, Species species, String text) {
        if (value != Math.rint(value) || value < 0 || value > species.max()) {
            throw new InvalidInput("'" + text + "' gives " + species.id() + " the level " + Numbers.print(value)
                    + "; its levels are whole, from 0 to " + species.max() + ".", "Maybe write one of them.");
        }
        return (int) value;
    }

    boolean isHold() {
        return kind != Kind.JUMP;
    }

    boolean isActive(long step) {
        return from <= step && step <= to;
    }

    boolean overlaps(Move other) {
        return species == other.species && from <= other.to && other.from <= to;
    }
}
