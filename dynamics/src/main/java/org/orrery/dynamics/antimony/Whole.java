package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.dynamics.antimony.Sheet.Entry;
import org.orrery.dynamics.antimony.Sheet.JoinText;
import org.orrery.dynamics.antimony.Sheet.Kind;
import org.orrery.dynamics.antimony.Sheet.NameText;
import org.orrery.dynamics.antimony.Sheet.PartText;
import org.orrery.dynamics.mechanism.Suggestion;

/**
 * A model with all its parts put in place. Statements act from the inside out and within a model in their order, on one
 * node for each thing: a joined name and what it is joined with are the same node, seen through a factor.
 */
final class Whole {
    private static final int MOST_PARTS = 10_000;

    final Map<String, Node> nodes = new LinkedHashMap<>();
    /** Inner ones first. */
    final List<Instance> instances = new ArrayList<>();
    final Set<String> deleted = new HashSet<>();
    private final Map<String, Link> links = new HashMap<>();
    private final Library library;

    /** A name that stands for another: its value is that of the other by the factor. */
    private record Link(String to, @Nullable Factor factor) {}

    /** A factor, as it is called in one use of a model. */
    record Factor(Instance scope, String name) {}

    /** What a path leads to: the value of the node by all the factors. */
    record Target(String path, List<Factor> factors) {}

    private Whole(Library library) {
        this.library = library;
    }

    static Whole of(Library library, Sheet main) {
        Whole whole = new Whole(library);
        whole.build(new Instance(main, "", null, null), new ArrayList<>());
        return whole;
    }

    private void build(Instance instance, List<String> path) {
        if (instances.size() > MOST_PARTS) {
            throw new Refusal("The model has more than " + MOST_PARTS + " submodels.",
                    "Maybe a submodel uses another more often than was meant.");
        }
        path.add(instance.sheet.model);
        for (PartText part : instance.sheet.parts.values()) {
            Sheet sheet = library.models.get(part.model());
            if (sheet == null || path.contains(part.model())) {
                throw part.place().source().invalid(part.place().start(), "the model " + part.model()
                        + " is part of itself.", "Take it out of one of: " + String.join(", ", path) + ".");
            }
            Instance inner = new Instance(sheet, instance.full(part.name()) + ".", instance, part);
            instance.parts.put(part.name(), inner);
            build(inner, path);
        }
        path.removeLast();
        instance.sheet.entries.values().stream().filter(entry -> !entry.isUnit(instance.sheet))
                .forEach(entry -> say(entry, instance));
        instance.sheet.parts.values().forEach(part -> arguments(part, instance));
        instance.sheet.joins.forEach(join -> join(join, instance));
        instance.sheet.deletions.forEach(name -> delete(name, instance));
        instances.add(instance);
    }

    private void say(Entry entry, Instance scope) {
        String path = scope.full(entry.id);
        if (entry.id.contains(".")) {
            mustExist(entry.id, entry.place, scope);
        }
        nodes.computeIfAbsent(target(path).path(), key -> new Node(key, entry.place)).say(entry, scope, path);
    }

    /** A name with a point must be in the submodel that it names, if only in a formula. */
    void mustExist(String name, Span place, Instance scope) {
        Instance inside = scope;
        String rest = name;
        for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
            Instance next = inside.parts.get(rest.substring(0, dot));
            if (next == null) {
                throw place.source().invalid(place.start(), "there is no submodel " + rest.substring(0, dot) + ".",
                        Suggestion.of(rest.substring(0, dot), inside.parts.keySet(),
                                "Name it before its parts: A: enzyme();"));
            }
            inside = next;
            rest = rest.substring(dot + 1);
        }
        if (!inside.sheet.words.contains(rest)) {
            throw place.source().invalid(place.start(), "the model " + inside.sheet.model + " has nothing called "
                    + rest + ".", Suggestion.of(rest, inside.sheet.entries.keySet(), "Look at its definition."));
        }
    }

    private void arguments(PartText part, Instance scope) {
        Instance inner = scope.parts.get(part.name());
        List<String> ports = inner == null ? List.of() : inner.sheet.ports;
        if (inner == null || part.arguments().size() > ports.size()) {
            throw part.place().source().invalid(part.place().start(), "the model " + part.model() + " takes "
                    + ports.size() + " names and is given " + part.arguments().size() + ".",
                    "Its definition begins with the list of names that can be given.");
        }
        for (int i = 0; i < part.arguments().size(); i++) {
            Token given = part.arguments().get(i);
            Span place = new Span(part.place().source(), given.start(), given.end());
            String port = part.name() + "." + ports.get(i);
            if (given.kind() == Token.Kind.NUMBER) {
                Entry value = new Entry(port, place);
                value.initial = place;
                say(value, scope);
            } else {
                join(new JoinText(port, given.text(), null, place), scope);
            }
        }
    }

    private void join(JoinText join, Instance scope) {
        Target a = target(scope.full(join.a()));
        Target b = target(scope.full(join.b()));
        if (a.path().equals(b.path())) {
            return;
        }
        boolean plain = a.factors().isEmpty() && join.factor() == null;
        boolean firstStays = plain && b.factors().isEmpty() && depth(a.path()) < depth(b.path());
        if (!a.factors().isEmpty() || !plain && node(a.path(), join).kind == Kind.REACTION) {
            throw join.place().source().refused(join.place().start(), join.a()
                    + " is joined with a factor although it is a reaction or stands for another name already.",
                    "Join the names themselves, and convert once.");
        }
        Node keeps = node(firstStays ? a.path() : b.path(), join);
        Node goes = node(firstStays ? b.path() : a.path(), join);
        Factor factor = join.factor() == null ? null : new Factor(scope, join.factor());
        links.put(goes.path, new Link(firstStays ? a.path() : scope.full(join.b()), factor));
        nodes.remove(goes.path);
        if (keeps.initial != null && goes.rule != null || keeps.rule != null && goes.initial != null) {
            library.remark(keeps.path + ": has a value and, joined with " + goes.path
                    + ", an assignment rule; the rule holds");
        }
        keeps.absorb(goes, scope, join.place(), firstStays);
    }

    private Node node(String path, JoinText join) {
        return nodes.computeIfAbsent(path, key -> new Node(key, join.place()));
    }

    private static long depth(String path) {
        return path.chars().filter(c -> c == '.').count();
    }

    private void delete(NameText name, Instance scope) {
        mustExist(name.name(), name.place(), scope);
        String path = scope.full(name.name());
        if (links.containsKey(path)) {
            throw name.place().source().refused(name.place().start(), "deleting " + name.name()
                    + ", which is joined with " + target(path).path() + ", is not supported.",
                    "Delete it, or join it, but not both.");
        }
        deleted.add(path);
    }

    /** Where a path leads. */
    Target target(String path) {
        List<Factor> factors = new ArrayList<>();
        String at = path;
        for (Link link = links.get(at); link != null; link = links.get(at)) {
            if (link.factor() != null) {
                factors.add(link.factor());
            }
            at = link.to();
        }
        return new Target(at, factors);
    }

    /** The name in the mechanism. SBML's own tools call parts of submodels so. */
    static String id(String path) {
        return path.replace(".", "__");
    }

    /** Two paths that would have one name. */
    void checkNames() {
        nodes.keySet().stream().collect(Collectors.groupingBy(Whole::id)).forEach((id, paths) -> {
            if (paths.size() > 1) {
                Node node = nodes.get(paths.getLast());
                Span place = node == null ? nodes.values().iterator().next().place : node.place;
                throw place.source().invalid(place.start(), String.join(" and ", paths) + " would both be called " + id
                        + ".", "Give one of them another name.");
            }
        });
    }
}
