package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.AssignmentText;
import org.orrery.dynamics.antimony.Sheet.Entry;
import org.orrery.dynamics.antimony.Sheet.EventText;
import org.orrery.dynamics.antimony.Sheet.Kind;
import org.orrery.dynamics.mechanism.Suggestion;

/** {@code [name:] at [delay after] trigger, option = value, ...: x = 1, y = 2}. */
final class EventParser {
    private static final List<String> OPTIONS = List.of("priority", "t0", "fromTrigger", "persistent");
    private static final Set<String> AFTER_TRIGGER = Set.of("after", ",", ":");
    private static final Set<String> AFTER_OPTION = Set.of(",", ":");
    private final Tokens tokens;
    private final Sheet sheet;

    EventParser(Module module) {
        tokens = module.tokens();
        sheet = module.sheet();
    }

    /** Whether an event starts so many tokens ahead: {@code at} or {@code @}. */
    boolean startsHere() {
        return tokens.peek().is("at") || tokens.peek().is("@");
    }

    void event(@Nullable Token name) {
        Token at = tokens.next();
        Span trigger = tokens.formula(AFTER_TRIGGER, "a condition");
        Span delay = null;
        if (tokens.take("after")) {
            delay = trigger;
            trigger = tokens.formula(AFTER_OPTION, "a condition");
        }
        Map<String, Span> options = new LinkedHashMap<>();
        while (tokens.take(",")) {
            option(options);
        }
        tokens.expect(":", "before the event's assignments");
        Token first = name == null ? at : name;
        String id = name == null ? sheet.unused("_E") : name.text();
        Entry entry = sheet.entries.computeIfAbsent(id, key -> new Entry(key, tokens.span(first)));
        if (sheet.events.stream().anyMatch(other -> other.id().equals(id))) {
            throw tokens.source.invalid(first.start(), "a second event " + id + ".", "Give it another name.");
        }
        entry.kind = Kind.EVENT;
        sheet.events.add(new EventText(id, tokens.span(first), trigger, delay, options, assignments()));
    }

    private List<AssignmentText> assignments() {
        List<AssignmentText> assignments = new ArrayList<>();
        if (tokens.peek().text().equals(";")) {
            return assignments;
        }
        do {
            tokens.skipNewlines();
            Token target = tokens.path("what the event sets");
            tokens.expect("=", "behind " + target.text());
            assignments.add(new AssignmentText(target.text(), tokens.span(target),
                    tokens.formula(AFTER_OPTION, "a formula")));
        } while (tokens.take(",") || tokens.take(":"));
        return assignments;
    }

    private void option(Map<String, Span> options) {
        Token option = tokens.word("an option of the event");
        String known = OPTIONS.stream().filter(option.text()::equalsIgnoreCase).findFirst()
                .orElseThrow(() -> tokens.source.invalid(option.start(), option.text() + " is no option of an event.",
                        Suggestion.of(option.text(), OPTIONS,
                                "The options are priority, t0, fromTrigger and persistent.")));
        tokens.expect("=", "behind " + option.text());
        options.put(known, tokens.formula(AFTER_OPTION, "a value"));
    }
}
