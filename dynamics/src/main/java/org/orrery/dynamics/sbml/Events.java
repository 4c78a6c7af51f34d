package org.orrery.dynamics.sbml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Mechanism.Event;
import org.orrery.dynamics.mechanism.Mechanism.EventAssignment;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.equation.Expr;

/** Reads events. One without an identifier is called {@code _E0}, {@code _E1} and so on, as Antimony would. */
final class Events {
    private final Level level;
    private final Draft draft;
    private final Mathematics mathematics;
    private final Set<String> taken = new HashSet<>();
    private int unnamed;

    Events(Level level, Draft draft, Mathematics mathematics) {
        this.level = level;
        this.draft = draft;
        this.mathematics = mathematics;
    }

    void read(Element model) {
        List<Element> events = model.listOf("listOfEvents");
        events.forEach(element -> taken.add(element.attribute("id", "")));
        events.forEach(this::event);
    }

    private void event(Element element) {
        String id = element.attribute("id", "");
        if (id.isEmpty()) {
            do {
                id = "_E" + unnamed++;
            } while (!taken.add(id));
        }
        boolean early = level.truth(element, "useValuesFromTriggerTime", true);
        if (element.attribute("timeUnits") != null) {
            draft.remark("event " + id + ": timeUnits " + element.attribute("timeUnits")
                    + " is not converted; numbers are taken as they stand");
        }
        Element trigger = element.child("trigger").orElse(null);
        if (trigger == null && !level.allowsNoMath()) {
            throw element.invalid("event " + id + " has no <trigger>.", "An event needs a condition to happen.");
        }
        Expr condition = trigger == null ? null : mathematics.of(trigger, "trigger of event " + id);
        List<EventAssignment> assignments = assignments(element, id);
        Expr delay = optional(element, "delay", id);
        Expr priority = optional(element, "priority", id);
        if (trigger == null || condition == null) {
            draft.remark("event " + id + ": has no trigger and never happens; left out");
            return;
        }
        draft.events.add(draft.from(element, new Event(id, level.label(element), condition,
                level.truth(trigger, "initialValue", true), level.truth(trigger, "persistent", true), delay, priority,
                early, assignments)));
    }

    private @Nullable Expr optional(Element event, String name, String id) {
        return event.child(name).map(element -> mathematics.of(element, name + " of event " + id)).orElse(null);
    }

    private List<EventAssignment> assignments(Element event, String id) {
        List<EventAssignment> assignments = new ArrayList<>();
        for (Element element : event.listOf("listOfEventAssignments")) {
            String target = element.required("variable");
            Expr value = mathematics.of(element, "assignment of " + target + " in event " + id);
            if (value != null) {
                assignments.add(draft.from(element, new EventAssignment(target, value)));
            }
        }
        return assignments;
    }
}
