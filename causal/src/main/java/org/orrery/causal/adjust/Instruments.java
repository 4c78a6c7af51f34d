package org.orrery.causal.adjust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;
import org.orrery.core.InvalidInput;

/**
 * Conditional instruments for the total effect of one treatment: a node z that, given some others, moves the treatment and
 * is joined with the outcome through its effect alone. In a linear model the effect is then
 * {@code cov(z, y | w) / cov(z, x | w)}; without linearity an instrument gives bounds, or an effect on those whom it moves.
 * The covariates sought are ancestors of z or of the outcome: those nearest to the outcome that separate the two; if they
 * hide z from the treatment, so do all others of this kind. A z that needs another covariate (a collider of it and the
 * treatment) is not found, which would be hard, but then some other node is an instrument and is found. Cost: linear in the
 * graph for each z, but for the joining of parents. Source: van der Zander, Textor and Liskiewicz, IJCAI 2015.
 */
public final class Instruments {
    /**
     * An instrument.
     *
     * @param node that moves the treatment
     * @param given what it is conditioned on; empty for an instrument as it stands
     */
    public record Instrument(int node, NodeSet given) {}

    private final MixedGraph graph;
    private final NodeSet treatment;
    private final NodeSet outcome;
    /** Neither instruments nor conditioned on: the treatment and all that its effect on the outcome reaches. */
    private final NodeSet excluded;
    private final MixedGraph withoutEffect;

    /** @param graph of directed and bidirected edges without directed cycles */
    public Instruments(MixedGraph graph, int treatment, int outcome) {
        if (treatment == outcome) {
            throw new InvalidInput("An instrument is for a treatment and an outcome that differ.",
                    "Maybe ask: E[y] | do(x = 1)");
        }
        graph.topological();
        this.graph = Adjustment.causal(graph);
        this.treatment = NodeSet.of(treatment);
        this.outcome = NodeSet.of(outcome);
        Adjustment adjustment = new Adjustment(graph, this.treatment, this.outcome);
        this.excluded = adjustment.forbidden();
        this.withoutEffect = graph.withoutArrows(this.treatment, adjustment.onCausalPaths());
    }

    /** Every node that is an instrument, with the covariates it needs; those that need fewest first. */
    public List<Instrument> all() {
        List<Instrument> all = new ArrayList<>();
        NodeSet candidates = graph.observed().minus(excluded);
        for (int v = candidates.next(0); v >= 0; v = candidates.next(v + 1)) {
            Instrument instrument = by(v);
            if (instrument != null) {
                all.add(instrument);
            }
        }
        all.sort(Comparator.comparingInt(instrument -> instrument.given().size()));
        return all;
    }

    /** A node as an instrument, null where it is none whatever of its and the outcome's ancestors is conditioned on. */
    public @Nullable Instrument by(int node) {
        if (excluded.contains(node) || graph.latent().contains(node)) {
            return null;
        }
        NodeSet usable = graph.observed().minus(excluded).without(node);
        NodeSet given = new Cuts(withoutEffect, outcome, NodeSet.of(node), NodeSet.EMPTY, usable).nearest();
        return given != null && isValid(node, given) ? new Instrument(node, given) : null;
    }

    /** Whether a node is an instrument given some others. */
    public boolean isValid(int node, NodeSet given) {
        return !given.contains(node) && graph.observed().containsAll(given.with(node))
                && Requirement.all(requirements(node, given));
    }

    /** What makes it one, each with the path that shows it or stands against it. */
    public List<Requirement> requirements(int node, NodeSet given) {
        NodeSet z = NodeSet.of(node);
        String x = graph.names(treatment);
        String y = graph.names(outcome);
        String when = given.isEmpty() ? "" : " given " + graph.names(given);
        NodeSet effects = given.with(node).and(excluded);
        List<Integer> moves = new Separation(graph).openPath(z, treatment, given);
        List<Integer> otherwise = new Separation(withoutEffect).openPath(z, outcome, given);
        return List.of(
                new Requirement("nothing on the effect of " + x + " on " + y + " or after it is used",
                        effects.isEmpty(),
                        graph.names(effects)),
                new Requirement(graph.name(node) + " tells of " + x + when, !moves.isEmpty(),
                        new Drawing(graph, given, graph).draw(moves)),
                new Requirement(graph.name(node) + " tells of " + y + when + " through the effect of " + x + " alone",
                        otherwise.isEmpty(), new Drawing(withoutEffect, given, graph).draw(otherwise)));
    }
}
