package org.orrery.dynamics.sbml.comp;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.dynamics.mechanism.Suggestion;
import org.orrery.dynamics.sbml.xml.Element;

/** The replacements that one element holds: what it replaces, and by what it is replaced (section 3.6). */
final class Replacement {
    private final Instance instance;
    private final Element holder;
    private final Consumer<Element> unread;

    Replacement(Instance instance, Element holder, Consumer<Element> unread) {
        this.instance = instance;
        this.holder = holder;
        this.unread = unread;
    }

    /** Carries out those of an element of a model. */
    void elements() {
        for (Element replaced : Comp.listOf(holder, "listOfReplacedElements")) {
            if (instance.isAlive(replaced)) {
                replace(replaced);
            }
        }
        Element by = replacedBy();
        if (by != null) {
            Part part = required(by);
            requireKind(by, part.element(), holder, part.label() + " cannot stand for " + self());
            requireName(by, part.element(), holder);
            instance.end(holder, new Fate.Yielded(by, part));
            part.instance().standFor(part.element(), new Part(instance, holder));
        }
    }

    /** Those of a submodel: the other occurrence is taken where the replaced one was asked for. */
    void submodels() {
        for (Element replaced : Comp.listOf(holder, "listOfReplacedElements")) {
            if (instance.isAlive(replaced)) {
                Part part = target(replaced);
                if (part != null) {
                    requireKind(replaced, holder, part.element(), self() + " cannot replace " + part.label());
                    String id = Comp.required(part.element(), "id");
                    part.instance().end(part.element(),
                            new Fate.Replaced(replaced, new Part(instance, holder), List.of()));
                    part.instance().submodels.put(id, own());
                }
            }
        }
        Element by = replacedBy();
        if (by != null) {
            Part part = required(by);
            requireKind(by, part.element(), holder, part.label() + " cannot stand for " + self());
            Instance other = part.instance().submodels.get(Comp.required(part.element(), "id"));
            if (other != null) {
                instance.end(holder, new Fate.Yielded(by, part));
                instance.submodels.put(Comp.required(holder, "id"), other);
            }
        }
    }

    private Instance own() {
        Instance own = instance.submodels.get(Comp.required(holder, "id"));
        if (own == null) {
            throw new IllegalStateException("a submodel without an occurrence: " + holder);
        }
        return own;
    }

    private @Nullable Element replacedBy() {
        return holder.all().stream().filter(child -> Comp.is(child, "replacedBy") && instance.isAlive(child))
                .findFirst()
                .orElse(null);
    }

    private void replace(Element replaced) {
        String deletion = Comp.attribute(replaced, "deletion");
        String factor = Comp.attribute(replaced, "conversionFactor");
        if (deletion != null) {
            if (factor != null) {
                throw replaced.invalid(Comp.label(replaced) + " has both a deletion and a conversion factor.",
                        "What is deleted has no value to convert; take one of them out.");
            }
            Assembly.requireDeletion(References.submodelRef(instance, replaced), replaced, deletion);
            return;
        }
        Part direct = target(replaced);
        if (direct == null) {
            return;
        }
        Part part = standIn(direct);
        requireFree(replaced, part, direct);
        requireKind(replaced, holder, part.element(), self() + " cannot replace " + part.label());
        requireName(replaced, holder, part.element());
        part.instance().end(part.element(), new Fate.Replaced(replaced, new Part(instance, holder),
                factor == null ? List.of() : List.of(factor(replaced, factor, part))));
    }

    /** An element that yielded to another is represented by it, so that who replaces the one replaces the other too. */
    private static Part standIn(Part part) {
        Part at = part;
        while (at.instance().fate(at.element()) instanceof Fate.Yielded yielded) {
            at = yielded.other();
        }
        return at;
    }

    private void requireFree(Element construct, Part part, Part direct) {
        switch (part.instance().end(part.element())) {
            case null -> {
                Part other = part.instance().standsFor(part.element());
                if (part.is(direct) && other != null) {
                    throw construct.invalid(self() + " replaces " + part.label() + ", which already stands for "
                            + other.label() + ".", "Replace " + other.label() + " instead.");
                }
            }
            case Fate.Deleted deleted -> throw gone(construct, part, "deleted", deleted);
            case Fate.Replaced replaced -> throw gone(construct, part, "replaced", replaced);
            case Fate.Yielded yielded -> throw gone(construct, part, "replaced", yielded);
        }
    }

    private InvalidInput gone(Element construct, Part part, String how, Fate fate) {
        return construct.invalid(self() + " refers to " + part.label() + ", which is already " + how + " (line "
                + fate.by().line() + ").", "An element can be replaced or deleted once.");
    }

    private @Nullable Part target(Element construct) {
        Part part = References.follow(References.submodelRef(instance, construct), construct);
        if (part == null) {
            unread.accept(construct);
        }
        return part;
    }

    private Part required(Element by) {
        Part direct = References.follow(References.submodelRef(instance, by), by);
        if (direct == null) {
            throw by.invalid("<replacedBy> of " + self() + " refers to nothing that is read here.",
                    "An element of the core can be replaced by an element of the core only.");
        }
        Part part = standIn(direct);
        if (part.instance().end(part.element()) instanceof Fate fate) {
            throw gone(by, part, fate instanceof Fate.Deleted ? "deleted" : "replaced", fate);
        }
        return part;
    }

    private Element factor(Element replaced, String id, Part part) {
        Element parameter = instance.definition.ids.get(id);
        if (parameter == null || !parameter.name().equals("parameter")) {
            throw replaced.invalid(
                    Comp.label(replaced) + " has the conversion factor " + id + ", which is no parameter of "
                            + instance.label() + ".",
                    Suggestion.of(id, instance.definition.ids.keySet(), "Declare it."));
        }
        if (!Kinds.hasValue(part.element()) && !part.element().name().equals("localParameter")) {
            throw replaced.invalid(Comp.label(replaced) + " has a conversion factor, but " + part.label()
                    + " has no value to convert.", "Take it out.");
        }
        return parameter;
    }

    private void requireKind(Element construct, Element replacement, Element replaced, String problem) {
        if (!Kinds.mayReplace(replacement, replaced)) {
            throw construct.invalid(problem + ": the kinds differ.",
                    "A parameter can be replaced by anything with a value, everything else by its own kind only.");
        }
    }

    /** Whatever named the one must be able to name the other (section 3.6.5). */
    private static void requireName(Element construct, Element replacement, Element replaced) {
        if (Comp.attribute(replaced, "id") != null && Comp.attribute(replacement, "id") == null) {
            throw construct.invalid(
                    "<" + replacement.name() + "> stands for " + Comp.label(replaced) + " and has no id.",
                    "Give it one, so that what names the one can name the other.");
        }
    }

    private String self() {
        return new Part(instance, holder).label();
    }
}
