package org.orrery.causal.adjust;

import java.util.Optional;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;

/**
 * Covariate adjustment where the data hold a selected part of the population alone: covariates that give the effect in the
 * whole population by {@code sum_z P(y | x, z, selected) P(z | selected)}. No other covariates do, by this sum. Source:
 * Correa, Tian and Bareinboim, AAAI 2018, the generalised adjustment criterion of type 1.
 */
public final class SelectedAdjustment {
    private final MixedGraph graph;
    private final NodeSet treatments;
    private final NodeSet outcomes;
    private final NodeSet selected;
    private final NodeSet forbidden;
    private final Separation backDoor;
    private final boolean isHopeless;

    /**
     * @param graph of directed and bidirected edges without directed cycles
     * @param treatments at least one
     * @param outcomes at least one, none of them a treatment
     * @param selected nodes that decide who is in the data, at least one, neither treatment nor outcome
     */
    public SelectedAdjustment(MixedGraph graph, NodeSet treatments, NodeSet outcomes, NodeSet selected) {
        this.graph = graph;
        this.treatments = treatments;
        this.outcomes = outcomes;
        this.selected = selected;
        Adjustment plain = new Adjustment(graph, treatments, outcomes);
        forbidden = plain.forbidden();
        backDoor = new Separation(graph.withoutArrows(treatments, plain.onCausalPaths()));
        NodeSet deciding = treatments.and(graph.ancestors(selected));
        boolean outcomeDecides = !new Separation(graph.withoutInto(treatments)).separated(outcomes, selected,
                treatments);
        boolean treatmentDecides = !deciding.isEmpty()
                && !new Separation(graph.withoutOutOf(treatments)).separated(deciding, outcomes, NodeSet.EMPTY);
        isHopeless = outcomeDecides || treatmentDecides;
    }

    /** Whether adjusting for a set in the selected data gives the effect in the whole population, in every model of the graph. */
    public boolean isValid(NodeSet covariates) {
        NodeSet unusable = forbidden.or(selected).or(graph.latent());
        return !isHopeless && !covariates.intersects(unusable)
                && backDoor.separated(treatments, outcomes, covariates.or(selected));
    }

    /** A set of which no covariate can be left out; empty where no set is valid. */
    public Optional<NodeSet> minimal() {
        NodeSet all = graph.ancestors(treatments.or(outcomes).or(selected)).minus(forbidden).minus(selected)
                .minus(graph.latent());
        if (!isValid(all)) {
            return Optional.empty();
        }
        NodeSet left = all;
        for (int v = all.next(0); v >= 0; v = all.next(v + 1)) {
            left = isValid(left.without(v)) ? left.without(v) : left;
        }
        return Optional.of(left);
    }
}
