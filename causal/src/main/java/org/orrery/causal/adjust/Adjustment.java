package org.orrery.causal.adjust;

import java.util.List;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;
import org.orrery.core.InvalidInput;

/**
 * Covariate adjustment by the constructive criterion, complete for graphs of directed and bidirected edges: a set is valid
 * where it holds no forbidden node (an effect of a node on a proper causal path) and separates treatments and outcomes in
 * the proper back-door graph (without the first edges of those paths). If any set is valid, all allowed ancestors of
 * treatments and outcomes are. Cost: linear in the edges. Source: van der Zander, Liskiewicz and Textor, Artificial
 * Intelligence 270 (2019) 1.
 */
public final class Adjustment {
    private final MixedGraph graph;
    private final NodeSet treatments;
    private final NodeSet outcomes;
    private final NodeSet onCausalPaths;
    private final NodeSet forbidden;
    private final Separation backDoor;

    /**
     * @param graph of directed and bidirected edges without directed cycles; latent nodes are never adjusted for
     * @param treatments at least one
     * @param outcomes at least one, none of them a treatment
     */
    public Adjustment(MixedGraph graph, NodeSet treatments, NodeSet outcomes) {
        graph.topological();
        if (treatments.isEmpty() || outcomes.isEmpty() || treatments.intersects(outcomes)) {
            throw new InvalidInput("An adjustment set needs treatments and outcomes that differ.",
                    "Maybe ask: E[y] | do(x = 1)");
        }
        this.graph = graph;
        this.treatments = treatments;
        this.outcomes = outcomes;
        NodeSet others = graph.all().minus(treatments);
        NodeSet firstSteps = NodeSet.EMPTY;
        for (int x = treatments.next(0); x >= 0; x = treatments.next(x + 1)) {
            firstSteps = firstSteps.or(graph.children(x).minus(treatments));
        }
        onCausalPaths = graph.descendants(firstSteps, others).and(graph.ancestors(outcomes, others));
        forbidden = graph.descendants(onCausalPaths).or(treatments).or(outcomes);
        NodeSet causal = onCausalPaths;
        backDoor = new Separation(graph.keeping(edge -> !(edge.atFrom() == Mark.TAIL
                && treatments.contains(edge.from()) && causal.contains(edge.to()))));
    }

    /** Nodes other than the treatments on proper causal paths to an outcome, with those outcomes. */
    public NodeSet onCausalPaths() {
        return onCausalPaths;
    }

    /** What must not be adjusted for: treatments, outcomes, and effects of what lies on causal paths. */
    public NodeSet forbidden() {
        return forbidden;
    }

    /** Whether adjusting for a set gives the effect, in every model of the graph. */
    public boolean isValid(NodeSet covariates) {
        return !covariates.intersects(forbidden) && !covariates.intersects(graph.latent())
                && backDoor.separated(treatments, outcomes, covariates);
    }

    /** Why a set is not valid: an open path that is no effect, as nodes; empty where every such path is blocked. */
    public List<Integer> openPath(NodeSet covariates) {
        return backDoor.openPath(treatments, outcomes, covariates);
    }

    /** A smallest answer by inclusion: no covariate in it can be left out. */
    public Advice advice() {
        NodeSet candidates = graph.ancestors(treatments.or(outcomes)).minus(forbidden).minus(graph.latent());
        if (!isValid(candidates)) {
            return new Advice.Impossible(openPath(candidates));
        }
        NodeSet minimal = shrunk(candidates);
        return minimal.isEmpty() ? new Advice.NoneNeeded() : new Advice.Adjust(minimal);
    }

    /**
     * The adjustment set with the smallest asymptotic variance among all that are valid, in a graph where every cause is
     * observed: the parents of what lies on causal paths. Source: Henckel, Perkovic and Maathuis, JRSS-B 84 (2022) 579. Where
     * latent nodes make it invalid, the smallest one instead.
     */
    public Advice optimal() {
        NodeSet best = graph.parents(onCausalPaths).minus(forbidden).minus(graph.latent());
        return !isValid(best) ? advice() : best.isEmpty() ? new Advice.NoneNeeded() : new Advice.Adjust(best);
    }

    /**
     * A minimal part of a valid set of ancestors. What no open path from the treatments reaches is of no use, nor is what
     * none from the outcomes reaches among the rest.
     */
    private NodeSet shrunk(NodeSet valid) {
        return backDoor.blocking(outcomes, backDoor.blocking(treatments, valid));
    }
}
