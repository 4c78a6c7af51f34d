package org.orrery.causal.text;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.core.InvalidInput;

/**
 * Unfolds a process that is drawn once, {@code x(t-1) -> y(t)}, into nodes for its moments, {@code x.1 -> y.2}. Nodes without a time are
 * the same at all moments.
 *
 * <p>What lies before the first moment is not observed and yet joins what comes after it. It is unfolded, too, as latent nodes, far enough for
 * each common cause: a chain goes through each variable once, and where its two ends must meet at one moment, loops of two lags make up for any
 * difference within the square of the longest.
 */
final class Moments {
    private static final Pattern MOMENT = Pattern.compile("(.+)\\(t(?:-(\\d+))?\\)", Pattern.DOTALL);
    private static final int MOST_NODES = 20_000;
    private static final int MOST_DIGITS = 4;

    /** A variable, and how many moments before the present. */
    record Moment(String variable, int lag) {
        static @Nullable Moment of(String name) {
            Matcher matcher = MOMENT.matcher(name);
            if (!matcher.matches()) {
                return null;
            }
            String lag = matcher.group(2) == null ? "0" : matcher.group(2);
            if (lag.length() > MOST_DIGITS) {
                throw new InvalidInput("The lag of '" + name + "' is too long.", "Maybe fewer moments will do: x(t-1)");
            }
            return new Moment(matcher.group(1), Integer.parseInt(lag));
        }
    }

    private final String[] names;
    private final Set<String> variables = new LinkedHashSet<>();
    private final int last;
    private final int first;

    /** @param attributes of the whole graph: {@code times}, how many moments; {@code past=no}, where the first has none before it */
    Moments(Set<String> names, Map<String, String> attributes) {
        this.names = names.toArray(String[]::new);
        int longest = 0;
        for (String name : this.names) {
            if (Moment.of(name) instanceof Moment(String variable, int lag)) {
                variables.add(variable);
                longest = Math.max(longest, lag);
            }
        }
        this.last = times(attributes.get("times"));
        this.first = "no".equals(attributes.get("past")) ? 1 : 1 - longest * (variables.size() + longest);
        if ((long) (last - first + 1) * variables.size() > MOST_NODES) {
            throw new InvalidInput("Unfolded, this graph has more than " + MOST_NODES + " nodes.",
                    "Maybe fewer moments will do: times=3");
        }
    }

    private static int times(@Nullable String text) {
        if (text == null || !text.matches("[1-9]\\d{0,4}")) {
            throw new InvalidInput(text == null
                    ? "The graph speaks of moments, x(t), and not of how many."
                    : "times=" + text + " is no number of moments.", "Maybe write: times=3");
        }
        return Integer.parseInt(text);
    }

    static boolean isSpokenOf(Set<String> names) {
        return names.stream().anyMatch(name -> Moment.of(name) != null);
    }

    /** Nodes in the order of time, those of the past last and latent, then the edges. */
    void unfold(Set<Edge> edges, Draft to) {
        for (String name : names) {
            if (Moment.of(name) == null) {
                to.node(name);
            }
        }
        for (int moment = 1; moment <= last; moment++) {
            for (String variable : variables) {
                to.node(at(variable, moment));
            }
        }
        for (int moment = first; moment < 1; moment++) {
            for (String variable : variables) {
                to.node(at(variable, moment));
                to.latent(at(variable, moment));
            }
        }
        edges.forEach(edge -> unfold(edge, to));
    }

    private void unfold(Edge edge, Draft to) {
        Moment from = Moment.of(names[edge.from()]);
        Moment into = Moment.of(names[edge.to()]);
        if (from == null && into == null) {
            to.edge(names[edge.from()], edge.atFrom(), edge.atTo(), names[edge.to()]);
            return;
        }
        int lagFrom = from == null ? 0 : from.lag();
        int lagInto = into == null ? 0 : into.lag();
        if (from != null && into != null
                && (edge.atTo() == Mark.ARROW && edge.atFrom() == Mark.TAIL && lagFrom < lagInto
                        || edge.atFrom() == Mark.ARROW && edge.atTo() == Mark.TAIL && lagInto < lagFrom)) {
            throw new InvalidInput("The arrow between " + names[edge.from()] + " and " + names[edge.to()]
                    + " points into the past.", "Maybe it is drawn the wrong way round.");
        }
        int present = from == null ? lagInto : into == null ? lagFrom : Math.min(lagFrom, lagInto);
        for (int moment = first; moment <= last; moment++) {
            int then = moment - (from == null ? 0 : lagFrom - present);
            int now = moment - (into == null ? 0 : lagInto - present);
            if (then >= first && now >= first) {
                to.edge(from == null ? names[edge.from()] : at(from.variable(), then), edge.atFrom(), edge.atTo(),
                        into == null ? names[edge.to()] : at(into.variable(), now));
            }
        }
    }

    /** The names of a node that is spoken of with or without a time, at all moments. */
    Set<String> all(String name) {
        Moment moment = Moment.of(name);
        if (moment == null) {
            return Set.of(name);
        }
        Set<String> all = new LinkedHashSet<>();
        for (int each = 1; each <= last; each++) {
            all.add(at(moment.variable(), each));
        }
        return all;
    }

    /** {@code x.1} is x at the first moment. */
    private static String at(String variable, int moment) {
        return variable + "." + moment;
    }
}
