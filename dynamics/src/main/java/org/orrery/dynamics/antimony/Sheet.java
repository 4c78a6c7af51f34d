package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.equation.Unit;

/**
 * What the statements of one model say, before it is decided what the names are. A name may be a path into a submodel:
 * {@code A.S1}.
 */
final class Sheet {
    final String model;
    String title = "";
    /** What may be joined by position where the model is used as a part. */
    final List<String> ports = new ArrayList<>();
    /** In the order of their first appearance in a statement that says something about them. */
    final Map<String, Entry> entries = new LinkedHashMap<>();
    final List<ReactionText> reactions = new ArrayList<>();
    final List<InteractionText> interactions = new ArrayList<>();
    final List<StrandText> strands = new ArrayList<>();
    final List<EventText> events = new ArrayList<>();
    final List<AlgebraicText> algebraic = new ArrayList<>();
    final Map<String, PartText> parts = new LinkedHashMap<>();
    final List<JoinText> joins = new ArrayList<>();
    final List<NameText> deletions = new ArrayList<>();
    final Map<String, Unit> units = new LinkedHashMap<>();
    /** Every word of the model, so that a name that only formulas use is known to exist. */
    final Set<String> words = new HashSet<>();
    /** Comparisons, which are bounds of fluxes where there is an objective. */
    final List<Span> limits = new ArrayList<>();
    @Nullable
    ObjectiveText objective;
    @Nullable
    NameText conversionFactor;

    Sheet(String model) {
        this.model = model;
    }

    /** What the author declared a name to be. */
    enum Kind {
        OPEN, SPECIES, COMPARTMENT, PARAMETER, REACTION, EVENT
    }

    /** All that is said about one name. */
    static final class Entry {
        final String id;
        /** Where it appears first. */
        final Span place;
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
        @Nullable
        String conversionFactor;

        Entry(String id, Span place) {
            this.id = id;
            this.place = place;
        }

        /** Whether it is the name of a unit, of which nothing is said but a longer name. */
        boolean isUnit(Sheet sheet) {
            return kind == Kind.OPEN && sheet.units.containsKey(id) && initial == null && rule == null && rate == null
                    && unit == null && compartment == null && constant == null;
        }
    }

    /**
     * {@code maximize J2 + 2*J1}.
     *
     * @param id its name, or what libAntimony calls one without a name
     */
    record ObjectiveText(String id, boolean maximize, Span formula) {}

    /**
     * {@code d: --P1--G1--}.
     *
     * @param id its name, or the empty string
     * @param openAbove whether more is meant to be attached upstream
     */
    record StrandText(String id, Span place, List<NameText> elements, boolean openAbove, boolean openBelow) {}

    /** A name where it is written. */
    record NameText(String name, Span place) {}

    /** @param count a number or the name of one */
    record Participant(String species, Token count, Span place) {}

    record ReactionText(String id, Span place, List<Participant> reactants, List<Participant> products,
            boolean reversible, @Nullable String compartment, @Nullable Span rate) {}

    /** {@code S -| J0}: species that a reaction's rate may read. */
    record InteractionText(List<String> species, String reaction, Span place) {}

    /** @param id for deleting it, or the empty string */
    record AlgebraicText(String id, Span formula) {}

    record FunctionText(String id, Span place, List<String> parameters, Span body) {}

    record AssignmentText(String target, Span place, Span value) {}

    record EventText(String id, Span place, Span trigger, @Nullable Span delay, Map<String, Span> options,
            List<AssignmentText> assignments) {}

    /**
     * {@code A: model(x, 2), timeconv = 60}.
     *
     * @param arguments names or numbers, in the order of the model's ports
     */
    record PartText(String name, String model, Span place, List<Token> arguments, @Nullable Token time,
            @Nullable Token extent, @Nullable String compartment) {}

    /** {@code a is b / factor}. */
    record JoinText(String a, String b, @Nullable String factor, Span place) {}

    boolean isEmpty() {
        return entries.isEmpty() && strands.isEmpty() && reactions.isEmpty() && events.isEmpty() && algebraic.isEmpty()
                && parts.isEmpty();
    }

    /** A name that is not taken yet: {@code _J0}, {@code _J1} and so on. */
    String unused(String prefix) {
        int number = 0;
        while (entries.containsKey(prefix + number) || parts.containsKey(prefix + number)) {
            number++;
        }
        return prefix + number;
    }
}
