package org.orrery.causal.missing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.adjust.Adjustment;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Projection;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Verdict;
import org.orrery.core.InvalidInput;

/**
 * Recovery from missing data: conditionals and joints by ordered factorisation or by weighting complete cases, effects by
 * recovering an adjustment formula. Sound, not complete. Sources: Mohan, Pearl and Tian, NeurIPS 2013; Mohan and Pearl,
 * J. Am. Stat. Assoc. 116 (2021) 1023; Bhattacharya, Nabi, Shpitser and Robins, UAI 2019.
 */
public final class Recovery {
    private Recovery() {}

    /**
     * Whether {@code P(outcomes | do(treatments))} or {@code P(outcomes | given)} follows from what is observed.
     *
     * @param query over nodes that are neither latent nor indicators
     * @throws InvalidInput if it names another one
     */
    public static Finding of(MissingGraph missing, Query query) {
        MixedGraph graph = missing.graph();
        NodeSet foreign = query.outcomes().or(query.treatments()).or(query.given()).minus(missing.variables());
        if (!foreign.isEmpty()) {
            throw new InvalidInput("A question about complete data cannot name " + graph.names(foreign)
                    + ": latent nodes and indicators are no part of them.", "Maybe ask about another node.");
        }
        String proof = proof(missing, query);
        if (proof != null) {
            return new Finding.NotRecoverable(proof);
        }
        if (!query.treatments().isEmpty() && !query.given().isEmpty()) {
            return new Finding.NotShown("effects in a part of the cases are not searched for."
                    + " Maybe ask for the effect in all cases.");
        }
        Factoring factoring = new Factoring(missing);
        Estimand found = query.treatments().isEmpty()
                ? factoring.conditional(query.outcomes(), query.given())
                : effect(missing, query, factoring);
        return found != null ? new Finding.Recovered(missing, found) : new Finding.NotShown(why(query, factoring));
    }

    private static @Nullable Estimand effect(MissingGraph missing, Query query, Factoring factoring) {
        NodeSet x = query.treatments();
        Adjustment adjustment = new Adjustment(missing.graph(), x, query.outcomes());
        NodeSet allowed = missing.variables().minus(x).minus(query.outcomes()).minus(adjustment.forbidden());
        return factoring.smallest(allowed, z -> {
            Estimand inside = adjustment.isValid(z) ? factoring.conditional(query.outcomes(), x.or(z)) : null;
            Estimand weight = inside == null ? null : factoring.conditional(z, NodeSet.EMPTY);
            return inside == null || weight == null ? null : Estimand.sum(z, Estimand.product(List.of(inside, weight)));
        });
    }

    /**
     * An outcome next to its own indicator: in the models of the graph in which nothing else depends on anything, P(v, R = 1)
     * is all that shows of v, and P(v) may be anything above it (Mohan, Pearl and Tian 2013). Latent nodes between the two may
     * copy v. A hedge is a proof even for complete data.
     */
    private static @Nullable String proof(MissingGraph missing, Query query) {
        MixedGraph graph = missing.graph();
        MixedGraph seen = Projection.ofLatent(graph);
        for (int v : query.outcomes().toArray()) {
            String name = graph.name(v);
            for (int r : missing.indicators(NodeSet.of(v)).toArray()) {
                String mark = graph.name(r);
                boolean causes = seen.children(seen.node(name)).contains(seen.node(mark));
                if (causes || seen.spouses(seen.node(name)).contains(seen.node(mark))) {
                    return "whether " + name + " is observed depends on its own value, by " + name
                            + (causes ? " -> " : " <-> ") + mark
                            + ", so its missing values may be anything. Maybe find out some of them.";
                }
            }
        }
        return !query.treatments().isEmpty()
                && Identification.of(graph, query) instanceof Verdict.Hedged hedged
                        ? "not even complete data show it: " + hedged.witness() + ". Maybe measure a common cause."
                        : null;
    }

    private static String why(Query query, Factoring factoring) {
        return (factoring.spent()
                ? "the search was given up after " + Factoring.BUDGET + " tries"
                : "no factorisation" + (query.treatments().isEmpty() ? "" : " of an adjustment formula")
                        + " has all its parts separated from their indicators, and no weighting of complete cases does")
                + "; that proves nothing. Maybe ask about fewer nodes, or observe what makes values missing.";
    }
}
