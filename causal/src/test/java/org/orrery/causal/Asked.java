package org.orrery.causal;

import java.util.List;
import java.util.Map;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.Lab;
import org.orrery.core.Model;
import org.orrery.core.Question;

/** Asks in tests. */
final class Asked {
    private Asked() {}

    static Model graph(String text) {
        return CausalModel.of(new Model.Source("g.dag", "0".repeat(64)), GraphText.arrows(text, "g.dag"));
    }

    static Claim of(Model model, String question) {
        return new Experiment(model, Question.parse(question), Map.of(), Ensemble.NONE, Map.of(), List.of(), List.of(),
                1, "test").ask(Lab.SINGLE).claim();
    }
}
