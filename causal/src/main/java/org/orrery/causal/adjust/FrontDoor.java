package org.orrery.causal.adjust;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;
import org.orrery.core.InvalidInput;

/**
 * The front door: mediators through which the whole effect goes, that share no open back-door path with the treatments, and
 * none with the outcomes once the treatments are adjusted for. Then
 * {@code P(y | do(x)) = sum over m of P(m | x) sum over x' of P(y | x', m) P(x')}, however x and y are confounded. The
 * largest set that meets the second and third condition is found by taking out what cannot be in any; if it does not
 * intercept the effect, none does. Cost: quadratic in the graph at most. Sources: Pearl, Causality (2009) definition 3.3.3;
 * Jeong, Tian and Bareinboim, NeurIPS 2022.
 */
public final class FrontDoor {
    private final MixedGraph graph;
    private final NodeSet treatments;
    private final NodeSet outcomes;
    private final NodeSet unconfounded;

    /**
     * @param graph of directed and bidirected edges without directed cycles
     * @param treatments at least one
     * @param outcomes at least one, none of them a treatment
     */
    public FrontDoor(MixedGraph graph, NodeSet treatments, NodeSet outcomes) {
        if (treatments.isEmpty() || outcomes.isEmpty() || treatments.intersects(outcomes)) {
            throw new InvalidInput("A front door needs treatments and outcomes that differ.",
                    "Maybe ask: E[y] | do(x = 1)");
        }
        graph.topological();
        this.graph = Adjustment.causal(graph);
        this.treatments = treatments;
        this.outcomes = outcomes;
        NodeSet confounded = new Separation(without(treatments)).connected(treatments, NodeSet.EMPTY);
        this.unconfounded = graph.observed().minus(confounded).minus(treatments).minus(outcomes);
    }

    /** The graph without the effects of some nodes: what is left between them and others are their back doors. */
    private MixedGraph without(NodeSet causes) {
        return graph.withoutArrows(causes, graph.all());
    }

    /** Whether a set of mediators is a front door. */
    public boolean isValid(NodeSet mediators) {
        return graph.observed().minus(treatments).minus(outcomes).containsAll(mediators)
                && Requirement.all(requirements(mediators));
    }

    /** The three conditions, each with the path that stands against it. */
    public List<Requirement> requirements(NodeSet mediators) {
        String through = "{" + graph.names(mediators) + "}";
        String x = graph.names(treatments);
        String y = graph.names(outcomes);
        List<Integer> past = effect(mediators);
        MixedGraph behindTreatments = without(treatments);
        List<Integer> first = new Separation(behindTreatments).openPath(treatments, mediators, NodeSet.EMPTY);
        MixedGraph behindMediators = without(mediators);
        List<Integer> second = new Separation(behindMediators).openPath(mediators, outcomes, treatments);
        return List.of(
                new Requirement("every effect of " + x + " on " + y + " goes through " + through, past.isEmpty(),
                        new Drawing(graph, NodeSet.EMPTY, graph).draw(past)),
                new Requirement("no open path joins " + x + " and " + through + " but by effects of " + x,
                        first.isEmpty(),
                        new Drawing(behindTreatments, NodeSet.EMPTY, graph).draw(first)),
                new Requirement("given " + x + ", no open path joins " + through + " and " + y + " but by effects of "
                        + through, second.isEmpty(), new Drawing(behindMediators, treatments, graph).draw(second)));
    }

    /** A directed path from a treatment to an outcome past some nodes; empty where there is none. */
    private List<Integer> effect(NodeSet past) {
        NodeSet left = graph.all().minus(past);
        NodeSet way = graph.descendants(treatments, left).and(graph.ancestors(outcomes, left));
        if (!way.intersects(outcomes)) {
            return List.of();
        }
        List<Integer> path = new ArrayList<>();
        int at = way.and(treatments).where(x -> graph.children(x).intersects(way)).next(0);
        path.add(at);
        while (!outcomes.contains(at)) {
            at = graph.children(at).and(way).next(0);
            path.add(at);
        }
        return path;
    }

    /** The smallest front door by inclusion: no mediator can be left out. */
    public Passage passage() {
        return passage(graph.all());
    }

    /** The same through some nodes only, such as those that are measured. */
    public Passage passage(NodeSet allowed) {
        NodeSet largest = largest(allowed);
        List<Integer> past = effect(largest);
        if (!past.isEmpty()) {
            return new Passage.Closed(past, new Drawing(graph, NodeSet.EMPTY, graph).draw(past),
                    past.stream().skip(1).limit(past.size() - 2L).map(v -> obstacle(v, allowed, largest)).toList());
        }
        NodeSet mediators = largest;
        for (int v = mediators.next(0); v >= 0; v = mediators.next(v + 1)) {
            NodeSet fewer = largest(mediators.without(v));
            mediators = effect(fewer).isEmpty() ? fewer : mediators;
        }
        return new Passage.Through(mediators);
    }

    /** All that are in some set that meets the second and the third condition; they meet them together. */
    private NodeSet largest(NodeSet allowed) {
        NodeSet mediators = unconfounded.and(allowed);
        while (!mediators.isEmpty()) {
            NodeSet joined = new Separation(without(mediators)).connected(outcomes, treatments).and(mediators);
            if (joined.isEmpty()) {
                break;
            }
            mediators = mediators.minus(joined);
        }
        return mediators;
    }

    private String obstacle(int node, NodeSet allowed, NodeSet mediators) {
        String name = graph.name(node);
        if (graph.latent().contains(node)) {
            return name + " is latent";
        }
        if (!allowed.contains(node)) {
            return name + " is not among those allowed";
        }
        NodeSet alone = NodeSet.of(node);
        if (!unconfounded.contains(node)) {
            MixedGraph behind = without(treatments);
            return name + " is confounded with " + graph.names(treatments) + ": " + new Drawing(behind, NodeSet.EMPTY,
                    graph).draw(new Separation(behind).openPath(treatments, alone, NodeSet.EMPTY));
        }
        MixedGraph behind = without(mediators.with(node));
        List<Integer> path = new Separation(behind).openPath(alone, outcomes, treatments);
        return name + " is confounded with " + graph.names(outcomes)
                + (path.isEmpty() ? "" : ": " + new Drawing(behind, treatments, graph).draw(path));
    }
}
