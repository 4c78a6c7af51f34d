package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.orrery.dynamics.antimony.Sheet.AlgebraicText;
import org.orrery.dynamics.antimony.Sheet.EventText;
import org.orrery.dynamics.antimony.Sheet.Kind;
import org.orrery.dynamics.antimony.Sheet.NameText;
import org.orrery.dynamics.antimony.Sheet.Participant;
import org.orrery.dynamics.antimony.Sheet.ReactionText;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Event;
import org.orrery.dynamics.mechanism.Mechanism.EventAssignment;
import org.orrery.dynamics.mechanism.Mechanism.Reaction;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.mechanism.TimeWord;
import org.orrery.dynamics.mechanism.Validation;
import org.orrery.equation.Expr;
import org.orrery.equation.Symbols;
import org.orrery.equation.Unit;

/** Builds the mechanism from a whole: its reactions, events and algebraic rules; {@link Pools} builds the rest. */
final class Assembly {
    private final Library library;
    private final Sheet main;
    private final Whole whole;
    private final Formulas formulas;
    private final Meaning meaning;
    private final List<Reaction> reactions = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Rule> algebraic = new ArrayList<>();
    /** The names of what stands in an algebraic rule. */
    private final Set<String> algebraicNames = new HashSet<>();
    private final Set<String> setByEvents = new HashSet<>();
    private final Set<String> species = new HashSet<>();
    private final Map<Object, Span> places = new IdentityHashMap<>();

    private Assembly(Library library, Sheet main) {
        this.library = library;
        this.main = main;
        whole = Whole.of(library, main);
        formulas = new Formulas(library);
        meaning = new Meaning(whole, formulas);
    }

    static AntimonyContent of(Library library) {
        return new Assembly(library, library.main()).content();
    }

    private AntimonyContent content() {
        Sheet.ObjectiveText objective = main.objective;
        if (objective == null) {
            return new AntimonyContent.Kinetic(kinetic());
        }
        Balance balance = new Balance(mechanism());
        for (Instance instance : whole.instances) {
            instance.sheet.limits.forEach(limit -> balance.limit(limit, meaning.of(limit, instance)));
        }
        Expr value = meaning.objective(objective.formula(), whole.instances.getLast());
        return new AntimonyContent.Flux(balance.problem(objective, value));
    }

    private Mechanism kinetic() {
        for (Instance instance : whole.instances) {
            Sheet.ObjectiveText objective = instance.sheet.objective;
            if (objective != null) {
                Span place = objective.formula();
                throw place.source().refused(place.start(), "the objective of a part, the model " + instance.sheet.model
                        + ", is not supported.", "Write it in the main model: maximize A.J0.");
            }
            instance.sheet.limits.forEach(limit -> library.remark(ReactionParser.unchecked(limit)));
        }
        return mechanism();
    }

    private Mechanism mechanism() {
        Strands strands = new Strands(whole, meaning);
        whole.checkNames();
        whole.instances.forEach(this::loseReactions);
        Map<String, String> homes = new HashMap<>();
        Set<String> taking = new HashSet<>();
        for (Instance instance : whole.instances) {
            instance.sheet.reactions.forEach(reaction -> participants(reaction, instance, homes, taking));
            instance.sheet.algebraic.forEach(rule -> algebraic(rule, instance));
            instance.sheet.events.forEach(event -> event(event, instance));
        }
        Pools pools = new Pools(library, whole, meaning, homes, taking, setByEvents, algebraicNames, places);
        pools.build();
        pools.species.forEach(pool -> species.add(pool.id()));
        for (Instance instance : whole.instances) {
            instance.sheet.reactions.forEach(reaction -> reaction(reaction, instance, strands));
        }
        declaredOnly();
        List<Rule> rules = new ArrayList<>(pools.rules);
        rules.addAll(algebraic);
        NameText factor = main.conversionFactor;
        Unit unit = main.units.getOrDefault("time_unit", main.units.get("time"));
        Map<String, Unit> units = new HashMap<>();
        whole.nodes.forEach((path, node) -> {
            if (node.unit != null && !whole.deleted.contains(path)) {
                units.put(Whole.id(path), node.unit);
            }
        });
        Mechanism mechanism = new Mechanism(main.model.equals(Library.LOOSE) ? "" : main.model, main.title,
                formulas.functions(), pools.compartments, pools.species, pools.parameters, reactions, rules,
                pools.initialAssignments, events, factor == null ? null : Whole.id(whole.target(factor.name()).path()),
                unit == null ? null : TimeWord.of(unit), units, List.copyOf(library.remarks),
                pools.unsized);
        Validation.check(mechanism, part -> {
            Span place = places.get(part);
            return place == null ? "" : place.where();
        });
        return mechanism;
    }

    private <T> T from(Span place, T part) {
        places.put(part, place);
        return part;
    }

    private boolean isDeleted(String path) {
        return whole.deleted.contains(whole.target(path).path());
    }

    /** Without one of its participants a reaction is no more. */
    private void loseReactions(Instance instance) {
        for (ReactionText reaction : instance.sheet.reactions) {
            List<Participant> all = new ArrayList<>(reaction.reactants());
            all.addAll(reaction.products());
            if (all.stream().anyMatch(part -> isDeleted(instance.full(part.species())))
                    && whole.deleted.add(instance.full(reaction.id()))) {
                lost("reaction " + instance.full(reaction.id()));
            }
        }
    }

    private void lost(String what) {
        library.remark(what + ": left out, it uses what was deleted");
    }

    /** What the participants of a reaction tell about names: which are species, where they are. */
    private void participants(ReactionText reaction, Instance scope, Map<String, String> homes, Set<String> taking) {
        List<Participant> all = new ArrayList<>(reaction.reactants());
        all.addAll(reaction.products());
        for (Participant part : all) {
            String path = whole.target(scope.full(part.species())).path();
            taking.add(path);
            if (reaction.compartment() != null) {
                homes.put(path, whole.target(scope.full(reaction.compartment())).path());
            }
            if (part.count().isWord()) {
                Node count = whole.nodes.get(whole.target(scope.full(part.count().text())).path());
                if (count != null) {
                    count.stoichiometry = true;
                }
            }
        }
    }

    private void reaction(ReactionText text, Instance scope, Strands strands) {
        String path = whole.target(scope.full(text.id())).path();
        Node node = whole.nodes.get(path);
        if (node == null || isDeleted(path)) {
            return;
        }
        Expr inStrands = strands.rate(path);
        Expr rate = inStrands != null
                ? inStrands
                : node.initial != null
                        ? meaning.kineticLaw(node.initial.span(), node.initial.scope())
                        : text.rate() == null ? null : meaning.kineticLaw(text.rate(), scope);
        if (rate != null && Meaning.isDeleted(rate)) {
            lost("the rate of reaction " + path);
            rate = null;
        }
        Set<String> modifiers = new TreeSet<>(rate == null ? Set.of() : Symbols.of(rate).names());
        modifiers.retainAll(species);
        for (Instance each : whole.instances) {
            each.sheet.interactions.stream().filter(i -> leads(each, i.reaction()).equals(path))
                    .forEach(i -> i.species().forEach(name -> modifiers.add(Whole.id(leads(each, name)))));
        }
        text.reactants().forEach(part -> modifiers.remove(Whole.id(leads(scope, part.species()))));
        text.products().forEach(part -> modifiers.remove(Whole.id(leads(scope, part.species()))));
        reactions.add(from(text.place(), new Reaction(Whole.id(path), node.label, parts(text.reactants(), scope),
                parts(text.products(), scope), List.copyOf(modifiers), rate, text.reversible(), false)));
    }

    private String leads(Instance scope, String name) {
        return whole.target(scope.full(name)).path();
    }

    private List<Mechanism.Participant> parts(List<Participant> parts, Instance scope) {
        return parts.stream().map(part -> {
            Expr count = part.count().isWord()
                    ? meaning.symbol(part.count().text(), scope)
                    : Expr.num(Double.parseDouble(part.count().text()));
            return from(part.place(), new Mechanism.Participant(Whole.id(leads(scope, part.species())),
                    meaning.stoichiometry(count, part.species(), scope)));
        }).toList();
    }

    private void algebraic(AlgebraicText text, Instance scope) {
        Expr value = meaning.of(text.formula(), scope);
        if (!text.id().isEmpty() && isDeleted(scope.full(text.id()))) {
            return;
        }
        if (Meaning.isDeleted(value)) {
            lost("the algebraic rule " + text.formula().text().strip());
            return;
        }
        algebraicNames.addAll(Symbols.of(value).names());
        algebraic.add(from(text.formula(), new Rule.Algebraic(value)));
    }

    private void event(EventText text, Instance scope) {
        String path = scope.full(text.id());
        Node node = whole.nodes.get(path);
        Expr trigger = meaning.of(text.trigger(), scope);
        Expr delay = text.delay() == null ? null : meaning.delay(text.delay(), scope);
        Span order = text.options().get("priority");
        Expr priority = order == null ? null : meaning.of(order, scope);
        if (node == null || isDeleted(path)) {
            return;
        }
        if (Meaning.isDeleted(trigger) || delay != null && Meaning.isDeleted(delay)
                || priority != null && Meaning.isDeleted(priority)) {
            lost("event " + path);
            return;
        }
        List<EventAssignment> assignments = new ArrayList<>();
        for (Sheet.AssignmentText assignment : text.assignments()) {
            String target = scope.full(assignment.target());
            Expr value = meaning.converted(meaning.of(assignment.value(), scope), target);
            if (isDeleted(target) || Meaning.isDeleted(value)) {
                lost("what event " + path + " sets " + assignment.target() + " to");
            } else {
                String id = Whole.id(whole.target(target).path());
                setByEvents.add(id);
                assignments.add(from(assignment.place(), new EventAssignment(id, value)));
            }
        }
        events.add(from(text.place(), new Event(Whole.id(path), node.label, trigger, truth(text, "t0"),
                truth(text, "persistent"), delay, priority, truth(text, "fromTrigger"), assignments)));
    }

    private static boolean truth(EventText text, String option) {
        Span span = text.options().get(option);
        if (span == null) {
            return true;
        }
        return switch (span.text()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw span.source().invalid(span.start(), option + " is neither true nor false.",
                    "Write true or false.");
        };
    }

    /** A reaction or an event that has a name and nothing else. */
    private void declaredOnly() {
        for (Node node : whole.nodes.values()) {
            boolean event = node.kind == Kind.EVENT;
            if (whole.deleted.contains(node.path) || !event && node.kind != Kind.REACTION) {
                continue;
            }
            if (event && node.initial != null || node.rule != null || node.rate != null) {
                throw node.place.source().invalid(node.place.start(), node.path + " is the name of "
                        + (event ? "an event" : "a reaction") + " and has a rule or a value.",
                        "Give one of them another name.");
            }
            String id = Whole.id(node.path);
            if (!event && reactions.stream().noneMatch(reaction -> reaction.id().equals(id))) {
                throw node.place.source().invalid(node.place.start(), "the reaction " + node.path
                        + " is declared and has no arrow.", "Write it: " + node.path + ": A -> B; k*A.");
            }
        }
    }
}
