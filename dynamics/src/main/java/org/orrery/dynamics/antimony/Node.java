package org.orrery.dynamics.antimony;

import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.Entry;
import org.orrery.dynamics.antimony.Sheet.Kind;
import org.orrery.equation.Expr;
import org.orrery.equation.Unit;

/** All that is said about one thing of the whole, by its own model and by those that use the model. */
final class Node {
    final String path;
    final Span place;
    Kind kind = Kind.OPEN;
    String label = "";
    @Nullable
    Boolean constant;
    boolean boundary;
    boolean onlySubstance;
    /** Whether the author took the value back: {@code c = ;}. */
    boolean withoutValue;
    /** Whether a reaction takes its stoichiometry from it. */
    boolean stoichiometry;
    @Nullable
    String compartment;
    @Nullable
    String conversionFactor;
    @Nullable
    Passage initial;
    @Nullable
    Passage rule;
    @Nullable
    Passage rate;
    @Nullable
    Unit unit;
    /** What it is worth as an operator of a strand of DNA, in the symbols of the whole. */
    @Nullable
    Expr operator;

    Node(String path, Span place) {
        this.path = path;
        this.place = place;
    }

    /**
     * A formula where it was written.
     *
     * @param scope the use of the model that it was written in, which says what its names mean
     * @param target the path of what it gives a value to
     */
    record Passage(Instance scope, String target, Span span) {}

    /**
     * Takes what a model says, over what the models it uses have said.
     *
     * @param name the path that the model uses, which may be joined with this node
     */
    void say(Entry entry, Instance scope, String name) {
        merge(entry.kind, entry.place);
        label = entry.label.isEmpty() ? label : entry.label;
        constant = entry.constant == null ? constant : entry.constant;
        boundary |= entry.boundary;
        onlySubstance |= entry.onlySubstance;
        compartment = entry.compartment == null ? compartment : scope.full(entry.compartment);
        conversionFactor = entry.conversionFactor == null ? conversionFactor : scope.full(entry.conversionFactor);
        unit = entry.unit == null ? unit : entry.unit;
        if (entry.rule != null) {
            rule = passage(entry.rule, scope, name);
            initial = rule == null ? initial : null;
        }
        if (entry.rate != null) {
            rate = passage(entry.rate, scope, name);
        }
        if (entry.initial != null) {
            initial = passage(entry.initial, scope, name);
            withoutValue = initial == null;
        }
        if (rule != null && (initial != null || rate != null)) {
            throw entry.place.source().invalid(entry.place.start(), path + " has an assignment rule, and a "
                    + (initial != null ? "value" : "rate") + " as well.",
                    "Take the rule back where the submodel is used: " + entry.id + " := ;");
        }
    }

    private static @Nullable Passage passage(Span span, Instance scope, String name) {
        return span.isBlank() ? null : new Passage(scope, name, span);
    }

    /**
     * Becomes one with another, which is no more.
     *
     * @param behind where the statement stands that joins them
     * @param second whether the other one stands second in that statement
     */
    void absorb(Node other, Instance scope, Span behind, boolean second) {
        merge(other.kind, behind);
        label = label.isEmpty() ? other.label : label;
        constant = constant == null ? other.constant : constant;
        boundary |= other.boundary;
        onlySubstance |= other.onlySubstance;
        stoichiometry |= other.stoichiometry;
        compartment = compartment == null ? other.compartment : compartment;
        conversionFactor = conversionFactor == null ? other.conversionFactor : conversionFactor;
        unit = unit == null ? other.unit : unit;
        rule = chosen(rule, other.rule, scope, behind, second);
        rate = chosen(rate, other.rate, scope, behind, second);
        initial = rule == null ? chosen(initial, other.initial, scope, behind, second) : null;
        withoutValue &= other.withoutValue;
        if (rule != null && rate != null) {
            throw behind.source().invalid(behind.start(), path + " and " + other.path
                    + " are joined, and one has an assignment rule and the other a rate.",
                    "Take one of them back in the submodel: A.x := ; or A.x' = ;");
        }
    }

    /** Statements act in their order: what is said after the joining holds, else what the second one brought. */
    private static @Nullable Passage chosen(@Nullable Passage mine, @Nullable Passage others, Instance scope,
            Span behind, boolean second) {
        if (mine == null || others == null) {
            return mine == null ? others : mine;
        }
        long after = after(mine, scope, behind);
        long afterOthers = after(others, scope, behind);
        if (after != afterOthers) {
            return after > afterOthers ? mine : others;
        }
        return second ? others : mine;
    }

    private static long after(Passage passage, Instance scope, Span behind) {
        boolean later = passage.scope() == scope && passage.span().source() == behind.source()
                && passage.span().start() > behind.start();
        return later ? passage.span().start() : -1;
    }

    private void merge(Kind other, Span at) {
        if (kind == Kind.OPEN) {
            kind = other;
        } else if (other != Kind.OPEN && other != kind) {
            throw at.source().invalid(at.start(), path + " is two different things here: a " + word(kind) + " and a "
                    + word(other) + ".", "Join or name things of one kind only.");
        }
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case OPEN -> "name";
            case SPECIES -> "species";
            case COMPARTMENT -> "compartment";
            case PARAMETER -> "parameter";
            case REACTION -> "reaction";
            case EVENT -> "event";
        };
    }
}
