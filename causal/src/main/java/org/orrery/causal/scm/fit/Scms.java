package org.orrery.causal.scm.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.core.Seeds;

/** Fits structural causal models. */
public final class Scms {
    private Scms() {}

    /**
     * A mechanism for each variable of a graph, each of a kind that is chosen by the declared rule ({@link Kind}). Rows in which
     * a variable is missing are left out, and it is said how many.
     *
     * @param graph of directed edges, over columns of the table
     * @param seed of all that is drawn later
     * @throws Refusal if the graph has other edges or latent variables, or a mechanism is of no kind that is fitted here
     * @throws InvalidInput if a variable has no column, rows are too few, or the graph has a cycle
     */
    public static FittedScm fit(MixedGraph graph, Table table, long seed) {
        return fit(graph, table, Map.of(), seed);
    }

    /**
     * The same where of some mechanisms something was written.
     *
     * @param forms by variable; their causes are those of the graph
     * @throws Refusal if the search for an equation's unknown numbers comes to no end
     */
    public static FittedScm fit(MixedGraph graph, Table table, Map<String, ? extends Form> forms, long seed) {
        requireMechanisms(graph);
        Table.Complete complete = table.complete(graph.names());
        Sample sample = Sample.of(complete.table(), graph.names());
        Map<String, Choosing.Choice> choices = new LinkedHashMap<>();
        for (int node = 0; node < graph.size(); node++) {
            String name = graph.name(node);
            Choosing choosing = new Choosing(sample, name, causes(graph, node));
            Form form = forms.get(name);
            choices.put(name, form == null
                    ? choosing.choice()
                    : choosing.written(form, Seeds.stream(Seeds.stream(seed, "starts"), name)));
        }
        return new FittedScm(graph, table, complete, sample, choices, seed);
    }

    static List<String> causes(MixedGraph graph, int node) {
        List<String> causes = new ArrayList<>();
        for (int cause : graph.parents(node).toArray()) {
            causes.add(graph.name(cause));
        }
        return causes;
    }

    private static void requireMechanisms(MixedGraph graph) {
        if (!graph.latent().isEmpty()) {
            throw new Refusal("Nobody observed " + graph.names(graph.latent())
                    + ", so that no mechanism can be fitted to it, and the noises of its effects are not independent.",
                    "Maybe bring a column for it; an effect on average, E[y] | do(...), may be identified without.");
        }
        for (Edge edge : graph.edges()) {
            if (edge.atFrom() != Mark.TAIL || edge.atTo() != Mark.ARROW) {
                throw new Refusal("The edge " + graph.name(edge.from()) + " " + edge.arrow() + " "
                        + graph.name(edge.to()) + " is no cause and effect: "
                        + (edge.atFrom() == Mark.ARROW && edge.atTo() == Mark.ARROW
                                ? "the two have a cause in common that nobody observed, and their noises depend on each"
                                        + " other."
                                : "its direction is not known."),
                        "Maybe put the common cause, or the direction, into the graph; an effect on average,"
                                + " E[y] | do(...), may be identified without.");
            }
        }
        graph.topological();
    }
}
