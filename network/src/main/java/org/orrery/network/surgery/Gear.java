package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Address.Selector;
import org.orrery.core.Intervention;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Dim;
import org.orrery.network.place.Place;
import org.orrery.network.place.Places;

/**
 * A move with the place that it means.
 *
 * @param place the elements; of an arrow those of the writer
 */
record Gear(Intervention move, Site site, Place place) {
    /**
     * {@code reader[writer]} is an arrow. Selectors before the writer's name are those of the reader (one head of all the
     * queries), selectors behind it those of the writer.
     */
    static Gear of(Intervention move, Places places) {
        Address address = move.address();
        List<Selector> selectors = address.selectors();
        for (int i = 0; i < selectors.size(); i++) {
            if (selectors.get(i) instanceof Selector.Named(String writer)) {
                Place place = places.place(new Address(writer, selectors.subList(i + 1, selectors.size())));
                Place reader = places.place(new Address(address.name(), selectors.subList(0, i)));
                return new Gear(move, new Site.Arrow(place.tensor(), reader.tensor(), parts(address, reader)), place);
            }
        }
        Place place = places.place(address);
        return new Gear(move, new Site.Everywhere(place.tensor()), place);
    }

    private static List<Site.Arrow.Part> parts(Address address, Place reader) {
        List<Site.Arrow.Part> parts = new ArrayList<>();
        List<Integer> axes = reader.layout().axes();
        for (int i = 0; i < axes.size(); i++) {
            int axis = axes.get(i);
            Selector selector = reader.selectors().get(i);
            if (selector instanceof Selector.All) {
                continue;
            }
            if (!(reader.shape().get(axis) instanceof Dim.Known(long length))) {
                throw new Refusal("'" + address + "' is heard by a part of an axis whose length is open: "
                        + reader.layout().describe() + ".", "Maybe let the whole axis hear it.");
            }
            int from = selector instanceof Selector.Index(int index)
                    ? index
                    : selector instanceof Selector.Range(int first, int _) ? first : 0;
            int to = selector instanceof Selector.Range(int _, int end) ? end : from + 1;
            parts.add(new Site.Arrow.Part(axis, reader.shape().size(), from, to, Math.toIntExact(length)));
        }
        return parts;
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
