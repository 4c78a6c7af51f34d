package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.sbml.xml.Element;

/**
 * What the names of an occurrence are in the flat model, and by which factors their values are converted. The rules are
 * those of the specification's table of conversion factors (section 3.8.2); the factors of nested submodels multiply.
 */
final class Symbols {
    private final Map<Instance, List<Element>> time = new IdentityHashMap<>();
    private final Map<Instance, List<Element>> extent = new IdentityHashMap<>();

    /** What a name becomes where no value is meant: in attributes, and as the function of an application. */
    String name(Instance instance, String id) {
        Element element = instance.definition.ids.get(id);
        return element == null ? instance.prefix + id : name(Meaning.of(instance, element), instance, id);
    }

    private static String name(Meaning meaning, Instance instance, String id) {
        String name = Names.of(meaning.part());
        return name == null ? instance.prefix + id : name;
    }

    /** The value of a name in the mathematics of the occurrence. */
    Element value(Instance instance, String id, Element at) {
        Element element = instance.definition.ids.get(id);
        return element == null ? MathTree.ci(instance.prefix + id, at) : value(instance, element, at);
    }

    /** The value of an element in the mathematics of its occurrence. */
    Element value(Instance instance, Element element, Element at) {
        Meaning meaning = Meaning.of(instance, element);
        Element symbol = MathTree.ci(name(meaning, instance, Names.shown(element)), at);
        return MathTree.scaled(symbol, above(meaning), below(meaning), at);
    }

    /** What the symbol of a meaning is multiplied with where it is read: a reaction is seen by its model's own clock. */
    List<Element> above(Meaning meaning) {
        return meaning.part().element().name().equals("reaction") ? time(meaning.view()) : List.of();
    }

    /** What the symbol of a meaning is divided by where it is read. */
    List<Element> below(Meaning meaning) {
        List<Element> below = new ArrayList<>(factors(meaning));
        if (meaning.part().element().name().equals("reaction")) {
            below.addAll(extent(meaning.view()));
        }
        return below;
    }

    /** What a value that is given to a name is multiplied with. */
    List<Element> factors(Instance instance, String id) {
        Element element = instance.definition.ids.get(id);
        return element == null ? List.of() : factors(Meaning.of(instance, element));
    }

    private List<Element> factors(Meaning meaning) {
        List<Element> factors = new ArrayList<>();
        for (Part factor : meaning.factors()) {
            factors.add(value(factor.instance(), factor.element(), factor.element()));
        }
        return factors;
    }

    /** The time conversion factors from the occurrence to the main model. */
    List<Element> time(Instance instance) {
        return chain(instance, "timeConversionFactor", time);
    }

    /** The extent conversion factors from the occurrence to the main model. */
    List<Element> extent(Instance instance) {
        return chain(instance, "extentConversionFactor", extent);
    }

    private List<Element> chain(Instance instance, String key, Map<Instance, List<Element>> known) {
        List<Element> found = known.get(instance);
        if (found == null) {
            found = new ArrayList<>();
            Instance parent = instance.parent;
            Element asked = instance.asked;
            if (parent != null && asked != null) {
                found.addAll(chain(parent, key, known));
                String id = Comp.attribute(asked, key);
                if (id != null) {
                    found.add(value(parent, parameter(parent, id, key, asked), asked));
                }
            }
            known.put(instance, found);
        }
        return found;
    }

    private static Element parameter(Instance parent, String id, String key, Element asked) {
        @Nullable
        Element parameter = parent.definition.ids.get(id);
        if (parameter == null || !parameter.name().equals("parameter")) {
            throw asked.invalid(Comp.label(asked) + " has the " + key + " " + id + ", which is no parameter of "
                    + parent.label() + ".", "Declare it there, constant.");
        }
        return parameter;
    }
}
