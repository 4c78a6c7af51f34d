package org.orrery.core;

import java.util.List;

/** A model that can say which of its parts a number leans on. */
public interface Explainer extends Model {
    /** The methods it knows, for people. */
    List<String> methods();

    /**
     * Attributes a number to parts. The claim is of rung see about the model; its table has a row for each part, the
     * weightiest first.
     *
     * @throws InvalidInput if the method, an address or the baseline is unknown
     * @throws Refusal if the number has no attribution
     */
    Answer explain(Attribution attribution);
}
