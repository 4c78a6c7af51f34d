package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.equation.Expr;
import org.orrery.equation.Layout;

/**
 * A mechanism as an initial value problem with events, in base symbols.
 *
 * @param layout the states and the parameters
 * @param derivatives of the states, in order
 * @param declared names of the values that a world brings: what the file declares, or the asker sets
 * @param declaredValues their values in the file; NaN where it gives none
 * @param algebra the states whose "derivative" is a residual
 * @param startStates each state at the start, over the declared values
 * @param startParameters each parameter at the start, over the declared values
 * @param events in the order of the file
 * @param moved the symbols that interventions may move
 * @param definitions turns any symbol of the mechanism into base symbols
 * @param delays values of the past that the expressions read, by names of their own beside the states
 */
public record Lowered(Layout layout, List<Expr> derivatives, Algebra algebra, List<String> declared,
        double[] declaredValues, List<Expr> startStates, List<Expr> startParameters, List<Event> events,
        List<Moved> moved, Reader definitions, List<Delay> delays) {
    public Lowered {
        derivatives = List.copyOf(derivatives);
        declared = List.copyOf(declared);
        startStates = List.copyOf(startStates);
        startParameters = List.copyOf(startParameters);
        events = List.copyOf(events);
        moved = List.copyOf(moved);
        delays = List.copyOf(delays);
    }

    /** Where expressions find their symbols: the delayed values stand behind the states. */
    public Layout wide() {
        if (delays.isEmpty()) {
            return layout;
        }
        List<String> names = new ArrayList<>(layout.states());
        delays.forEach(delay -> names.add(delay.name()));
        return new Layout(names, layout.parameters());
    }

    /** Reads the mechanism's symbols, {@code S.amount} and {@code S.concentration} included. */
    @FunctionalInterface
    public interface Reader {
        /** @throws org.orrery.core.InvalidInput if the mechanism has no such symbol, with the nearest names */
        Expr read(String symbol);
    }

    /**
     * {@code name = value}, as it was {@code duration} ago. Both may read delayed values in turn.
     *
     * @param text the call, for messages
     * @param rate its derivative by time while the states stand still, null where it is not known
     */
    public record Delay(String name, String text, Expr value, Expr duration, @Nullable Expr rate) {}

    /** An event in base symbols; see {@link org.orrery.dynamics.mechanism.Mechanism.Event}. */
    public record Event(String id, Expr trigger, boolean initialValue, boolean persistent, @Nullable Expr delay,
            @Nullable Expr priority, boolean valuesFromTriggerTime, List<Assignment> assignments) {
        public Event {
            assignments = List.copyOf(assignments);
        }
    }

    /**
     * {@code base = value * volume}.
     *
     * @param target the base symbol
     * @param symbol the mechanism's symbol
     * @param volume turns a concentration into an amount, null where none is needed
     */
    public record Assignment(String target, String symbol, Expr value, @Nullable Expr volume) {}

    /**
     * A symbol with a gate.
     *
     * @param state the base symbol where the symbol is a state, null where it is a parameter or follows from others
     * @param volume turns the symbol's value into the state's
     * @param total whether the symbol is a conserved total, of which the state absorbs what changes
     */
    public record Moved(Gate gate, @Nullable String state, Expr volume, boolean total) {}
}
