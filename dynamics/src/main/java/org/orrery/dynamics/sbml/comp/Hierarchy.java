package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.orrery.dynamics.sbml.xml.Element;

/** Makes the tree of occurrences: every submodel of every model that the main model asks for. */
final class Hierarchy {
    private static final int DEEPEST = 64;
    private static final int MOST_SUBMODELS = 20_000;
    /** Elements of all occurrences together; doubling at each level of depth reaches any number with a small file. */
    private static final long MOST_ELEMENTS = 5_000_000;

    private final Library library;
    private final List<Definition> open = new ArrayList<>();
    private final Set<Definition> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int submodels;
    private long elements;

    private Hierarchy(Library library) {
        this.library = library;
    }

    static Instance of(Library library) {
        Library.Found main = library.mainModel();
        Instance root = new Instance(library.main, main.definition(), null, null);
        new Hierarchy(library).fill(root);
        return root;
    }

    private void fill(Instance instance) {
        open.add(instance.definition);
        elements += instance.definition.size();
        for (Element submodel : instance.definition.submodels.values()) {
            String id = Comp.required(submodel, "id");
            Library.Found found = library.find(instance.sheet, submodel);
            if (open.contains(found.definition())) {
                throw submodel.invalid("submodel " + id + " makes " + instance.definition.label() + " contain itself: "
                        + chain(found.definition()) + ".", "Take one of these submodels out.");
            }
            submodels++;
            limit(submodel, id);
            Instance child = new Instance(found.sheet(), found.definition(), instance, submodel);
            instance.children.add(child);
            instance.submodels.put(id, child);
            fill(child);
        }
        if (seen.add(instance.definition)) {
            ports(instance);
        }
        open.removeLast();
    }

    private void limit(Element submodel, String id) {
        if (open.size() > DEEPEST) {
            throw submodel.invalid("submodel " + id + " is nested deeper than " + DEEPEST + " models.",
                    "No model needs that; maybe the file is broken.");
        }
        if (submodels > MOST_SUBMODELS || elements > MOST_ELEMENTS) {
            throw submodel.invalid("the model has more than "
                    + (submodels > MOST_SUBMODELS ? MOST_SUBMODELS + " submodels" : MOST_ELEMENTS + " elements")
                    + " at submodel " + id + ".", "Models that contain many of each other grow like a power.");
        }
    }

    private String chain(Definition again) {
        List<String> names = new ArrayList<>();
        for (Definition each : open.subList(open.indexOf(again), open.size())) {
            names.add(each.label());
        }
        names.add(again.label());
        return String.join(", ", names);
    }

    /** A port must lead to something, also where nothing uses it; unless it may lead into what is not read. */
    private static void ports(Instance instance) {
        for (Element port : instance.definition.ports.values()) {
            References.port(instance, port);
        }
    }
}
