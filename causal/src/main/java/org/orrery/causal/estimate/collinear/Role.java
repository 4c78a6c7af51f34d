package org.orrery.causal.estimate.collinear;

import org.orrery.causal.adjust.Adjustment;
import org.orrery.causal.adjust.Advice;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;

/** The part that a variable plays in the question for the total effect of a treatment on an outcome, read off the graph. */
public enum Role {
    /** It lies on the way from treatment to outcome. */
    MEDIATOR("a mediator", "it lies on the way from the treatment to the outcome"),
    /** It is an effect of the outcome. */
    EFFECT_OF_OUTCOME("an effect of the outcome", "the outcome causes it"),
    /** It is an effect of a mediator, but no cause of the outcome. */
    EFFECT_OF_MEDIATOR("an effect of a mediator", "what lies on the way to the outcome causes it"),
    /** It is a common cause of treatment and outcome. */
    CONFOUNDER("a confounder", "it causes both the treatment and the outcome"),
    /** Two paths meet in it: looking at it opens what was closed. */
    COLLIDER("a collider", "two paths meet in it, and holding it fixed joins them"),
    /** It is no common cause, but a path that is no effect passes through it. */
    ON_BACK_DOOR("on a back-door path", "a path that is no effect of the treatment passes through it"),
    /** It shares causes with both treatment and outcome, and causes neither. */
    PROXY("a proxy of a confounder", "it shares a cause with the treatment and the outcome and causes neither"),
    /** It moves the treatment and the outcome by way of that alone. */
    INSTRUMENT("an instrument", "it is tied to the outcome by way of the treatment alone"),
    /** It is tied to the outcome, not to the treatment. */
    TIED_TO_OUTCOME("tied to the outcome alone", "the treatment has nothing to do with it"),
    /** It is an effect of the treatment that leads nowhere near the outcome. */
    EFFECT_OF_TREATMENT("an effect of the treatment alone",
            "the treatment causes it, and it does not lead to the outcome"),
    /** It is tied to neither. */
    UNRELATED("unrelated", "it is tied to neither treatment nor outcome");

    private final String words;
    private final String because;

    Role(String words, String because) {
        this.words = words;
        this.because = because;
    }

    /** For people: "a mediator". */
    public String words() {
        return words;
    }

    /** Why it is called so. */
    public String because() {
        return because;
    }

    /** The first of the roles above that fits; a node may be a confounder and a collider at once. */
    static Role of(MixedGraph graph, Adjustment adjustment, int x, int y, int z) {
        NodeSet treatment = NodeSet.of(x);
        NodeSet outcome = NodeSet.of(y);
        NodeSet node = NodeSet.of(z);
        if (adjustment.onCausalPaths().contains(z)) {
            return MEDIATOR;
        }
        if (graph.descendants(outcome).contains(z)) {
            return EFFECT_OF_OUTCOME;
        }
        if (adjustment.forbidden().contains(z)) {
            return EFFECT_OF_MEDIATOR;
        }
        boolean causesTreatment = graph.ancestors(treatment).contains(z);
        if (causesTreatment && graph.ancestors(outcome, graph.all().without(x)).contains(z)) {
            return CONFOUNDER;
        }
        NodeSet most = graph.ancestors(treatment.or(outcome)).minus(adjustment.forbidden()).minus(graph.latent())
                .without(z);
        NodeSet least = adjustment.advice() instanceof Advice.Adjust(NodeSet covariates)
                ? covariates.without(z)
                : NodeSet.EMPTY;
        if (opens(adjustment, NodeSet.EMPTY, z) || opens(adjustment, least, z) || opens(adjustment, most, z)) {
            return COLLIDER;
        }
        if (graph.descendants(treatment).contains(z)) {
            return EFFECT_OF_TREATMENT;
        }
        Separation whole = new Separation(graph);
        boolean toTreatment = !whole.separated(node, treatment, NodeSet.EMPTY);
        // Without the first steps of the effect, what still leads to the outcome does not go by way of the treatment.
        MixedGraph still = graph.keeping(edge -> !(edge.from() == x && edge.atFrom() == Mark.TAIL));
        boolean toOutcome = !new Separation(still).separated(node, outcome, NodeSet.EMPTY);
        if (toTreatment && toOutcome) {
            return causesTreatment || graph.ancestors(outcome).contains(z) ? ON_BACK_DOOR : PROXY;
        }
        return toTreatment ? INSTRUMENT : toOutcome ? TIED_TO_OUTCOME : UNRELATED;
    }

    private static boolean opens(Adjustment adjustment, NodeSet others, int z) {
        return adjustment.isValid(others) && !adjustment.isValid(others.with(z));
    }
}
