package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.sbml.xml.Element;

/** One occurrence of a model definition in the tree of submodels, with what became of its elements. */
final class Instance {
    final Sheet sheet;
    final Definition definition;
    final @Nullable Instance parent;
    /** The submodel element in the parent that asks for this occurrence. */
    final @Nullable Element asked;
    final int depth;
    /** The occurrences that this one brought about, in the order of the file. */
    final List<Instance> children = new ArrayList<>();
    /** What each submodel's id stands for; another occurrence once the submodel is replaced. */
    final Map<String, Instance> submodels = new LinkedHashMap<>();
    /** What is put before the ids of this occurrence to make them unique in the flat model. */
    String prefix = "";

    private final Map<Element, Fate> fates = new IdentityHashMap<>();
    private final Map<Element, Part> standsFor = new IdentityHashMap<>();

    Instance(Sheet sheet, Definition definition, @Nullable Instance parent, @Nullable Element asked) {
        this.sheet = sheet;
        this.definition = definition;
        this.parent = parent;
        this.asked = asked;
        this.depth = parent == null ? 0 : parent.depth + 1;
    }

    @Nullable
    Fate fate(Element element) {
        return fates.get(element);
    }

    void end(Element element, Fate fate) {
        fates.put(element, fate);
    }

    /** The element of a containing model whose name the element bears. */
    @Nullable
    Part standsFor(Element element) {
        return standsFor.get(element);
    }

    /** The outermost name wins where several elements yielded to the same one. */
    void standFor(Element element, Part other) {
        Part known = standsFor.get(element);
        if (known == null || other.instance().depth < known.instance().depth) {
            standsFor.put(element, other);
        }
    }

    /** Whether neither the element nor anything that it stands in was taken away. */
    boolean isAlive(Element element) {
        return end(element) == null;
    }

    /** What took the element away, or something that it stands in; null while it is there. */
    @Nullable
    Fate end(Element element) {
        for (Element at = element; at != null; at = definition.parent(at)) {
            Fate fate = fates.get(at);
            if (fate != null) {
                return fate;
            }
        }
        return parent == null || asked == null ? null : parent.end(asked);
    }

    /** The way to a name from the main model: {@code A.B.name}. */
    String path(String name) {
        String id = asked == null ? null : Comp.attribute(asked, "id");
        return parent == null || id == null ? name : parent.path(id + "." + name);
    }

    /** What the occurrence is called in messages. */
    String label() {
        String id = asked == null ? null : Comp.attribute(asked, "id");
        return parent == null || id == null ? definition.label() : "submodel " + parent.path(id);
    }
}
