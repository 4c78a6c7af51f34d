package org.orrery.dynamics.lower;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.equation.Expr;
import org.orrery.equation.Substitution;
import org.orrery.equation.Symbols;

/**
 * A system where nothing moves: whatever is looked back at, however far, is as it is now. Its rest points are those of the
 * system with delays.
 */
public final class Stillness {
    private final Lowered lowered;
    private final Map<String, Expr> now = new HashMap<>();

    private Stillness(Lowered lowered) {
        this.lowered = lowered;
        lowered.delays().forEach(this::value);
    }

    /** The system itself where it has no delays. */
    public static Lowered of(Lowered lowered) {
        return lowered.delays().isEmpty() ? lowered : new Stillness(lowered).still();
    }

    /** Expressions that read delayed values, where nothing moves. */
    public static List<Expr> of(Lowered lowered, List<Expr> expressions) {
        return new Substitution(new Stillness(lowered).now).apply(expressions);
    }

    /** Delayed values may read each other, in no circle. */
    private Expr value(Lowered.Delay delay) {
        Expr known = now.get(delay.name());
        if (known == null) {
            Map<String, Expr> inner = new HashMap<>();
            for (Lowered.Delay other : lowered.delays()) {
                if (Symbols.of(delay.value()).names().contains(other.name())) {
                    inner.put(other.name(), value(other));
                }
            }
            known = new Substitution(inner).apply(delay.value());
            now.put(delay.name(), known);
        }
        return known;
    }

    private Lowered still() {
        Substitution here = new Substitution(now);
        return new Lowered(lowered.layout(), here.apply(lowered.derivatives()), lowered.algebra(), lowered.declared(),
                lowered.declaredValues(), lowered.startStates(), lowered.startParameters(),
                lowered.events().stream().map(event -> still(event, here)).toList(),
                lowered.moved().stream()
                        .map(gear -> new Lowered.Moved(gear.gate(), gear.state(), here.apply(gear.volume()),
                                gear.total()))
                        .toList(),
                symbol -> here.apply(lowered.definitions().read(symbol)), List.of());
    }

    /** Only the trigger matters where nothing happens. */
    private static Lowered.Event still(Lowered.Event event, Substitution here) {
        return new Lowered.Event(event.id(), here.apply(event.trigger()), event.initialValue(), event.persistent(),
                null, null, event.valuesFromTriggerTime(), List.of());
    }

    /** The same system with derivatives beside its states. */
    public static Variational of(Variational variational) {
        return new Variational(of(variational.plain()), of(variational.lowered()), variational.by(),
                variational.moving());
    }
}
