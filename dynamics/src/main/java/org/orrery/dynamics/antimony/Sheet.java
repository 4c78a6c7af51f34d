package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.equation.Unit;

/** What the statements of a model say about each name, before it is decided what the names are. */
final class Sheet {
    String model = "";
    String title = "";
    /** In the order of their first appearance in a statement that says something about them. */
    final Map<String, Entry> entries = new LinkedHashMap<>();
    final Map<String, FunctionText> functions = new LinkedHashMap<>();
    final List<ReactionText> reactions = new ArrayList<>();
    final List<EventText> events = new ArrayList<>();
    final List<Span> algebraic = new ArrayList<>();
    final Map<String, Unit> units = new LinkedHashMap<>();
    final Set<String> remarks = new LinkedHashSet<>();

    /** What the author declared a name to be. */
    enum Kind {
        OPEN, SPECIES, COMPARTMENT, PARAMETER, REACTION, EVENT
    }

    /** All that is said about one name. */
    static final class Entry {
        final String id;
        /** Where it appears first. */
        final int offset;
        Kind kind = Kind.OPEN;
        String label = "";
        @Nullable
        Boolean constant;
        boolean boundary;
        boolean onlySubstance;
        @Nullable
        String compartment;
        @Nullable
        Span initial;
        @Nullable
        Span rule;
        @Nullable
        Span rate;
        @Nullable
        Unit unit;
        /** Whether it is the name of a stoichiometry in a reaction. */
        boolean stoichiometry;

        Entry(String id, int offset) {
            this.id = id;
            this.offset = offset;
        }
    }

    /** @param count a number or the name of one */
    record Part(String species, Token count) {}

    record ReactionText(String id, int offset, List<Part> reactants, List<Part> products, boolean reversible,
            @Nullable String compartment, @Nullable Span rate) {}

    record FunctionText(String id, int offset, List<String> parameters, Span body) {}

    record AssignmentText(String target, int offset, Span value) {}

    record EventText(String id, int offset, Span trigger, @Nullable Span delay, Map<String, Span> options,
            List<AssignmentText> assignments) {}

    Entry entry(Token name) {
        return entries.computeIfAbsent(name.text(), id -> new Entry(id, name.start()));
    }

    void remark(String line) {
        remarks.add(line);
    }

    /** A name that is not taken yet: {@code _J0}, {@code _J1} and so on. */
    String unused(String prefix) {
        int number = 0;
        while (entries.containsKey(prefix + number)) {
            number++;
        }
        return prefix + number;
    }
}
