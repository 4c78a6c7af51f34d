package org.orrery.dynamics.sbml.comp;

import org.orrery.dynamics.sbml.xml.Element;

/**
 * An element of one occurrence of a model.
 *
 * @param instance the occurrence
 * @param element of its definition
 */
record Part(Instance instance, Element element) {
    /** Whether it is the same element of the same occurrence. */
    boolean is(Part other) {
        return instance == other.instance && element == other.element;
    }

    /** {@code parameter A.B.k}, for messages. */
    String label() {
        String id = Comp.attribute(element, "id");
        String metaid = element.attribute("metaid");
        String name = id != null ? id : metaid;
        return element.name() + (name == null ? "" : " " + instance.path(name));
    }
}
