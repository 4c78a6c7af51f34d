package org.orrery.network.surgery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Address.Selector;
import org.orrery.core.Intervention;
import org.orrery.core.Refusal;
import org.orrery.network.place.Place;
import org.orrery.network.place.Places;

/**
 * A move with the place that it means.
 *
 * @param place the elements; of an arrow those of the writer
 */
record Gear(Intervention move, Site site, Place place) {
    /** {@code reader[writer, ...]} is an arrow; further selectors are those of the writer. */
    static Gear of(Intervention move, Places places) {
        Address address = move.address();
        if (!address.selectors().isEmpty() && address.selectors().getFirst() instanceof Selector.Named(String writer)) {
            List<Selector> rest = address.selectors().subList(1, address.selectors().size());
            Place place = places.place(new Address(writer, rest));
            String reader = places.place(Address.of(address.name())).tensor();
            return new Gear(move, new Site.Arrow(place.tensor(), reader), place);
        }
        Place place = places.place(address);
        return new Gear(move, new Site.Everywhere(place.tensor()), place);
    }

    /** What kind of slot it needs. */
    Slot.Kind kind() {
        return switch (move) {
            case Intervention.Clamp _,Intervention.Pulse _,Intervention.Knockout _,Intervention.Freeze _,Intervention.Patch _ ->
                Slot.Kind.PATCH;
            case Intervention.Shift _,Intervention.Scale _,Intervention.Steer _ -> Slot.Kind.AFFINE;
            case Intervention.Enter enter -> throw enter.meaningless();
            case Intervention.Removal _ -> throw new Refusal(
                    "'" + move + "': a network has no equations to be taken out.",
                    "Maybe knock it out: " + move.address() + " = knockout");
            case Intervention.Swap _ -> throw new Refusal("'" + move + "': a network has no laws to be exchanged.",
                    "Maybe give it a value: " + move.address() + " = 0");
        };
    }

    /** The file that its values come from, null where there is none. */
    Intervention.Source.@Nullable From file() {
        if (move instanceof Intervention.Steer steer) {
            return steer.source();
        }
        return move instanceof Intervention.Patch patch && patch.source() instanceof Intervention.Source.From from
                ? from
                : null;
    }

    /** The elements of one example that are moved. */
    int[] indices(RowShape shape) {
        return place.indices(shape.example(), move.window().isAlways() ? null : move.window());
    }
}
