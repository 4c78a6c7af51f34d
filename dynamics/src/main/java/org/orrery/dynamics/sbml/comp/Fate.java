package org.orrery.dynamics.sbml.comp;

import java.util.List;
import org.orrery.dynamics.sbml.xml.Element;

/** What became of an element that is no longer there. */
sealed interface Fate {
    /** The construct that took it away. */
    Element by();

    /** It is gone, and what names it names nothing. */
    record Deleted(Element by) implements Fate {}

    /**
     * An element of a containing model stands in its place.
     *
     * @param other the element that stands there
     * @param factor what the replaced element's value is multiplied with to give the other's: one parameter's symbol, or none
     */
    record Replaced(Element by, Part other, List<Element> factor) implements Fate {}

    /** An element of a submodel stands in its place, and is called by its name. */
    record Yielded(Element by, Part other) implements Fate {}
}
