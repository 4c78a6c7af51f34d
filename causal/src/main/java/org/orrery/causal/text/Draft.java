package org.orrery.causal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.core.InvalidInput;

/** A graph while it is read: nodes in the order of their first appearance. */
final class Draft {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();
    private final Set<String> latent = new LinkedHashSet<>();
    private final Set<String> selected = new LinkedHashSet<>();
    private final Set<String> exposures = new LinkedHashSet<>();
    private final Set<String> outcomes = new LinkedHashSet<>();
    private final Set<String> populations = new LinkedHashSet<>();
    private final Map<String, List<Population.Known>> known = new LinkedHashMap<>();
    private final Map<String, String> indicators = new LinkedHashMap<>();

    /** Of the whole graph: {@code times=3}. */
    private final Map<String, String> attributes = new LinkedHashMap<>();

    int node(String name) {
        return numbers.computeIfAbsent(name, _ -> numbers.size());
    }

    void edge(String from, Mark atFrom, Mark atTo, String to) {
        Edge edge = new Edge(node(from), atFrom, atTo, node(to));
        if (!edges.contains(edge.turned())) {
            edges.add(edge);
        }
    }

    void attribute(String name, String value) {
        attributes.put(name, value);
    }

    void latent(String name) {
        latent.add(name);
    }

    /** What a word in the brackets of a node says, in dagitty's words, with a value where it has one. */
    void role(String name, String word, String value) {
        boolean no = value.equalsIgnoreCase("no") || value.equalsIgnoreCase("false") || value.equals("0");
        switch (word.toLowerCase(Locale.ROOT)) {
            case "latent", "l", "unobserved", "u", "hidden" -> {
                if (!no) {
                    latent.add(name);
                }
            }
            case "observed" -> {
                if (no) {
                    latent.add(name);
                }
            }
            case "selected", "s", "selection" -> selected.add(name);
            case "exposure", "e", "source" -> exposures.add(name);
            case "outcome", "o", "target" -> outcomes.add(name);
            case "population" -> populations.add(name);
            case "missing" -> missing(name, value);
            default -> {
                // Colours, places, labels mean nothing; of a population node, what is known of a population stands so.
                Population.Known each = Population.known(word, value);
                if (each != null) {
                    known.computeIfAbsent(name, _ -> new ArrayList<>()).add(each);
                }
            }
        }
    }

    private void missing(String name, String value) {
        List<String> holed = Arrays.stream(value.split("[,;\\s]+")).filter(each -> !each.isEmpty()).toList();
        if (holed.isEmpty()) {
            throw new InvalidInput("'" + name + "' is marked as telling what is missing, and not of what.",
                    "Maybe write: " + name + " [missing=y]");
        }
        holed.forEach(each -> indicators.put(each, name));
    }

    GraphText text() {
        return Moments.isSpokenOf(numbers.keySet()) ? unfolded().drawn() : drawn();
    }

    /** A node for each moment in the place of one for all. */
    private Draft unfolded() {
        Moments moments = new Moments(numbers.keySet(), attributes);
        Draft to = new Draft();
        moments.unfold(edges, to);
        latent.forEach(name -> to.latent.addAll(moments.all(name)));
        for (Set<String> roles : List.of(selected, exposures, outcomes, populations, indicators.keySet())) {
            for (String name : roles) {
                if (Moments.Moment.of(name) != null) {
                    throw new InvalidInput("'" + name + "' is given a role at all moments, which only [latent] can be.",
                            "Maybe one moment is meant: x.2 [exposure]");
                }
            }
        }
        to.selected.addAll(selected);
        to.exposures.addAll(exposures);
        to.outcomes.addAll(outcomes);
        to.populations.addAll(populations);
        to.known.putAll(known);
        to.indicators.putAll(indicators);
        return to;
    }

    private GraphText drawn() {
        MixedGraph graph = MixedGraph.of(List.copyOf(numbers.keySet()), edges);
        Map<Integer, Integer> marks = new LinkedHashMap<>();
        indicators.forEach((holed, mark) -> marks.put(graph.node(holed), graph.node(mark)));
        return new GraphText(graph.hiding(graph.nodes(latent)), graph.nodes(selected), graph.nodes(exposures),
                graph.nodes(outcomes), population(graph), marks);
    }

    private @Nullable Population population(MixedGraph graph) {
        if (populations.isEmpty()) {
            return null;
        }
        String name = populations.iterator().next();
        if (populations.size() > 1) {
            throw new InvalidInput("Two nodes are marked as telling the population: " + String.join(", ", populations)
                    + ".", "Maybe one column with a name for each population will do.");
        }
        for (Population.Known each : known.getOrDefault(name, List.of())) {
            graph.nodes(each.set());
            graph.nodes(each.seen());
        }
        return new Population(graph.node(name), known.getOrDefault(name, List.of()));
    }
}
