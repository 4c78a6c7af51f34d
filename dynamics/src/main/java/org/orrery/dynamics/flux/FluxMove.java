package org.orrery.dynamics.flux;

import java.util.Set;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.dynamics.flux.Places.Place;

/**
 * What a move means for a flux problem. A flux can be held (both its bounds are the value, whatever its genes say) or
 * knocked out (held at 0); its bounds can be set, shifted and scaled; a gene can be knocked out or restored.
 *
 * @param text as written
 */
sealed interface FluxMove {
    String text();

    record Hold(String text, int column, double value) implements FluxMove {}

    /** {@code bound * factor + addend}; a factor of 0 sets it. */
    record Bound(String text, int column, boolean upper, double factor, double addend) implements FluxMove {
        /** Computed so that a factor of 1 and an addend of 0 change no bit. */
        double of(double bound) {
            return factor == 0 ? addend : bound * factor + addend;
        }
    }

    record Gene(String text, String id, boolean present) implements FluxMove {}

    /** The place that it moves; no two moves may share one. */
    default Object gear() {
        return switch (this) {
            case Hold hold -> Set.of(hold.column());
            case Bound bound -> Set.of(bound.column(), bound.upper());
            case Gene gene -> gene.id();
        };
    }

    static FluxMove of(Intervention move, Places places) {
        if (!move.window().isAlways()) {
            throw new InvalidInput("'" + move + "' has a window, and a balance of fluxes has no time.",
                    "Maybe leave the window out.");
        }
        return switch (places.at(move.address())) {
            case Place.Flux(int column) -> flux(move, column);
            case Place.Bound(int column, boolean upper) -> bound(move, column, upper);
            case Place.Gene(String id) -> gene(move, id);
            case Place.Goal _ -> throw new Refusal(
                    "'" + move + "' moves the objective, which is what the fluxes are chosen by and no gear.",
                    "Maybe move a reaction, a bound or a gene.");
        };
    }

    private static FluxMove flux(Intervention move, int column) {
        String name = move.address().name();
        return switch (move) {
            case Intervention.Clamp clamp -> new Hold(move.toString(), column, clamp.value());
            case Intervention.Knockout _,Intervention.Removal _ -> new Hold(move.toString(), column, 0);
            case Intervention.Shift _,Intervention.Scale _ -> throw new Refusal(
                    "'" + move + "' is ambiguous: the flux, or one of the bounds that leave it free, could be meant.",
                    "Maybe move a bound: " + name + ".upper *= 0.5");
            case Intervention.Enter enter -> throw enter.meaningless();
            case Intervention.Pulse _,Intervention.Patch _,Intervention.Freeze _,Intervention.Swap _,Intervention.Steer _ ->
                throw unsupported(move);
        };
    }

    private static FluxMove bound(Intervention move, int column, boolean upper) {
        String text = move.toString();
        return switch (move) {
            case Intervention.Clamp clamp -> new Bound(text, column, upper, 0, clamp.value());
            case Intervention.Knockout _ -> new Bound(text, column, upper, 0, 0);
            case Intervention.Shift shift -> new Bound(text, column, upper, 1, shift.by());
            case Intervention.Scale scale -> new Bound(text, column, upper, scale.factor(), 0);
            case Intervention.Enter enter -> throw enter.meaningless();
            case Intervention.Pulse _,Intervention.Patch _,Intervention.Removal _,Intervention.Freeze _,Intervention.Swap _,Intervention.Steer _ ->
                throw unsupported(move);
        };
    }

    private static FluxMove gene(Intervention move, String id) {
        return switch (move) {
            case Intervention.Knockout _ -> new Gene(move.toString(), id, false);
            case Intervention.Clamp clamp when clamp.value() == 0 || clamp.value() == 1 ->
                new Gene(move.toString(), id, clamp.value() == 1);
            case Intervention.Clamp clamp -> throw new Refusal("'" + move + "' sets a gene to "
                    + Numbers.print(clamp.value()) + "; in a gene rule it is there (1) or not (0).",
                    "Maybe write: " + move.address() + " = knockout");
            case Intervention.Shift _,Intervention.Scale _ -> throw new Refusal(
                    "'" + move + "' gives a gene a dose; in a gene rule it is there or not.",
                    "Maybe write: " + move.address() + " = knockout, or scale a bound of its reaction.");
            case Intervention.Enter enter -> throw enter.meaningless();
            case Intervention.Pulse _,Intervention.Patch _,Intervention.Removal _,Intervention.Freeze _,Intervention.Swap _,Intervention.Steer _ ->
                throw unsupported(move);
        };
    }

    private static Refusal unsupported(Intervention move) {
        return new Refusal("'" + move + "' has no meaning for a balance of fluxes.",
                "Maybe hold a flux, move a bound (R.lower, R.upper), or knock a gene out.");
    }
}
