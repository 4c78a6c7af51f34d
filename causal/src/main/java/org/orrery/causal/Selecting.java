package org.orrery.causal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.orrery.causal.adjust.SelectedAdjustment;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.text.GraphText;
import org.orrery.core.InvalidInput;
import org.orrery.core.Method;
import org.orrery.core.Refusal;

/** Finds whether an answer about everybody follows from data that hold a selected part alone: by separation or adjustment. */
final class Selecting {
    private static final Method SEPARATION = new Method("recovery by separation",
            "Bareinboim, Tian and Pearl, AAAI 2014, theorem 1");
    private static final Method ADJUSTING = new Method("adjustment criterion under selection",
            "Correa, Tian and Bareinboim, AAAI 2018");

    private final GraphText text;
    private final MixedGraph graph;
    private final NodeSet selected;
    private final Posed posed;
    private final Separation separation;

    private Selecting(GraphText text, Posed posed) {
        this.text = text;
        this.graph = text.graph();
        this.selected = text.selected();
        this.posed = posed;
        this.separation = new Separation(graph);
    }

    /** @throws InvalidInput if the question is about what decides who is in the data, or about what nobody observes */
    static Licence of(GraphText text, Posed posed) {
        text.graph().topological();
        return text.graph().isAdmg() ? new Selecting(text, posed).licence() : withheld(text, "", SEPARATION);
    }

    /** @param why more of the reason, empty or with a blank before it */
    static Licence.Withheld withheld(GraphText text, String why, Method method) {
        return new Licence.Withheld("Who is in the data depends on "
                + text.graph().names(text.selected()) + ", so what is observed is not the whole population." + why,
                "What would license it: data of everybody, and a graph without selected nodes.", List.of(), method);
    }

    /**
     * Whether the mean that nothing was done to follows, too: who is selected tells nothing of the outcome.
     */
    static boolean tellsUntouched(GraphText text, Posed posed) {
        return new Separation(text.graph()).separated(posed.outcomes(), text.selected(), posed.given());
    }

    /** @throws Refusal if the data hold others beside the selected */
    static void requireSelected(GraphText text, Table table) {
        for (int v : text.selected().toArray()) {
            String name = text.graph().name(v);
            if (table.has(name) && table.distinct(name, 1) > 1) {
                throw new Refusal("'" + name + "' has several values in " + table.source()
                        + ", so the data hold others beside the selected.",
                        "Maybe keep the selected rows alone; or, if everybody is in the data, leave [selected] out.");
            }
        }
    }

    private Licence licence() {
        NodeSet asked = posed.outcomes().or(posed.treatments()).or(posed.given());
        NodeSet unseen = asked.and(selected.or(graph.latent()));
        if (!unseen.isEmpty()) {
            String name = graph.name(unseen.next(0));
            throw new InvalidInput(selected.contains(unseen.next(0))
                    ? "'" + name + "' decides who is in the data, so it is the same in all of them."
                    : "'" + name + "' is latent: nobody observes it.", "Maybe ask about a node that is observed.");
        }
        return posed.treatments().isEmpty() ? seen() : done();
    }

    private Licence seen() {
        NodeSet given = posed.given();
        if (!separation.separated(posed.outcomes(), selected, given)) {
            return withheld(text, " " + drawn(separation.openPath(posed.outcomes(), selected, given)) + " is open.",
                    SEPARATION);
        }
        return new Licence.Granted(new Licence.Way.Seeing(), graph,
                Estimand.conditional(posed.outcomes(), given.or(selected)),
                "who is in the data tells nothing more about "
                        + graph.names(posed.outcomes()) + (given.isEmpty()
                                ? ""
                                : " once " + graph.names(given)
                                        + " is known"),
                List.of(), SEPARATION);
    }

    private Licence done() {
        if (!posed.given().isEmpty()) {
            return withheld(text, " What is seen beside what is set is not supported there.", ADJUSTING);
        }
        Optional<NodeSet> found = new SelectedAdjustment(graph, posed.treatments(), posed.outcomes(), selected)
                .minimal();
        if (found.isEmpty()) {
            return withheld(text, " No covariates make up for it.", ADJUSTING);
        }
        NodeSet covariates = found.get();
        Estimand effect = Estimand.conditional(posed.outcomes(), posed.treatments().or(covariates).or(selected));
        return new Licence.Granted(new Licence.Way.Adjusting(covariates), graph, covariates.isEmpty()
                ? effect
                : Estimand.sum(covariates,
                        Estimand.product(List.of(effect, Estimand.conditional(covariates, selected)))),
                "among the selected " + (covariates.isEmpty()
                        ? "nothing has to be adjusted for"
                        : "adjust for " + graph.names(covariates))
                        + ", and what comes out holds for everybody",
                List.of(), ADJUSTING);
    }

    private String drawn(List<Integer> path) {
        return path.stream().map(graph::name).collect(Collectors.joining(" - "));
    }
}
