package org.orrery.core;

import java.util.List;

/** Writes models in one format. New formats join by listing a writer as a {@link java.util.ServiceLoader} service. */
public interface ModelWriter {
    /** The format, for people: "SBML", "Antimony". */
    String format();

    /** The endings of files in this format, with the point: ".xml". The first one is the usual. */
    List<String> endings();

    /** Whether such a model can be written in this format, from its kind alone. */
    boolean takes(Model model);

    /**
     * Writes the whole model. A reader of the format reads the same model from it.
     *
     * @throws Refusal if the format cannot say what the model means, by name
     */
    Written write(Model model);

    /**
     * A model as text.
     *
     * @param losses what the text does not say although the model did, one line each; none of it changes a run
     */
    record Written(String text, List<String> losses) {
        public Written {
            losses = List.copyOf(losses);
        }
    }
}
