package org.orrery.causal.estimate;

import java.util.Map;
import org.orrery.core.Value;

/**
 * A question about an effect that a graph has licensed.
 *
 * @param seen values of columns that keep some of the population, which the treatment does not change; may be empty
 * @param population of whom it is asked, among these
 */
public record EffectQuestion(Target target, Contrast contrast, Ground ground, Map<String, Value> seen,
        Population population) {
    public EffectQuestion {
        seen = Map.copyOf(seen);
    }

    public EffectQuestion(Target target, Contrast contrast, Ground ground) {
        this(target, contrast, ground, Map.of(), Population.EVERYBODY);
    }

    /** The same of those who had a value of the treatment by themselves. */
    public EffectQuestion among(Value value) {
        return new EffectQuestion(target, contrast, ground, seen, new Population.Having(value));
    }
}
