package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.discrete.BayesianNetwork;
import org.orrery.causal.discrete.Evidence;
import org.orrery.causal.discrete.Twin;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Experiment;
import org.orrery.core.Method;
import org.orrery.core.Model;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Scope;

/** Answers a question by the tables of a Bayesian network, exactly. */
final class BayesianAnswer {
    private static final Method ELIMINATION = new Method("variable elimination (min-fill)",
            "Zhang and Poole, Canadian AI 1994; Koller and Friedman, Probabilistic Graphical Models, MIT Press 2009");
    private static final Method SURGERY = new Method("truncated factorisation",
            "Pearl, Causality, Cambridge University Press 2009, section 3.2");
    private static final Method TWIN = new Method("twin network",
            "Balke and Pearl, AAAI 1994: Probabilistic evaluation of counterfactual queries");

    private final Model model;
    private final BayesianNetwork network;
    private final Experiment asked;
    private final Posed posed;
    private final States states;
    private final Wording wording;
    private final long start = System.nanoTime();

    BayesianAnswer(Model model, BayesianNetwork network, Experiment asked) {
        this.model = model;
        this.network = network;
        this.asked = asked;
        Extras.refuse(asked, "A Bayesian network");
        this.posed = Posing.of(network.graph(), asked.question());
        this.states = new States(network);
        this.wording = new Wording(network.graph());
    }

    Answer answer() {
        Evidence seen = states.evidence(posed.seen());
        BayesianWorld off = new BayesianWorld(network, Map.of(), seen, states, posed.target());
        if (!posed.had().isEmpty()) {
            return imagined(off, seen);
        }
        if (posed.done().isEmpty()) {
            return told(off, null, BayesianChecks.of(off), "", List.of(ELIMINATION));
        }
        Map<Integer, Integer> done = states.of(posed.done());
        BayesianWorld on = new BayesianWorld(network.set(done), Map.of(), seen, states, posed.target());
        return told(off, on, new BayesianChecks(off).done(on, done),
                "setting " + wording.moves(posed.done()), List.of(ELIMINATION, SURGERY));
    }

    private Answer imagined(BayesianWorld off, Evidence seen) {
        if (!posed.done().isEmpty()) {
            throw new Refusal("'" + asked.question() + "' sets some nodes in both worlds and some in one.",
                    "Maybe ask two questions.");
        }
        Map<Integer, Integer> had = states.of(posed.had());
        NodeSet moved = NodeSet.of(had.keySet().stream().mapToInt(Integer::intValue).toArray());
        NodeSet entangled = Twin.entangled(network.graph(), moved, posed.outcomes(), posed.given());
        if (!entangled.isEmpty()) {
            return undetermined(entangled);
        }
        Twin twin = Twin.of(network, had, posed.outcomes());
        BayesianWorld on = new BayesianWorld(twin.network(), twin.copies(), seen, states, posed.target());
        return told(off, on, new BayesianChecks(off).had(had, on),
                "having set " + wording.moves(posed.had()), List.of(ELIMINATION, TWIN));
    }

    private Answer undetermined(NodeSet entangled) {
        String names = network.graph().names(entangled);
        String reason = "What was seen tells of the chance behind " + names + ", which "
                + network.graph().names(NodeSet.of(posed.had().keySet().stream().mapToInt(Integer::intValue).toArray()))
                + " has an effect on. A table says how likely each state is and not which one this case would have been"
                + " in. What would license it: equations with their noise, fitted to data (a graph --with data); or"
                + " leaving out of see(...) what comes after the intervention.";
        return refused(reason, List.of(), List.of(TWIN));
    }

    private Answer refused(String reason, List<Claim.Check> checks, List<Method> methods) {
        return answer(Claim.Status.REFUSED, reason, null, null, null, checks, null,
                "This question has no answer here. " + reason, methods);
    }

    private Answer told(BayesianWorld off, @Nullable BayesianWorld on, List<Claim.Check> checks, String move,
            List<Method> methods) {
        for (Claim.Check check : checks) {
            if (!check.passed()) {
                return refused("A check failed, so that the numbers cannot be trusted: " + check.name() + ", "
                        + check.detail() + ".", checks, methods);
            }
        }
        String seen = posed.seen().isEmpty() ? "" : "among cases with " + wording.values(posed.seen()) + ", ";
        String what = wording.target(posed.target());
        String opening = "In this model, " + seen;
        if (posed.target() instanceof Target.Whole) {
            return answer(Claim.Status.ANSWERED, null, null, null, null, checks, BayesianTables.distribution(off, on),
                    opening + (on == null
                            ? what + " is as in the table."
                            : move + " changes " + what
                                    + " as in the table."),
                    methods);
        }
        double before = off.number();
        if (on == null) {
            return answer(Claim.Status.ANSWERED, null, before, null, null, checks, null, opening + what + " is "
                    + Numbers.round(before, 6) + ".", methods);
        }
        double after = on.number();
        return answer(Claim.Status.ANSWERED, null, after - before, before, after, checks,
                BayesianTables.levels(network, posed, states), opening + move + " changes " + what + " "
                        + Wording.change(before, after) + ".",
                methods);
    }

    private Answer answer(Claim.Status status, @Nullable String reason, @Nullable Double estimate, @Nullable Double off,
            @Nullable Double on, List<Claim.Check> checks, Claim.@Nullable Table table, String sentence,
            List<Method> methods) {
        List<Claim.Assumption> assumptions = new ArrayList<>();
        if (!posed.done().isEmpty() || !posed.had().isEmpty()) {
            assumptions.addAll(model.assumptions());
        }
        Claim.Interval exact = estimate == null
                ? null
                : new Claim.Interval(1, estimate, estimate, Claim.IntervalKind.EXACT);
        Claim.Provenance provenance = new Claim.Provenance(model.source().file(), model.source().sha256(), null,
                asked.version(), asked.seed(), String.join("; ", methods.stream().map(Method::name).toList()),
                (System.nanoTime() - start) / 1_000_000);
        return new Answer(new Claim(asked.question().toString(), status, reason, asked.question().rung(), Scope.MODEL,
                null, estimate, null, exact, off, on, List.of(), assumptions, checks, sentence, table, provenance),
                List.of(), List.of(), methods);
    }
}
