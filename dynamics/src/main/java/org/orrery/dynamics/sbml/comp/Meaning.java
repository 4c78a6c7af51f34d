package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.List;
import org.orrery.dynamics.sbml.xml.Element;

/**
 * What an element of an occurrence means in the flat model, after all replacements.
 *
 * @param part the element that is left in its place
 * @param factors what its value is multiplied with to give the value of {@code part}: parameters, with their occurrences
 * @param view the occurrence whose units {@code part} is seen in before the factors
 */
record Meaning(Part part, List<Part> factors, Instance view) {

    static Meaning of(Instance instance, Element element) {
        List<Part> factors = new ArrayList<>();
        Part at = new Part(instance, element);
        Instance view = instance;
        while (true) {
            switch (at.instance().fate(at.element())) {
                case Fate.Replaced replaced -> {
                    at = replaced.other();
                    view = at.instance();
                    for (Element factor : replaced.factor()) {
                        factors.add(new Part(view, factor));
                    }
                }
                case Fate.Yielded yielded -> at = yielded.other();
                case Fate.Deleted deleted -> {
                    return new Meaning(at, factors, view);
                }
                case null -> {
                    return new Meaning(at, factors, view);
                }
            }
        }
    }
}
