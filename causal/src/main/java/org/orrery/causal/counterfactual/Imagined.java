package org.orrery.causal.counterfactual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.causal.graph.NodeSet;

/**
 * {@code P(events | given)}, events of different worlds allowed. The factories ask the named quantities, in which value 0 of a
 * node is the one asked about and value 1 another.
 *
 * @param events at least one, all of them to happen
 * @param given what happened
 * @param over nodes of which the query names one value only, which stands for each of them in turn: the answers are added up
 */
public record Imagined(List<Event> events, List<Event> given, NodeSet over) {
    public Imagined {
        events = List.copyOf(events);
        given = List.copyOf(given);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a query needs an event");
        }
        for (Event event : events) {
            event.under().forEach((node, value) -> bound(over, node, value == 0));
            bound(over, event.node(), event.value() == 0);
        }
        for (Event event : given) {
            event.under().keySet().forEach(node -> bound(over, node, false));
            bound(over, event.node(), false);
        }
    }

    private static void bound(NodeSet over, int node, boolean allowed) {
        if (over.contains(node) && !allowed) {
            throw new IllegalArgumentException("a node that is summed over has value 0 alone and is not given");
        }
    }

    public Imagined(List<Event> events, List<Event> given) {
        this(events, given, NodeSet.EMPTY);
    }

    /** {@code P(y_x | x')}: what x would have done to those who had x'. */
    public static Imagined amongThoseWithout(int outcome, int treatment) {
        return new Imagined(List.of(new Event(outcome, Map.of(treatment, 0), 0)), List.of(Event.seen(treatment, 1)));
    }

    /**
     * {@code P(y_{x, m(x')})}: the outcome under x while mediators stay as they are under x'. Less {@code P(y_{x'})} it is the
     * natural direct effect; taken from {@code P(y_x)} it leaves the natural indirect one. Source: Pearl, UAI 2001; taken apart
     * by the mediators' values as in Correa, Lee and Bareinboim, NeurIPS 2021, theorem 1.
     */
    public static Imagined acrossMediators(int outcome, int treatment, NodeSet mediators) {
        Map<Integer, Integer> held = new HashMap<>(Map.of(treatment, 0));
        List<Event> events = new ArrayList<>();
        for (int m = mediators.next(0); m >= 0; m = mediators.next(m + 1)) {
            held.put(m, 0);
            events.add(new Event(m, Map.of(treatment, 1), 0));
        }
        events.add(new Event(outcome, held, 0));
        return new Imagined(events, List.of(), mediators);
    }

    /** {@code P(y'_{x'} | x, y)}: probability of necessity. */
    public static Imagined necessity(int outcome, int treatment) {
        return new Imagined(List.of(new Event(outcome, Map.of(treatment, 1), 1)),
                List.of(Event.seen(treatment, 0), Event.seen(outcome, 0)));
    }

    /** {@code P(y_x | x', y')}: probability of sufficiency. */
    public static Imagined sufficiency(int outcome, int treatment) {
        return new Imagined(List.of(new Event(outcome, Map.of(treatment, 0), 0)),
                List.of(Event.seen(treatment, 1), Event.seen(outcome, 1)));
    }

    /** {@code P(y_x, y'_{x'})}: probability of necessity and sufficiency. */
    public static Imagined necessityAndSufficiency(int outcome, int treatment) {
        return new Imagined(List.of(new Event(outcome, Map.of(treatment, 0), 0),
                new Event(outcome, Map.of(treatment, 1), 1)), List.of());
    }
}
