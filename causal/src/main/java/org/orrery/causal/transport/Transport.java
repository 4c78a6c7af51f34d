package org.orrery.causal.transport;

import java.util.List;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Projection;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Factors;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Observed;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Source;
import org.orrery.causal.identify.Verdict;
import org.orrery.core.InvalidInput;

/**
 * Transport of effects: an effect is a product of district factors, and each may be taken from any population in which none of
 * its nodes differs, and from any experiment that sets none of them. Complete for effects where every piece of evidence is of
 * all observed nodes. Sources: Bareinboim and Pearl, AAAI
 * 2012 (selection diagrams, sID) and NIPS 2014 (several sources, limited experiments); Lee, Correa and Bareinboim, AAAI 2020.
 */
public final class Transport {
    private Transport() {}

    /**
     * Whether a query about the population of the graph follows from the evidence.
     *
     * @param graph of directed and bidirected edges; latent nodes are projected out first
     * @param query over its observed nodes
     * @param evidence tried in this order for each factor
     * @throws InvalidInput if the graph has a directed cycle or edges of other kinds, a latent node is named, or there is no
     *         evidence
     */
    public static Finding of(MixedGraph graph, Query query, List<Evidence> evidence) {
        if (evidence.isEmpty()) {
            throw new InvalidInput("There is no data to transport from.", "Maybe name what is observed, and where.");
        }
        Observed observed = new Observed(graph);
        MixedGraph admg = observed.graph();
        List<Evidence> moved = evidence.stream().map(e -> new Evidence(
                new Source(e.source().population(), observed.moved(e.source().set())), observed.moved(e.differs()),
                observed.moved(e.unmeasured())))
                .toList();
        Query asked = new Query(observed.moved(query.outcomes()), observed.moved(query.treatments()),
                observed.moved(query.given()));
        return switch (Identification.from(admg, asked, district -> factor(admg, district, moved))) {
            case Verdict.Identified(MixedGraph _, Estimand estimand) -> new Finding.Transported(admg, estimand);
            case Verdict.Hedged(MixedGraph _, NodeSet _, NodeSet district) -> new Finding.Stuck(admg, district,
                    moved.stream().allMatch(piece -> piece.unmeasured().isEmpty()));
        };
    }

    private static Verdict factor(MixedGraph graph, NodeSet district, List<Evidence> evidence) {
        for (Evidence piece : evidence) {
            NodeSet set = piece.source().set();
            NodeSet needed = district.or(graph.parents(district));
            if (!district.intersects(piece.differs()) && !district.intersects(set)
                    && !needed.intersects(piece.unmeasured())
                    && new Factors(over(graph, piece.unmeasured()), set)
                            .of(district) instanceof Verdict.Identified(MixedGraph _, Estimand found)) {
                return new Verdict.Identified(graph, Estimand.in(piece.source(), found));
            }
        }
        return new Verdict.Hedged(graph, graph.district(district.next(0), graph.all()), district);
    }

    /** The graph over what was measured, under the same numbers: what was not stands alone. */
    private static MixedGraph over(MixedGraph graph, NodeSet unmeasured) {
        if (unmeasured.isEmpty()) {
            return graph;
        }
        MixedGraph measured = Projection.ofLatent(graph.hiding(unmeasured));
        return MixedGraph.of(graph.names(), measured.edges().stream().map(edge -> new Edge(
                graph.node(measured.name(edge.from())), edge.atFrom(), edge.atTo(),
                graph.node(measured.name(edge.to())))).toList());
    }
}
