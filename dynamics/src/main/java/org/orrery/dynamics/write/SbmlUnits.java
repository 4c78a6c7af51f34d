package org.orrery.dynamics.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Compartment;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.dynamics.mechanism.TimeWord;
import org.orrery.equation.Unit;

/**
 * The units of a mechanism as SBML gives them: a species by its substance, whose concentration follows from the size of
 * its compartment; all reactions by one unit of extent.
 */
final class SbmlUnits {
    private final Mechanism form;
    private final UnitTable table;
    private final Map<String, String> names = new HashMap<>();
    private @Nullable String extent;

    SbmlUnits(Mechanism form, UnitTable table, List<String> losses) {
        this.form = form;
        this.table = table;
        Set<String> lost = new TreeSet<>();
        if (form.timeUnit() != null) {
            table.name(TimeWord.unit(form.timeUnit()));
        }
        form.compartments().forEach(place -> own(place.id()));
        form.parameters().forEach(parameter -> {
            if (parameter.role() != Role.STOICHIOMETRY) {
                own(parameter.id());
            } else if (form.units().containsKey(parameter.id())) {
                lost.add(parameter.id());
            }
        });
        Map<String, Compartment> places = form.compartments().stream()
                .collect(Collectors.toMap(Compartment::id, place -> place));
        form.species().forEach(pool -> substance(pool, places.get(pool.compartment()), lost));
        extent(lost);
        if (!lost.isEmpty()) {
            losses.add("units that SBML has no place for are not written: " + Names.some(lost));
        }
    }

    private void own(String id) {
        Unit unit = form.units().get(id);
        if (unit != null) {
            names.put(id, table.name(unit));
        }
    }

    private void substance(Species pool, @Nullable Compartment place, Set<String> lost) {
        Unit unit = form.units().get(pool.id());
        if (unit == null) {
            return;
        }
        if (pool.onlySubstance() || place != null && place.dimensions() == 0) {
            names.put(pool.id(), table.name(unit));
            return;
        }
        Unit size = form.units().get(pool.compartment());
        if (size == null) {
            lost.add(pool.id());
        } else {
            names.put(pool.id(), table.name(unit.times(size)));
        }
    }

    private void extent(Set<String> lost) {
        List<Unit> rates = form.reactions().stream().map(reaction -> form.units().get(reaction.id())).distinct()
                .toList();
        Unit rate = rates.isEmpty() ? null : rates.getFirst();
        if (rates.size() == 1 && rate != null && form.timeUnit() != null) {
            extent = table.name(rate.times(TimeWord.unit(form.timeUnit())));
            return;
        }
        form.reactions().stream().map(Mechanism.Reaction::id).filter(form.units()::containsKey).forEach(lost::add);
    }

    /** The name of a symbol's unit, or null. */
    @Nullable
    String of(String id) {
        return names.get(id);
    }

    @Nullable
    String substance(Species pool) {
        return names.get(pool.id());
    }

    @Nullable
    String extent() {
        return extent;
    }

    List<Map.Entry<String, Unit>> definitions() {
        return new ArrayList<>(table.defined().entrySet());
    }
}
