package org.orrery.causal.estimate;

import java.util.Map;
import org.orrery.core.Value;

/**
 * A question about an effect that a graph has licensed.
 *
 * @param seen values of columns that keep some of the population, which the treatment does not change; may be empty
 */
public record EffectQuestion(Target target, Contrast contrast, Ground ground, Map<String, Value> seen) {
    public EffectQuestion {
        seen = Map.copyOf(seen);
    }

    public EffectQuestion(Target target, Contrast contrast, Ground ground) {
        this(target, contrast, ground, Map.of());
    }
}
