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

/** {@code [name:] at [delay after] trigger, option = value, ...: x = 1, y = 2}. */
final class EventParser {
    private static final Set<String> OPTIONS = Set.of("priority", "t0", "fromTrigger", "persistent");
    private static final Set<String> AFTER_TRIGGER = Set.of("after", ",", ":");
    private static final Set<String> AFTER_OPTION = Set.of(",", ":");
    private final Tokens tokens;
    private final Sheet sheet;

    EventParser(Tokens tokens, Sheet sheet) {
        this.tokens = tokens;
        this.sheet = sheet;
    }

    void event(@Nullable Token name) {
        Token at = tokens.expect("at", "of the event");
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
        List<AssignmentText> assignments = new ArrayList<>();
        do {
            tokens.skipNewlines();
            Token target = tokens.word("what the event sets");
            tokens.expect("=", "behind " + target.text());
            assignments
                    .add(new AssignmentText(target.text(), target.start(), tokens.formula(AFTER_OPTION, "a formula")));
        } while (tokens.take(",") || tokens.take(":"));
        String id = name == null ? sheet.unused("_E") : name.text();
        int offset = name == null ? at.start() : name.start();
        sheet.entries.computeIfAbsent(id, key -> new Entry(key, offset)).kind = Kind.EVENT;
        if (sheet.events.stream().anyMatch(other -> other.id().equals(id))) {
            throw tokens.source.invalid(offset, "a second event " + id + ".", "Give it another name.");
        }
        sheet.events.add(new EventText(id, offset, trigger, delay, options, assignments));
    }

    private void option(Map<String, Span> options) {
        Token option = tokens.word("an option of the event");
        if (!OPTIONS.contains(option.text())) {
            throw tokens.source.invalid(option.start(), option.text() + " is no option of an event.",
                    "The options are priority, t0, fromTrigger and persistent.");
        }
        tokens.expect("=", "behind " + option.text());
        options.put(option.text(), tokens.formula(AFTER_OPTION, "a value"));
    }
}
