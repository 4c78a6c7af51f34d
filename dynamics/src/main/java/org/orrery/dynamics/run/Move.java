package org.orrery.dynamics.run;

import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Window;
import org.orrery.dynamics.lower.Gate;
import org.orrery.dynamics.lower.Lowered;

/**
 * An intervention made ready for a mechanism. Holding cuts the symbol's own equation for as long as the window lasts.
 * Shifting or scaling a symbol that is no state changes what the rest of the model sees for as long; on a state it is a
 * jump at the window's start, from which the state goes on by itself.
 *
 * @param text the intervention as printed
 * @param gear the position of the symbol among the moved ones
 * @param hold whether the symbol is held at {@code addend}
 * @param freeze whether it is held where it stands when the window begins, whatever the addend
 */
record Move(String text, int gear, Lowered.Moved target, Window window, boolean hold, boolean freeze, double factor,
        double addend) {

    static Move of(Intervention intervention, int gear, Lowered.Moved target) {
        Window window = intervention.window();
        String text = intervention.toString();
        Move move = switch (intervention) {
            case Intervention.Clamp clamp -> new Move(text, gear, target, window, true, false, 0, clamp.value());
            case Intervention.Pulse pulse -> new Move(text, gear, target, window, true, false, 0, pulse.value());
            case Intervention.Knockout _,Intervention.Removal _ ->
                new Move(text, gear, target, window, true, false, 0, 0);
            case Intervention.Freeze _ -> new Move(text, gear, target, window, true, true, 0, 0);
            // The symbol is the switch to the new law.
            case Intervention.Swap _ -> new Move(text, gear, target, window, true, false, 0, 1);
            case Intervention.Shift shift -> new Move(text, gear, target, window, false, false, 1, shift.by());
            case Intervention.Scale scale -> new Move(text, gear, target, window, false, false, scale.factor(), 0);
            case Intervention.Enter enter -> throw enter.meaningless();
            case Intervention.Patch _,Intervention.Steer _ -> throw new Refusal(
                    "Patching (" + text + ") is not supported for a mechanism yet.",
                    "Maybe hold the variable at a value instead: " + intervention.address() + " = 1.");
        };
        move.check();
        return move;
    }

    private void check() {
        if (!isState() && window.isInstant()) {
            throw new InvalidInput(text + " lasts no time at all, so it can have no effect.",
                    "Maybe give the window an end: @ " + Numbers.print(window.from()) + ".."
                            + Numbers.print(window.from() + 1) + ".");
        }
        if (isState() && !hold && window.isBounded() && !window.isInstant()) {
            throw new InvalidInput(text + ": " + target.gate().symbol()
                    + " is a state, and changing a state is a jump at one moment.",
                    "Maybe write one time: @ " + Numbers.print(window.from()) + ".");
        }
        if (window.to() <= Horizon.START && !window.isInstant() || window.to() < Horizon.START) {
            throw new InvalidInput(text + " ends before the run begins at " + Numbers.print(Horizon.START) + ".",
                    "Maybe write a later window.");
        }
    }

    boolean isState() {
        return target.state() != null;
    }

    double from() {
        return Math.max(Horizon.START, window.from());
    }

    /** When the gate comes to rest again. */
    double to() {
        return isState() && !hold ? from() : window.to();
    }

    Gate gate() {
        return target.gate();
    }

    /** Whether one begins while the other lasts; a window no longer holds at its end. */
    boolean overlaps(Move other) {
        Move first = from() <= other.from() ? this : other;
        Move second = first == this ? other : this;
        return gear == other.gear && (second.from() < first.to() || from() == other.from());
    }
}
