package org.orrery.causal.scm.fit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Noise;
import org.orrery.equation.Expr;

/** What is known of a mechanism before data are looked at. */
public sealed interface Form {
    /** All of it. */
    record Given(Mechanism mechanism) implements Form {}

    /**
     * A formula, with numbers in it that are to be fitted, or noise that is to be taken from what is left over.
     *
     * @param causes symbols of the formula that are variables
     * @param starts where the search for each unknown number begins, by symbol; empty where none is unknown
     * @param noise as given; null where it is what the rows leave over
     */
    record Equation(Expr formula, List<String> causes, Map<String, Double> starts,
            @Nullable Noise noise) implements Form {
        public Equation {
            causes = List.copyOf(causes);
            starts = Collections.unmodifiableMap(new LinkedHashMap<>(starts));
        }
    }
}
