package org.orrery.causal.scm.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.fit.Form;

/**
 * A model as it was written.
 *
 * @param causes of each variable, in the author's order
 * @param forms what is written of its mechanism; nothing where data are to tell all of it
 */
record Written(Map<String, List<String>> causes, Map<String, Form> forms) {
    Written {
        causes = Collections.unmodifiableMap(new LinkedHashMap<>(causes));
        forms = Map.copyOf(forms);
    }

    static Written of(Scm scm) {
        Map<String, List<String>> causes = new LinkedHashMap<>();
        Map<String, Form> forms = new LinkedHashMap<>();
        for (int node = 0; node < scm.size(); node++) {
            causes.put(scm.name(node), scm.mechanism(node).parents());
            forms.put(scm.name(node), new Form.Given(scm.mechanism(node)));
        }
        return new Written(causes, forms);
    }

    /** Whether all is given, so that the model can be asked without data. */
    boolean isWhole() {
        return unknown().isEmpty();
    }

    /** Variables of which data have to tell something. */
    List<String> unknown() {
        return causes.keySet().stream().filter(name -> !(forms.get(name) instanceof Form.Given)).toList();
    }

    /** The model, where all is given. */
    Scm scm() {
        Map<String, Mechanism> mechanisms = new LinkedHashMap<>();
        causes.keySet().forEach(name -> mechanisms.put(name, given(name)));
        return Scm.of(mechanisms);
    }

    private Mechanism given(String name) {
        if (forms.get(name) instanceof Form.Given(Mechanism mechanism)) {
            return mechanism;
        }
        throw new IllegalStateException(name + " is not given");
    }

    MixedGraph graph() {
        List<String> names = List.copyOf(causes.keySet());
        List<Edge> edges = new ArrayList<>();
        causes.forEach((name, of) -> of.forEach(cause -> edges.add(Edge.directed(names.indexOf(cause),
                names.indexOf(name)))));
        return MixedGraph.of(names, edges);
    }
}
