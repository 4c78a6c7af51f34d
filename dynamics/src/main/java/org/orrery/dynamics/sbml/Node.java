package org.orrery.dynamics.sbml;

/** A piece of an element's content. */
sealed interface Node permits Node.Text, Element {
    /** Characters between tags. */
    record Text(String characters) implements Node {}
}
