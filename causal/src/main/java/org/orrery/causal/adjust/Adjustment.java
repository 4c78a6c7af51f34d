package org.orrery.causal.adjust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.Edge;
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
    private final NodeSet usable;
    private final MixedGraph backDoorGraph;
    private final Separation backDoor;
    /** The graph whose marks are drawn. */
    private final MixedGraph shown;
    private final Advice.@Nullable NotAmenable obstacle;

    /**
     * @param graph of directed and bidirected edges without directed cycles; latent nodes are never adjusted for
     * @param treatments at least one
     * @param outcomes at least one, none of them a treatment
     */
    public Adjustment(MixedGraph graph, NodeSet treatments, NodeSet outcomes) {
        this(causal(graph), graph, treatments, outcomes, NodeSet.EMPTY, null);
    }

    private Adjustment(MixedGraph graph, MixedGraph shown, NodeSet treatments, NodeSet outcomes, NodeSet alsoForbidden,
            Advice.@Nullable NotAmenable obstacle) {
        graph.topological();
        if (treatments.isEmpty() || outcomes.isEmpty() || treatments.intersects(outcomes)) {
            throw new InvalidInput("An adjustment set needs treatments and outcomes that differ.",
                    "Maybe ask: E[y] | do(x = 1)");
        }
        this.shown = shown;
        this.obstacle = obstacle;
        this.graph = graph;
        this.treatments = treatments;
        this.outcomes = outcomes;
        NodeSet others = graph.all().minus(treatments);
        NodeSet firstSteps = NodeSet.EMPTY;
        for (int x = treatments.next(0); x >= 0; x = treatments.next(x + 1)) {
            firstSteps = firstSteps.or(graph.children(x).minus(treatments));
        }
        onCausalPaths = graph.descendants(firstSteps, others).and(graph.ancestors(outcomes, others));
        forbidden = graph.descendants(onCausalPaths).or(alsoForbidden).or(treatments).or(outcomes);
        usable = graph.observed().minus(forbidden);
        backDoorGraph = graph.withoutArrows(treatments, onCausalPaths);
        backDoor = new Separation(backDoorGraph);
    }

    static MixedGraph causal(MixedGraph graph) {
        for (Edge edge : graph.edges()) {
            if (edge.atTo() != Mark.ARROW || edge.atFrom() == Mark.CIRCLE) {
                throw new InvalidInput("The edge " + Member.text(graph, edge) + " leaves open which node is the cause.",
                        "Maybe say what the graph is: a CPDAG, a MAG or a PAG.");
            }
        }
        return graph;
    }

    /**
     * Adjustment in a graph by what its edges say that it is: with circles a PAG, with undirected edges a CPDAG, else a causal
     * graph. A MAG looks like the latter and has to be said to be one.
     */
    public static Adjustment of(MixedGraph graph, NodeSet treatments, NodeSet outcomes) {
        boolean circles = false;
        boolean undirected = false;
        for (Edge edge : graph.edges()) {
            circles |= edge.atFrom() == Mark.CIRCLE || edge.atTo() == Mark.CIRCLE;
            undirected |= edge.atFrom() == Mark.TAIL && edge.atTo() == Mark.TAIL;
        }
        return circles
                ? inPag(graph, treatments, outcomes)
                : undirected ? inCpdag(graph, treatments, outcomes) : new Adjustment(graph, treatments, outcomes);
    }

    /**
     * Adjustment where what is known is the class of DAGs with the same independences, all of their nodes observed: a set is
     * valid where it is in every DAG of the class. Source of this and the next two: Perkovic, Textor, Kalisch and Maathuis,
     * Journal of Machine Learning Research 18 (2018) 220, the generalised adjustment criterion.
     *
     * @param graph of directed and undirected edges, completed
     */
    public static Adjustment inCpdag(MixedGraph graph, NodeSet treatments, NodeSet outcomes) {
        return inClass(Member.ofCpdag(graph), graph, new Possible(graph, false), treatments, outcomes);
    }

    /**
     * Adjustment where what is known is a maximal ancestral graph: who is an ancestor of whom, and which pairs no set
     * separates. Its arrows may be confounded too, unless another node shows otherwise.
     *
     * @param graph of directed and bidirected edges, ancestral and maximal; this is checked
     */
    public static Adjustment inMag(MixedGraph graph, NodeSet treatments, NodeSet outcomes) {
        return inClass(Member.ancestral(graph, "MAG"), graph, new Possible(graph, true), treatments, outcomes);
    }

    /**
     * Adjustment where what is known is the class of MAGs with the same independences, as constraint-based search finds it.
     *
     * @param graph of edges with arrows, tails and circles, without selection, complete; this is checked
     */
    public static Adjustment inPag(MixedGraph graph, NodeSet treatments, NodeSet outcomes) {
        return inClass(Member.ofPag(graph), graph, new Possible(graph, true), treatments, outcomes);
    }

    /** Where no edge is in doubt, one member stands for all, but for what only others forbid. */
    private static Adjustment inClass(MixedGraph member, MixedGraph graph, Possible possible, NodeSet treatments,
            NodeSet outcomes) {
        NodeSet forbidden = possible.descendants(possible.onPaths(treatments, outcomes), graph.all());
        return new Adjustment(member, graph, treatments, outcomes, forbidden, possible.obstacle(treatments, outcomes));
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
        return obstacle == null && usable.containsAll(covariates)
                && backDoor.separated(treatments, outcomes, covariates);
    }

    /** Why a set is not valid: an open path that is no effect, as nodes; empty where every such path is blocked. */
    public List<Integer> openPath(NodeSet covariates) {
        return backDoor.openPath(treatments, outcomes, covariates);
    }

    /**
     * A path with its arrows, when some nodes are adjusted for: {@code x <- z -> [c] <- y}. A collider stands in brackets: it,
     * or an effect of it, is adjusted for where the path is open.
     */
    public String drawn(List<Integer> path, NodeSet covariates) {
        return new Drawing(backDoorGraph, covariates, shown).draw(path);
    }

    /** Why each covariate of a valid set is in it. */
    public List<Reason> why(NodeSet covariates) {
        List<Reason> reasons = new ArrayList<>();
        for (int v = covariates.next(0); v >= 0; v = covariates.next(v + 1)) {
            NodeSet rest = covariates.without(v);
            List<Integer> path = openPath(rest);
            reasons.add(new Reason(v, path, drawn(path, rest)));
        }
        return reasons;
    }

    /** A smallest answer by inclusion: no covariate in it can be left out. */
    public Advice advice() {
        NodeSet candidates = candidates();
        return isValid(candidates) ? adjust(shrunk(candidates)) : impossible();
    }

    /**
     * The adjustment set with the smallest asymptotic variance among all that are valid, in a DAG or CPDAG where every node is
     * observed: the parents of what lies on causal paths. Source: Henckel, Perkovic and Maathuis, JRSS-B 84 (2022) 579. Where
     * latent nodes make it invalid, the smallest one instead.
     */
    public Advice optimal() {
        NodeSet best = graph.parents(onCausalPaths).and(usable);
        return isValid(best) ? adjust(best) : advice();
    }

    /** A set of the fewest covariates. */
    public Advice smallest() {
        double[] cost = new double[graph.size()];
        Arrays.fill(cost, 1);
        return cheapest(cost);
    }

    /**
     * A set of the least total cost, such as what it takes to measure a covariate. Found by maximum flow.
     *
     * @param cost of each node, positive
     */
    public Advice cheapest(double[] cost) {
        if (cost.length != graph.size() || !Arrays.stream(cost).allMatch(c -> c > 0)) {
            throw new IllegalArgumentException("each node has a positive cost");
        }
        if (obstacle != null) {
            return obstacle;
        }
        @Nullable
        NodeSet cut = new Cuts(backDoorGraph, treatments, outcomes, NodeSet.EMPTY, usable).cheapest(cost);
        return cut == null ? impossible() : adjust(cut);
    }

    /** All minimal sets, as far as the budget goes. */
    public Listing minimal(Budget budget) {
        return minimal(NodeSet.EMPTY, graph.all(), budget);
    }

    /**
     * All sets that hold some nodes, are made of some others, and of which nothing but the former could be left out, as far
     * as the budget goes. The time from one to the next is polynomial.
     *
     * @param included in every set, as what is going to be adjusted for anyway
     * @param allowed all that may be adjusted for, as what is measured; the former and what is forbidden need not be told
     */
    public Listing minimal(NodeSet included, NodeSet allowed, Budget budget) {
        return obstacle == null && usable.containsAll(included)
                ? new Cuts(backDoorGraph, treatments, outcomes, included, usable.and(allowed)).list(included, budget)
                : new Listing(List.of(), true, 0);
    }

    private NodeSet candidates() {
        return graph.ancestors(treatments.or(outcomes)).and(usable);
    }

    private Advice impossible() {
        return obstacle != null ? obstacle : new Advice.Impossible(openPath(candidates()));
    }

    private static Advice adjust(NodeSet covariates) {
        return covariates.isEmpty() ? new Advice.NoneNeeded() : new Advice.Adjust(covariates);
    }

    /**
     * A minimal part of a valid set of ancestors. What no open path from the treatments reaches is of no use, nor is what
     * none from the outcomes reaches among the rest.
     */
    private NodeSet shrunk(NodeSet valid) {
        return backDoor.blocking(outcomes, backDoor.blocking(treatments, valid));
    }
}
