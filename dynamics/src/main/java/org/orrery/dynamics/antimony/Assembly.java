package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.Entry;
import org.orrery.dynamics.antimony.Sheet.EventText;
import org.orrery.dynamics.antimony.Sheet.Kind;
import org.orrery.dynamics.antimony.Sheet.Part;
import org.orrery.dynamics.antimony.Sheet.ReactionText;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Compartment;
import org.orrery.dynamics.mechanism.Mechanism.Event;
import org.orrery.dynamics.mechanism.Mechanism.EventAssignment;
import org.orrery.dynamics.mechanism.Mechanism.InitialAssignment;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Participant;
import org.orrery.dynamics.mechanism.Mechanism.Reaction;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.dynamics.mechanism.TimeWord;
import org.orrery.dynamics.mechanism.Validation;
import org.orrery.equation.Expr;
import org.orrery.equation.Symbols;
import org.orrery.equation.Unit;

/**
 * Decides what each name on the sheet is and builds the mechanism. Antimony's rules: participants are species, what
 * something is in is a compartment, everything else with a value is a parameter; a species under {@code $}, {@code const}
 * or a rule is a boundary species; a parameter is constant unless a rule or an event sets it.
 */
final class Assembly {
    private static final String DEFAULT_COMPARTMENT = "default_compartment";

    private final Source source;
    private final Sheet sheet;
    private final Formulas formulas;
    private final List<Compartment> compartments = new ArrayList<>();
    private final List<Species> species = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<InitialAssignment> initialAssignments = new ArrayList<>();
    private final Map<String, Unit> units = new HashMap<>();
    private final Map<String, String> placeByReaction = new HashMap<>();
    private final Set<String> setByEvents = new HashSet<>();
    private final Map<Object, Integer> offsets = new IdentityHashMap<>();

    private Assembly(Source source, Sheet sheet) {
        this.source = source;
        this.sheet = sheet;
        formulas = new Formulas(source, sheet);
    }

    static Mechanism of(Source source, Sheet sheet) {
        return new Assembly(source, sheet).mechanism();
    }

    private Mechanism mechanism() {
        for (ReactionText reaction : sheet.reactions) {
            place(reaction, reaction.reactants());
            place(reaction, reaction.products());
        }
        sheet.events.forEach(event -> event.assignments().forEach(a -> setByEvents.add(a.target())));
        sheet.entries.values().forEach(Assembly::settle);
        sheet.entries.values().forEach(this::entry);
        List<Reaction> reactions = sheet.reactions.stream().map(this::reaction).toList();
        for (Span span : sheet.algebraic) {
            rules.add(from(span.start(), new Rule.Algebraic(formulas.parse(span))));
        }
        List<Event> events = sheet.events.stream().map(this::event).toList();
        Mechanism mechanism = new Mechanism(sheet.model, sheet.title, formulas.functions(), compartments, species,
                parameters, reactions, rules,
                initialAssignments, events, null, timeUnit(), units, List.copyOf(sheet.remarks));
        Validation.check(mechanism, part -> source.where(offsets.getOrDefault(part, 0)));
        return mechanism;
    }

    private <T> T from(int offset, T part) {
        offsets.put(part, offset);
        return part;
    }

    /** A species without a compartment of its own is where its last reaction is. */
    private void place(ReactionText reaction, List<Part> parts) {
        String compartment = reaction.compartment();
        if (compartment != null) {
            parts.forEach(part -> placeByReaction.put(part.species(), compartment));
        }
    }

    /** What was never declared is a species where it is in something, and a parameter where it is not. */
    private static void settle(Entry entry) {
        if (entry.kind == Kind.OPEN) {
            entry.kind = entry.compartment == null ? Kind.PARAMETER : Kind.SPECIES;
        }
    }

    private void entry(Entry entry) {
        if (entry.unit != null) {
            units.put(entry.id, entry.unit);
        }
        if (entry.kind == Kind.REACTION || entry.kind == Kind.EVENT) {
            nothingSaid(entry);
            return;
        }
        Expr initial = entry.initial == null ? null : formulas.parse(entry.initial);
        double value = Double.NaN;
        if (initial != null) {
            Double number = Formulas.number(initial);
            if (number == null || entry.rule != null) {
                initialAssignment(entry, initial);
            } else {
                value = number;
            }
        }
        Object part = switch (entry.kind) {
            case COMPARTMENT -> compartment(entry, value, initial != null);
            case SPECIES -> species(entry, value);
            case OPEN, PARAMETER, REACTION, EVENT -> parameter(entry, value);
        };
        from(entry.offset, part);
        if (entry.rule != null) {
            rules.add(from(entry.rule.start(), new Rule.Assignment(entry.id, formulas.parse(entry.rule))));
        }
        if (entry.rate != null) {
            rules.add(from(entry.rate.start(), new Rule.Rate(entry.id, formulas.parse(entry.rate))));
        }
    }

    private void initialAssignment(Entry entry, Expr initial) {
        int offset = entry.initial == null ? entry.offset : entry.initial.start();
        initialAssignments.add(from(offset, new InitialAssignment(entry.id, initial)));
    }

    /** A reaction takes {@code J0 = rate}; an event takes nothing. */
    private void nothingSaid(Entry entry) {
        boolean event = entry.kind == Kind.EVENT && entry.initial != null;
        if (event || entry.rule != null || entry.rate != null) {
            throw source.invalid(entry.offset,
                    entry.id + " is the name of a " + (entry.kind == Kind.EVENT ? "n event" : " reaction").strip()
                            + " and has a rule or a value.",
                    "Give one of them another name.");
        }
        if (entry.kind == Kind.REACTION && sheet.reactions.stream().noneMatch(r -> r.id().equals(entry.id))) {
            throw source.invalid(entry.offset, "the reaction " + entry.id + " is declared and has no arrow.",
                    "Write it: " + entry.id + ": A -> B; k*A.");
        }
    }

    private Compartment compartment(Entry entry, double value, boolean given) {
        double size = value;
        if (!given && entry.rule == null) {
            size = 1;
            sheet.remark("compartment " + entry.id + ": no size given; 1 is taken");
        }
        Compartment compartment = new Compartment(entry.id, entry.label, 3, size, constant(entry));
        compartments.add(compartment);
        return compartment;
    }

    private Species species(Entry entry, double value) {
        String place = entry.compartment != null
                ? entry.compartment
                : placeByReaction.getOrDefault(entry.id, DEFAULT_COMPARTMENT);
        if (place.equals(DEFAULT_COMPARTMENT) && !sheet.entries.containsKey(place)
                && compartments.stream().noneMatch(c -> c.id().equals(place))) {
            compartments.addFirst(from(entry.offset, new Compartment(place, "", 3, 1, true)));
        }
        boolean boundary = entry.boundary || entry.rule != null || entry.rate != null
                || Boolean.TRUE.equals(entry.constant);
        Species pool = new Species(entry.id, entry.label, place, entry.onlySubstance ? value : Double.NaN,
                entry.onlySubstance ? Double.NaN : value, entry.onlySubstance, boundary, false, null);
        species.add(pool);
        return pool;
    }

    private Parameter parameter(Entry entry, double value) {
        Parameter parameter = new Parameter(entry.id, entry.label, value, constant(entry),
                entry.stoichiometry ? Role.STOICHIOMETRY : Role.GLOBAL);
        parameters.add(parameter);
        return parameter;
    }

    private boolean constant(Entry entry) {
        return entry.constant != null
                ? entry.constant
                : entry.rule == null && entry.rate == null && !setByEvents.contains(entry.id);
    }

    private Reaction reaction(ReactionText text) {
        Entry entry = sheet.entries.get(text.id());
        Span span = text.rate() != null || entry == null ? text.rate() : entry.initial;
        Expr rate = span == null ? null : formulas.parse(span);
        Set<String> modifiers = rate == null ? new TreeSet<>() : new TreeSet<>(Symbols.of(rate).names());
        modifiers.removeIf(name -> !isSpecies(name));
        text.reactants().forEach(part -> modifiers.remove(part.species()));
        text.products().forEach(part -> modifiers.remove(part.species()));
        return from(text.offset(), new Reaction(text.id(), entry == null ? "" : entry.label,
                participants(text.reactants()), participants(text.products()), List.copyOf(modifiers), rate,
                text.reversible(), false));
    }

    private boolean isSpecies(String name) {
        Entry entry = sheet.entries.get(name);
        return entry != null && entry.kind == Kind.SPECIES;
    }

    private List<Participant> participants(List<Part> parts) {
        return parts.stream().map(part -> from(part.count().start(), new Participant(part.species(),
                part.count().isWord()
                        ? Expr.sym(part.count().text())
                        : Expr.num(Double.parseDouble(part.count().text())))))
                .toList();
    }

    private Event event(EventText text) {
        Entry entry = sheet.entries.get(text.id());
        List<EventAssignment> assignments = text.assignments().stream()
                .map(a -> from(a.offset(), new EventAssignment(a.target(), formulas.parse(a.value())))).toList();
        return from(text.offset(),
                new Event(text.id(), entry == null ? "" : entry.label, formulas.parse(text.trigger()),
                        truth(text, "t0", true), truth(text, "persistent", true),
                        text.delay() == null ? null : formulas.parse(text.delay()),
                        priority(text), truth(text, "fromTrigger", true), assignments));
    }

    private @Nullable Expr priority(EventText text) {
        Span span = text.options().get("priority");
        return span == null ? null : formulas.parse(span);
    }

    private boolean truth(EventText text, String option, boolean otherwise) {
        Span span = text.options().get(option);
        if (span == null) {
            return otherwise;
        }
        return switch (source.text(span)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw source.invalid(span.start(), option + " is neither true nor false.", "Write true or false.");
        };
    }

    /** libAntimony writes the model's unit of time as {@code time_unit}, because {@code time} is a symbol. */
    private @Nullable String timeUnit() {
        Unit unit = sheet.units.getOrDefault("time_unit", sheet.units.get("time"));
        return unit == null ? null : TimeWord.of(unit);
    }
}
