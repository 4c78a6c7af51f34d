package org.orrery.causal.estimate.collinear;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.orrery.causal.adjust.Adjustment;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/**
 * Whether a variable belongs into the regression that is to give a total effect: a question for the graph, which no variance
 * inflation and no change of a coefficient can answer.
 *
 * @param variable that is judged
 * @param role it plays
 * @param verdict on adjusting for it, beside the others
 * @param openWithout a path that stays open without it, as names; empty where none does
 * @param openWith a path that is open with it, as names; empty where none is, or where it must not be held fixed at all
 * @param sentence for people
 */
public record Standing(String variable, Role role, Verdict verdict, List<String> openWithout, List<String> openWith,
        String sentence) {
    public Standing {
        openWithout = List.copyOf(openWithout);
        openWith = List.copyOf(openWith);
    }

    /** What adjusting does to the answer. */
    public enum Verdict {
        /** Without it the answer is wrong, with it right. */
        NEEDED,
        /** Without it the answer is right, with it wrong. */
        HARMFUL,
        /** The answer is right either way; only its precision differs. */
        HARMLESS,
        /** The answer is wrong either way. */
        NOT_ENOUGH
    }

    /**
     * Judges a variable in the question for the effect of a treatment on an outcome.
     *
     * @param graph of directed and bidirected edges
     * @param others that are adjusted for anyway; may be empty
     * @throws InvalidInput if a name is unknown, or the variable is treatment, outcome or among the others
     * @throws Refusal if an edge is in doubt or there is a directed cycle
     */
    public static Standing of(MixedGraph graph, String treatment, String outcome, String variable,
            Collection<String> others) {
        if (!graph.isAdmg()) {
            throw new Refusal("The role of '" + variable + "' needs a graph whose arrows all point somewhere, without"
                    + " cycles.", "Maybe direct the edges that are in doubt, and ask of each graph.");
        }
        int x = graph.node(treatment);
        int y = graph.node(outcome);
        int z = graph.node(variable);
        NodeSet beside = graph.nodes(others);
        if (z == x || z == y || beside.contains(z) || beside.contains(x) || beside.contains(y)) {
            throw new InvalidInput("'" + variable + "' cannot be judged as a covariate of itself, the treatment or the"
                    + " outcome.", "Maybe another variable is meant.");
        }
        Adjustment adjustment = new Adjustment(graph, NodeSet.of(x), NodeSet.of(y));
        Role role = Role.of(graph, adjustment, x, y, z);
        NodeSet with = beside.with(z);
        Verdict verdict = adjustment.isValid(beside)
                ? adjustment.isValid(with) ? Verdict.HARMLESS : Verdict.HARMFUL
                : adjustment.isValid(with) ? Verdict.NEEDED : Verdict.NOT_ENOUGH;
        List<String> openWithout = names(graph, adjustment.openPath(beside));
        List<String> openWith = adjustment.forbidden().contains(z)
                ? List.of()
                : names(graph, adjustment.openPath(with));
        return new Standing(variable, role, verdict, openWithout, openWith,
                sentence(variable, role, verdict, openWithout, openWith, graph.latent().contains(z)));
    }

    private static List<String> names(MixedGraph graph, List<Integer> path) {
        return path.stream().map(graph::name).toList();
    }

    private static String sentence(String variable, Role role, Verdict verdict, List<String> openWithout,
            List<String> openWith, boolean latent) {
        String is = variable + " is " + role.words() + ": " + role.because() + ". ";
        if (latent) {
            return is + "Nobody observed it, so it cannot be adjusted for.";
        }
        return is + switch (verdict) {
            case NEEDED -> "Adjust for it: it closes " + path(openWithout) + ".";
            case HARMFUL -> "Leave it out: " + switch (role) {
                case MEDIATOR -> "adjusting takes away the part of the effect that goes through it.";
                case EFFECT_OF_OUTCOME, EFFECT_OF_MEDIATOR ->
                    "adjusting for a consequence takes away part of the effect.";
                case CONFOUNDER, COLLIDER, ON_BACK_DOOR, PROXY, INSTRUMENT, TIED_TO_OUTCOME,
                        EFFECT_OF_TREATMENT, UNRELATED ->
                    "adjusting opens " + path(openWith) + ".";
            };
            case HARMLESS -> switch (role) {
                case INSTRUMENT ->
                    "Leave it out: adjusting gives the same answer, less precisely, and makes the bias of"
                            + " any common cause that was forgotten larger.";
                case TIED_TO_OUTCOME -> "Adjusting gives the same answer, as a rule more precisely.";
                case CONFOUNDER, ON_BACK_DOOR, PROXY ->
                    "The others close its paths already: adjusting changes the precision"
                            + " only.";
                case MEDIATOR, EFFECT_OF_OUTCOME, EFFECT_OF_MEDIATOR, COLLIDER, EFFECT_OF_TREATMENT, UNRELATED ->
                    "Leave it out: adjusting gives the same answer, less precisely.";
            };
            case NOT_ENOUGH -> (openWith.isEmpty()
                    ? "Leave it out, and adjust for something else: without it there stays open "
                            + path(openWithout)
                    : "It is not enough: with it there is still open " + path(openWith)) + ".";
        };
    }

    private static String path(List<String> names) {
        return names.isEmpty()
                ? "a path that is no effect"
                : "the path " + names.stream().collect(Collectors.joining(" - "));
    }
}
