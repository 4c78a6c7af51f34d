package org.orrery.dynamics.write;

import java.util.ArrayList;
import java.util.List;
import org.orrery.dynamics.mechanism.Mechanism;

/** The longer names of things. A text of Antimony has no way to hold a quotation mark or the end of a line. */
final class Titles {
    private final List<String> changed = new ArrayList<>();

    private Titles() {}

    static Mechanism quotable(Mechanism mechanism, List<String> losses) {
        Titles titles = new Titles();
        Mechanism quotable = titles.all(mechanism);
        if (!titles.changed.isEmpty()) {
            losses.add("quotation marks and line ends in names are changed: " + Names.some(titles.changed));
        }
        return quotable;
    }

    private Mechanism all(Mechanism m) {
        return new Mechanism(m.id(), one(m.name()), m.functions(),
                m.compartments().stream().map(c -> new Mechanism.Compartment(c.id(), one(c.name()), c.dimensions(),
                        c.size(), c.constant())).toList(),
                m.species().stream().map(s -> new Mechanism.Species(s.id(), one(s.name()), s.compartment(), s.amount(),
                        s.concentration(), s.onlySubstance(), s.boundary(), s.constant(), s.conversionFactor()))
                        .toList(),
                m.parameters().stream().map(p -> new Mechanism.Parameter(p.id(), one(p.name()), p.value(),
                        p.constant(), p.role())).toList(),
                m.reactions().stream().map(r -> new Mechanism.Reaction(r.id(), one(r.name()), r.reactants(),
                        r.products(), r.modifiers(), r.rate(), r.reversible(), r.fast())).toList(),
                m.rules(), m.initialAssignments(),
                m.events().stream().map(e -> new Mechanism.Event(e.id(), one(e.name()), e.trigger(), e.initialValue(),
                        e.persistent(), e.delay(), e.priority(), e.valuesFromTriggerTime(), e.assignments())).toList(),
                m.conversionFactor(), m.timeUnit(), m.units(), m.remarks());
    }

    private String one(String name) {
        String plain = name.replaceAll("\\R", " ").replace('"', '\'');
        if (!plain.equals(name)) {
            changed.add(plain);
        }
        return plain;
    }
}
