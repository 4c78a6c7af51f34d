package org.orrery.dynamics.antimony;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.Entry;
import org.orrery.dynamics.antimony.Sheet.Kind;

/** The sheet of the model that is being read, with what is checked while names are written on it. */
record Module(Tokens tokens, Sheet sheet, Library library) {
    private static final Set<String> TIME = Set.of("time");

    Entry entry(Token name) {
        if (TIME.contains(name.text()) && !sheet.entries.containsKey(name.text())) {
            throw tokens.source.invalid(name.start(), "time is the symbol of the time and cannot be set.",
                    "Choose another name.");
        }
        return sheet.entries.computeIfAbsent(name.text(), id -> new Entry(id, tokens.span(name)));
    }

    /** What a name is, if that was open. */
    Entry declare(Token name, Kind kind) {
        Entry entry = entry(name);
        if (entry.kind != Kind.OPEN && entry.kind != kind) {
            throw tokens.source.invalid(name.start(), entry.id + " is declared as two different things.",
                    "Give one of them another name.");
        }
        entry.kind = kind;
        return entry;
    }

    void inside(Entry entry, Token compartment) {
        declare(compartment, Kind.COMPARTMENT);
        entry.compartment = compartment.text();
    }

    /** A compartment behind {@code in}, or null where there is no such word. */
    @Nullable
    String in() {
        if (!tokens.take("in")) {
            return null;
        }
        Token compartment = tokens.path("a compartment");
        declare(compartment, Kind.COMPARTMENT);
        return compartment.text();
    }

    boolean isPart(String path) {
        int dot = path.indexOf('.');
        return sheet.parts.containsKey(dot < 0 ? path : path.substring(0, dot));
    }

    void remark(String line) {
        library.remark(line);
    }
}
