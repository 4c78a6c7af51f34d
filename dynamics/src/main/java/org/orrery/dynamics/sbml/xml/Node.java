package org.orrery.dynamics.sbml.xml;

/** A piece of an element's content. */
public sealed interface Node permits Node.Text, Element {
    /** Characters between tags. */
    record Text(String characters) implements Node {}
}
