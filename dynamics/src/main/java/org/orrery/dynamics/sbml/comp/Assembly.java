package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.dynamics.mechanism.Suggestion;
import org.orrery.dynamics.sbml.xml.Element;

/**
 * Carries out what the models say about each other. Constructs of the package itself go first and from the outside, because
 * a model may delete a deletion or a replacement of its submodel; all the rest is done from the innermost submodel outwards
 * (the flattening of the specification's appendix), deletions before replacements.
 */
final class Assembly {
    private final Map<Instance, List<Loss>> losses = new HashMap<>();
    private final List<String> remarks;

    /** A deletion that waits until the submodel is whole. */
    private record Loss(Part part, Element deletion) {}

    private Assembly(List<String> remarks) {
        this.remarks = remarks;
    }

    static void of(Instance root, List<String> remarks) {
        Assembly assembly = new Assembly(remarks);
        assembly.constructs(root);
        assembly.parts(root);
    }

    private void constructs(Instance instance) {
        for (Instance child : List.copyOf(instance.children)) {
            Element asked = child.asked;
            if (asked != null && instance.isAlive(asked)) {
                Comp.listOf(asked, "listOfDeletions").forEach(deletion -> delete(instance, child, deletion));
            }
        }
        for (Element holder : instance.definition.holders) {
            if (Comp.is(holder, "submodel") && instance.isAlive(holder)) {
                new Replacement(instance, holder, this::unread).submodels();
            }
        }
        for (Instance child : instance.children) {
            if (child.asked != null && instance.isAlive(child.asked)) {
                constructs(child);
            }
        }
    }

    private void delete(Instance instance, Instance child, Element deletion) {
        if (!instance.isAlive(deletion)) {
            return;
        }
        Part part = References.follow(child, deletion);
        if (part == null) {
            unread(deletion);
        } else if (Comp.isComp(part.element())) {
            part.instance().end(part.element(), new Fate.Deleted(deletion));
        } else {
            losses.computeIfAbsent(instance, _ -> new ArrayList<>()).add(new Loss(part, deletion));
        }
    }

    private void parts(Instance instance) {
        for (Instance child : instance.children) {
            if (child.asked != null && instance.isAlive(child.asked)) {
                parts(child);
            }
        }
        losses.getOrDefault(instance, List.of()).forEach(Assembly::lose);
        for (Element holder : instance.definition.holders) {
            if (!Comp.isComp(holder) && instance.isAlive(holder)) {
                new Replacement(instance, holder, this::unread).elements();
            }
        }
    }

    private static void lose(Loss loss) {
        Part part = loss.part();
        switch (part.instance().end(part.element())) {
            case null -> part.instance().end(part.element(), new Fate.Deleted(loss.deletion()));
            // Deleting twice, or a part of what is deleted, is no error (section 3.5.3).
            case Fate.Deleted deleted -> {
            }
            case Fate.Replaced replaced -> throw taken(loss, replaced.by());
            case Fate.Yielded yielded -> throw taken(loss, yielded.by());
        }
    }

    private static InvalidInput taken(Loss loss, Element by) {
        return loss.deletion().invalid(Comp.label(loss.deletion()) + " deletes " + loss.part().label()
                + ", which is already replaced (line " + by.line() + ").",
                "Delete the replacement, or take one of them out.");
    }

    /** What may be in a package that is not read counts as not there (sections 3.5.3 and 3.6.2). */
    private void unread(Element construct) {
        remarks.add(Comp.label(construct) + " (line " + construct.line()
                + ") refers to nothing that is read here; passed over");
    }

    /** The deletion that a replacedElement is a note about (section 3.6.2) must be there. */
    static void requireDeletion(Instance submodel, Element replaced, String id) {
        List<String> ids = new ArrayList<>();
        if (submodel.asked != null) {
            for (Element deletion : Comp.listOf(submodel.asked, "listOfDeletions")) {
                @Nullable
                String own = Comp.attribute(deletion, "id");
                if (own != null) {
                    ids.add(own);
                }
            }
        }
        if (!ids.contains(id)) {
            throw replaced.invalid(Comp.label(replaced) + " names the deletion " + id + ", which " + submodel.label()
                    + " does not have.", Suggestion.of(id, ids, "Give the deletion this id."));
        }
    }
}
