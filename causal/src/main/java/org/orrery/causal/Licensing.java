package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.orrery.causal.adjust.Adjustment;
import org.orrery.causal.adjust.Advice;
import org.orrery.causal.adjust.Budget;
import org.orrery.causal.adjust.FrontDoor;
import org.orrery.causal.adjust.Listing;
import org.orrery.causal.adjust.Passage;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Verdict;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Method;
import org.orrery.core.Refusal;

/**
 * Finds whether a graph licenses an answer, by the simplest way there is: nothing to do, adjustment, or the general
 * algorithm, which is asked in any case and must not disagree.
 */
final class Licensing {
    static final Method SEEING = new Method("conditioning", "");
    private static final Method ADJUSTING = new Method("adjustment criterion",
            "van der Zander, Liskiewicz and Textor, Artificial Intelligence 270 (2019) 1, doi:10.1016/j.artint.2018.12.006");
    private static final Method FRONT_DOOR = new Method("front door",
            "Pearl, Causality, Cambridge University Press 2009, section 3.3.2; Jeong, Tian and Bareinboim, NeurIPS 2022");
    private static final Method GENERAL = new Method("identification by districts (ID, IDC)",
            "Tian and Pearl, AAAI 2002; Huang and Valtorta, UAI 2006; Shpitser and Pearl, UAI 2006");
    private static final int PATHS_SHOWN = 3;
    private static final Budget ONE = new Budget(1, Budget.USUAL.steps());

    private final MixedGraph graph;
    private final Posed posed;
    private final NodeSet outcomes;
    private final NodeSet treatments;
    private final NodeSet given;

    private Licensing(GraphText text, Posed posed) {
        this.graph = text.graph();
        this.posed = posed;
        this.outcomes = posed.outcomes();
        this.treatments = posed.treatments();
        this.given = posed.given();
    }

    /**
     * Whether the question follows from the graph and what is observed.
     *
     * @throws InvalidInput if the graph has a cycle, or the question needs a node that nobody observes
     */
    static Licence of(GraphText text, Posed posed) {
        text.graph().topological();
        return new Licensing(text, posed).licence();
    }

    private Licence licence() {
        requireObserved();
        if (treatments.isEmpty()) {
            return new Licence.Granted(new Licence.Way.Seeing(), graph, Estimand.conditional(outcomes, given),
                    "nothing is set, so what is observed answers by itself", List.of(), SEEING);
        }
        if (!graph.isAdmg()) {
            return inClass();
        }
        return decided(Identification.of(graph, new Query(outcomes, treatments, given)));
    }

    /** By what the general algorithm says, and what the criteria of the simple ways say, which share no step with it. */
    private Licence decided(Verdict verdict) {
        Claim.Check agree = agree(verdict, simple());
        return switch (verdict) {
            case Verdict.Identified identified -> granted(identified, agree);
            case Verdict.Hedged hedged when agree.passed() -> new Remedies(graph, posed).withheld(hedged, GENERAL);
            case Verdict.Hedged _ -> new Licence.Withheld("Two algorithms disagree about this question: "
                    + agree.detail() + ".", "This is a defect; please report the graph and the question.",
                    List.of(agree), GENERAL);
        };
    }

    /** The simple way by which the effect follows, in a few words; empty where there is none. */
    private String simple() {
        if (!given.isEmpty()) {
            return "";
        }
        return switch (new Adjustment(graph, treatments, outcomes).advice()) {
            case Advice.NoneNeeded _ -> "the adjustment criterion needs no covariate";
            case Advice.Adjust _ -> "the adjustment criterion finds covariates";
            case Advice.Impossible _,Advice.NotAmenable _ ->
                new FrontDoor(graph, treatments, outcomes).passage() instanceof Passage.Through(NodeSet mediators)
                        && !mediators.isEmpty() ? "the front-door criterion finds mediators" : "";
        };
    }

    /** A class of graphs: adjustment alone is sought, and must hold in all of them. */
    private Licence inClass() {
        if (!given.isEmpty()) {
            throw new Refusal(
                    "This graph has edges that are undirected or undecided, and what is seen beside what is set"
                            + " is not supported in such graphs.",
                    "Maybe leave see(...) out, or give one graph of the class.");
        }
        boolean circles = graph.edges().stream().anyMatch(e -> e.atFrom() == Mark.CIRCLE || e.atTo() == Mark.CIRCLE);
        Adjustment adjustment = circles
                ? Adjustment.inPag(graph, treatments, outcomes)
                : Adjustment.inCpdag(graph, treatments, outcomes);
        String all = circles ? "in every graph of this class (PAG), " : "in every graph of this class (CPDAG), ";
        return switch (adjustment.smallest()) {
            case Advice.NoneNeeded _ -> adjusted(NodeSet.EMPTY, all + "nothing has to be adjusted for", List.of());
            case Advice.Adjust(NodeSet covariates) -> adjusted(covariates, all + reasons(adjustment, covariates),
                    List.of(needed(adjustment, covariates)));
            case Advice.Impossible(List<Integer> path) -> doubtful("no set of covariates is valid in all of them: "
                    + adjustment.drawn(path, NodeSet.EMPTY));
            case Advice.NotAmenable(List<Integer> _, Edge _, String doubt) ->
                doubtful("they do not agree about the effect: " + doubt);
        };
    }

    private Licence doubtful(String why) {
        return new Licence.Withheld("This graph stands for a class of graphs, and " + why + ".",
                "What would license it: knowing which way the edges in doubt point; an experiment that sets "
                        + graph.names(treatments) + ".",
                List.of(), ADJUSTING);
    }

    private void requireObserved() {
        NodeSet asked = outcomes.or(treatments).or(given).and(graph.latent());
        if (!asked.isEmpty()) {
            throw new InvalidInput("'" + graph.name(asked.next(0)) + "' is latent: nobody observes it.",
                    "Maybe ask about a node that is observed.");
        }
    }

    private Licence granted(Verdict.Identified identified, Claim.Check agree) {
        NodeSet effects = graph.descendants(treatments);
        if (!effects.intersects(outcomes) && !effects.intersects(given)) {
            return new Licence.Granted(new Licence.Way.Unmoved(), graph, Estimand.conditional(outcomes, given),
                    "no directed path leads from " + graph.names(treatments) + " to " + graph.names(outcomes)
                            + ", so setting it changes nothing",
                    List.of(), GENERAL);
        }
        return given.isEmpty() ? unconditional(identified, agree) : conditional(identified);
    }

    private Licence unconditional(Verdict.Identified identified, Claim.Check agree) {
        Adjustment adjustment = new Adjustment(graph, treatments, outcomes);
        return switch (adjustment.smallest()) {
            case Advice.NoneNeeded _ -> adjusted(NodeSet.EMPTY, "nothing has to be adjusted for: no path but the effect"
                    + " itself is open", List.of(agree));
            case Advice.Adjust(NodeSet covariates) -> adjusted(covariates, reasons(adjustment, covariates),
                    List.of(agree, needed(adjustment, covariates)));
            case Advice.Impossible _,Advice.NotAmenable _ -> unadjusted(identified, "no observed covariates will do ("
                    + OpenPath.of(graph, adjustment, treatments.or(outcomes)) + ")", agree);
        };
    }

    private Licence unadjusted(Verdict.Identified identified, String why, Claim.Check agree) {
        FrontDoor door = new FrontDoor(graph, treatments, outcomes);
        if (!(door.passage() instanceof Passage.Through(NodeSet mediators)) || mediators.isEmpty()) {
            return general(identified, why);
        }
        Estimand inner = Estimand.sum(treatments, Estimand.product(List.of(
                Estimand.conditional(treatments, NodeSet.EMPTY),
                Estimand.conditional(outcomes, treatments.or(mediators)))));
        Estimand estimand = Estimand.sum(mediators,
                Estimand.product(List.of(Estimand.conditional(mediators, treatments), inner)));
        List<Claim.Check> checks = new ArrayList<>(List.of(agree));
        door.requirements(mediators).forEach(each -> checks.add(new Claim.Check("front door", each.holds(),
                each.text() + (each.drawn().isEmpty() ? "" : ": " + each.drawn()))));
        return new Licence.Granted(new Licence.Way.FrontDoor(mediators), graph, estimand, why
                + ", and yet the effect is identified by the front door: all of it goes through "
                + graph.names(mediators) + ", whose own causes and effects are not confounded", checks, FRONT_DOOR);
    }

    /** Covariates that are no effects and with what was seen close every path that is no effect. */
    private Licence conditional(Verdict.Identified identified) {
        NodeSet effects = graph.descendants(treatments);
        Listing listing = given.intersects(effects)
                ? new Listing(List.of(), true, 0)
                : new Adjustment(graph, treatments, outcomes).minimal(given, graph.all().minus(effects), ONE);
        if (listing.sets().isEmpty()) {
            return general(identified, "evidence and effect are taken apart together");
        }
        NodeSet covariates = listing.sets().getFirst().minus(given);
        String why = covariates.isEmpty()
                ? "what is seen (" + graph.names(given) + ") blocks every path but the effect itself"
                : "beside what is seen, adjust for " + graph.names(covariates);
        Estimand effect = Estimand.conditional(outcomes, treatments.or(given).or(covariates));
        return new Licence.Granted(new Licence.Way.Adjusting(covariates), graph,
                averaged(effect, covariates, given), why, List.of(), ADJUSTING);
    }

    private static Estimand averaged(Estimand effect, NodeSet covariates, NodeSet given) {
        return covariates.isEmpty()
                ? effect
                : Estimand.sum(covariates,
                        Estimand.product(List.of(effect, Estimand.conditional(covariates, given))));
    }

    private Licence adjusted(NodeSet covariates, String why, List<Claim.Check> checks) {
        Estimand effect = Estimand.conditional(outcomes, treatments.or(covariates));
        return new Licence.Granted(new Licence.Way.Adjusting(covariates), graph,
                averaged(effect, covariates, NodeSet.EMPTY), why, checks, ADJUSTING);
    }

    private static Licence general(Verdict.Identified identified, String why) {
        return new Licence.Granted(new Licence.Way.General(), identified.graph(), identified.estimand(),
                why + ", and yet the effect is identified: by the factors of the districts", List.of(), GENERAL);
    }

    /** For the first covariates, the path that each of them blocks. */
    private String reasons(Adjustment adjustment, NodeSet covariates) {
        String reasons = adjustment.why(covariates).stream().limit(PATHS_SHOWN)
                .map(each -> graph.name(each.covariate()) + " blocks " + each.drawn())
                .collect(Collectors.joining("; "));
        int more = covariates.size() - PATHS_SHOWN;
        return "adjust for " + graph.names(covariates) + ": " + reasons
                + (more > 0 ? "; and so on for " + more + " more" : "");
    }

    private Claim.Check needed(Adjustment adjustment, NodeSet covariates) {
        boolean needed = covariates.where(v -> adjustment.isValid(covariates.without(v))).isEmpty();
        return new Claim.Check("every covariate is needed", needed,
                needed ? "leaving any one out opens a path" : "one of them could be left out");
    }

    /** @param simple the way that a criterion finds, empty where it finds none, which contradicts nothing */
    static Claim.Check agree(Verdict verdict, String simple) {
        boolean identified = verdict instanceof Verdict.Identified;
        return new Claim.Check("a second algorithm agrees", identified || simple.isEmpty(),
                "identification by districts finds " + (identified ? "an estimand" : "none")
                        + (simple.isEmpty() ? "" : identified ? "; " + simple : ", and " + simple));
    }
}
