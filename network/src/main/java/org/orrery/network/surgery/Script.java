package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.network.place.Reading;

/** Which slots the moves of several plans need. Moves of different plans share a slot where they come to the same site. */
final class Script {
    /** A slot by what it is and what acts before it at the same site. */
    private record Key(Site site, Slot.Kind kind, List<Slot.Kind> before) {}

    private final Theatre theatre;
    private final Map<Key, Gear> slots = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();

    /** What one plan does and reads; for each of its gears the number of the slot. */
    record Part(Plan plan, List<Gear> gears, List<Integer> slots, List<Reading> readings, List<Reading> courses) {}

    private final Casting casting;
    private final Bare bare;

    Script(Theatre theatre, Casting casting, Bare bare) {
        this.theatre = theatre;
        this.casting = casting;
        this.bare = bare;
    }

    /** For one plan. */
    Script(Theatre theatre, Plan plan) {
        this(theatre, new Casting(theatre, plan.inputs()));
        add(plan);
    }

    private Script(Theatre theatre, Casting casting) {
        this(theatre, casting, new Bare(theatre, casting));
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** How many slots there would be with one more plan. */
    int slotsWith(Plan plan) {
        Set<Key> all = new LinkedHashSet<>(slots.keySet());
        all.addAll(keys(gears(plan)));
        return all.size();
    }

    /** Adds a plan and tells its number. */
    int add(Plan plan) {
        List<Gear> gears = gears(plan);
        List<Key> keys = keys(gears);
        for (int i = 0; i < gears.size(); i++) {
            slots.putIfAbsent(keys.get(i), gears.get(i));
        }
        List<Key> order = List.copyOf(slots.keySet());
        parts.add(new Part(plan, gears, keys.stream().map(order::indexOf).toList(),
                plan.readings().stream().map(theatre.places()::reading).toList(), plan.courses().stream()
                        .map(address -> theatre.places().reading(new Quantity.Read(address))).toList()));
        return parts.size() - 1;
    }

    private List<Gear> gears(Plan plan) {
        return plan.moves().stream().map(move -> Gear.of(move, theatre.places())).toList();
    }

    private static List<Key> keys(List<Gear> gears) {
        Map<Site, List<Slot.Kind>> before = new LinkedHashMap<>();
        List<Key> keys = new ArrayList<>();
        for (Gear gear : gears) {
            List<Slot.Kind> kinds = before.computeIfAbsent(gear.site(), _ -> new ArrayList<>());
            keys.add(new Key(gear.site(), gear.kind(), List.copyOf(kinds)));
            kinds.add(gear.kind());
        }
        return keys;
    }

    /** Everything that the plans read. */
    Set<String> read() {
        Set<String> read = new LinkedHashSet<>();
        for (Part part : parts) {
            part.readings().forEach(reading -> read.addAll(reading.tensors()));
            part.courses().forEach(course -> read.addAll(course.tensors()));
        }
        return read;
    }

    /** Instruments the network for all of them. */
    Troupe rehearse() {
        return on(Stage.of(theatre, casting, List.copyOf(slots.values()), read(), bare));
    }

    /** Cuts the network at the one tensor that all of them move. */
    Troupe cut(Suffix suffix, Prefix prefix) {
        Gear gear = slots.values().iterator().next();
        List<Slot.Kind> kinds = slots.values().stream().map(Gear::kind).toList();
        return on(Stage.cut(theatre, casting, gear.site().tensor(), kinds, suffix, prefix, bare));
    }

    private Troupe on(Stage stage) {
        Map<String, FromFile> files = new LinkedHashMap<>();
        List<List<Operation>> operations = new ArrayList<>();
        for (Part part : parts) {
            List<Operation> own = new ArrayList<>();
            for (int i = 0; i < part.gears().size(); i++) {
                own.add(stage.operation(part.gears().get(i), part.slots().get(i), files));
            }
            operations.add(List.copyOf(own));
        }
        return new Troupe(stage, parts, operations);
    }
}
