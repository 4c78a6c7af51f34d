package org.orrery.causal.identify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;
import org.orrery.core.InvalidInput;

/**
 * General identification of {@code P(y | do(x), z)} from a graph and the observed distribution: sound and complete. The
 * effect is a sum over a product of district factors {@code Q[D]}; each is taken out of the district of the whole graph
 * around it by marginalising to ancestors and splitting into districts in turn, until it is reached or a hedge stands in the
 * way. Sources: Tian and Pearl, AAAI 2002; Huang and Valtorta, UAI 2006 (completeness); Shpitser and Pearl, UAI 2006 (IDC).
 */
public final class Identification {
    private final MixedGraph graph;
    private final Function<NodeSet, Verdict> factors;

    private Identification(MixedGraph admg, Function<NodeSet, Verdict> factors) {
        this.graph = admg;
        this.factors = factors;
    }

    /**
     * Whether a query is identified, and how.
     *
     * @param graph of directed and bidirected edges; latent nodes are projected out first
     * @param query over its observed nodes
     * @throws InvalidInput if the graph has a directed cycle or edges of other kinds, or the query names a latent node
     */
    public static Verdict of(MixedGraph graph, Query query) {
        Observed observed = new Observed(graph);
        Query moved = new Query(observed.moved(query.outcomes()), observed.moved(query.treatments()),
                observed.moved(query.given()));
        return from(observed.graph(), moved, new Factors(observed.graph(), NodeSet.EMPTY)::of);
    }

    /**
     * The same where district factors come from elsewhere than the observed distribution.
     *
     * @param admg without latent nodes
     * @param factors of districts that effects are made of; the first that is not identified ends it
     */
    public static Verdict from(MixedGraph admg, Query query, Function<NodeSet, Verdict> factors) {
        return new Identification(admg, factors).conditional(query);
    }

    /** IDC: evidence that an intervention could replace is replaced; what is left is a ratio of two effects. */
    private Verdict conditional(Query query) {
        for (int z = query.given().next(0); z >= 0; z = query.given().next(z + 1)) {
            NodeSet others = query.given().without(z);
            MixedGraph cut = graph.withoutInto(query.treatments()).withoutOutOf(NodeSet.of(z));
            if (new Separation(cut).separated(query.outcomes(), NodeSet.of(z), query.treatments().or(others))) {
                return conditional(new Query(query.outcomes(), query.treatments().with(z), others));
            }
        }
        Verdict joint = effect(query.outcomes().or(query.given()), query.treatments());
        if (query.given().isEmpty() || !(joint instanceof Verdict.Identified(MixedGraph _, Estimand estimand))) {
            return joint;
        }
        return new Verdict.Identified(graph, Estimand.ratio(estimand, Estimand.sum(query.outcomes(), estimand)));
    }

    private Verdict effect(NodeSet outcomes, NodeSet treatments) {
        NodeSet relevant = graph.ancestors(outcomes, graph.all().minus(treatments));
        List<Estimand> product = new ArrayList<>();
        for (NodeSet district : graph.districts(relevant)) {
            switch (factors.apply(district)) {
                case Verdict.Identified(MixedGraph _, Estimand factor) -> product.add(factor);
                case Verdict.Hedged hedge -> {
                    return hedge;
                }
            }
        }
        return new Verdict.Identified(graph, Estimand.sum(relevant.minus(outcomes), Estimand.product(product)));
    }
}
