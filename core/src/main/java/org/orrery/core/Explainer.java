package org.orrery.core;

import java.util.List;

/** A model that can say which of its parts a number leans on, or which made it another one. */
public interface Explainer extends Model {
    /** The methods it knows, for people. */
    List<String> methods();

    /**
     * Attributes a number to parts. The claim's table has a row for each part, the weightiest first.
     *
     * @throws InvalidInput if the method, an address or the baseline is unknown
     * @throws Refusal if the number has no attribution
     */
    Answer explain(Attribution attribution, Lab lab);
}
